#include "billing/bank/csv_mapping.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "billing/bank/utf8.h"
#include "core/calendar/digits.h"

namespace tirek::bank {
namespace {

constexpr std::array<std::string_view, kCsvFields> kColumnKeys = {
    "column.date",          "column.value_date",    "column.amount",  "column.credit",
    "column.debit",         "column.direction",     "column.balance", "column.currency",
    "column.number",        "column.name",          "column.bin",     "column.iban",
    "column.bic",           "column.kbe",           "column.knp",     "column.purpose",
    "column.end_to_end_id", "column.bank_reference"};

class MappingReader {
 public:
  void TakeLine(std::string_view line, int number) {
    line = Trimmed(line);
    if (line.empty() || line.front() == '#') return;
    number_ = number;
    key_.clear();
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos) {
      Refuse("key = value");
      return;
    }
    key_ = Trimmed(line.substr(0, equals));
    if (!seen_.emplace(key_).second) {
      Refuse("each key once");
      return;
    }
    TakeValue(std::string(Trimmed(line.substr(equals + 1))));
  }

  Result<CsvMapping> Finish() {
    key_.clear();
    number_ = 0;
    RequireColumns();
    if (violations_.empty()) return std::move(mapping_);
    Error error{ErrorKind::kInvalid,
                "CSV_MAPPING_INVALID",
                "The mapping of the bank's columns cannot be used.",
                {},
                std::move(violations_)};
    return error;
  }

 private:
  void Refuse(std::string expected) {
    std::string field = number_ == 0 ? "mapping" : "line " + std::to_string(number_);
    if (!key_.empty()) field += " " + key_;
    violations_.push_back({std::move(field), "CSV_MAPPING_INVALID", std::move(expected)});
  }

  void TakeValue(const std::string& value) {
    const auto column = std::find(kColumnKeys.begin(), kColumnKeys.end(), key_);
    if (column != kColumnKeys.end()) {
      mapping_.columns[static_cast<std::size_t>(column - kColumnKeys.begin())] = value;
      if (value.empty()) Refuse("the name of a column in the header line");
    } else if (key_ == "account") {
      mapping_.account = value;
    } else if (key_ == "currency") {
      TakeCurrency(value);
    } else if (key_ == "date") {
      TakeDateFormat(value);
    } else if (key_ == "credit_word") {
      mapping_.credit_word = value;
    } else if (key_ == "debit_word") {
      mapping_.debit_word = value;
    } else if (key_ == "skip_lines") {
      const std::optional<int> lines = DigitsValue(value);
      if (!lines || *lines > 1000) Refuse("a number from 0 to 1000");
      mapping_.skipped_lines = lines.value_or(0);
    } else {
      TakeChoice(value);
    }
  }

  // The keys whose values are words of a list.
  void TakeChoice(const std::string& value) {
    if (key_ == "encoding") {
      Choose(value, mapping_.encoding,
             {{"utf-8", Encoding::kUtf8},
              {"windows-1251", Encoding::kWindows1251},
              {"cp866", Encoding::kCp866}});
    } else if (key_ == "delimiter") {
      Choose(value, mapping_.delimiter,
             {{"comma", ','}, {"semicolon", ';'}, {"tab", '\t'}, {"pipe", '|'}});
    } else if (key_ == "decimal") {
      Choose(value, mapping_.decimal_sign, {{"point", '.'}, {"comma", ','}});
    } else if (key_ == "thousands") {
      Choose(
          value, mapping_.thousands,
          {{"none", '\0'}, {"comma", ','}, {"point", '.'}, {"blank", ' '}, {"apostrophe", '\''}});
    } else if (key_ == "sign") {
      Choose(value, mapping_.sign,
             {{"plain", CsvSign::kPlain},
              {"inverse", CsvSign::kInverse},
              {"absolute", CsvSign::kAbsolute}});
    } else {
      Refuse("a key of the mapping: see docs/bank-formats.md");
    }
  }

  template <typename T>
  void Choose(const std::string& value, T& chosen, std::vector<std::pair<std::string, T>> choices) {
    std::string names;
    for (const auto& [name, choice] : choices) {
      if (name == value) {
        chosen = choice;
        return;
      }
      names += names.empty() ? name : ", " + name;
    }
    Refuse("one of " + names);
  }

  void TakeCurrency(const std::string& value) {
    const Result<Currency> currency = Currency::FromCode(value);
    if (currency) {
      mapping_.currency = *currency;
    } else {
      Refuse("a code of ISO 4217, such as KZT");
    }
  }

  void TakeDateFormat(const std::string& value) {
    mapping_.date_format = value;
    for (const char* part : {"yyyy", "mm", "dd"}) {
      const std::size_t at = value.find(part);
      if (at == std::string::npos || value.find(part, at + 1) != std::string::npos) {
        Refuse("yyyy, mm and dd once each, such as dd.mm.yyyy");
        return;
      }
    }
  }

  bool Has(CsvField field) const { return !mapping_.ColumnOf(field).empty(); }

  void RequireColumns() {
    if (!Has(CsvField::kDate)) Refuse("column.date, the day of booking");
    const bool two_columns = Has(CsvField::kCredit) && Has(CsvField::kDebit);
    if (Has(CsvField::kAmount) == (Has(CsvField::kCredit) || Has(CsvField::kDebit)) ||
        (!Has(CsvField::kAmount) && !two_columns)) {
      Refuse("either column.amount, or both column.credit and column.debit");
    }
    if (mapping_.sign == CsvSign::kAbsolute && !Has(CsvField::kDirection)) {
      Refuse("column.direction where sign = absolute");
    }
    if (mapping_.account.empty()) Refuse("account, whose statement the file is");
    if (mapping_.thousands == mapping_.decimal_sign) {
      Refuse("decimal and thousands that differ");
    }
  }

  CsvMapping mapping_;
  std::set<std::string> seen_;
  std::string key_;
  int number_ = 0;
  std::vector<Violation> violations_;
};

}  // namespace

Result<CsvMapping> ParseCsvMapping(std::string_view text) {
  constexpr std::size_t kLongest = 64 * 1024;
  MappingReader reader;
  if (text.size() > kLongest || !IsUtf8(text)) {
    return Error{ErrorKind::kInvalid,
                 "CSV_MAPPING_INVALID",
                 "A mapping is a text in UTF-8 of at most 64 KiB.",
                 {},
                 {}};
  }
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  for (int number = 1; !text.empty(); ++number) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    reader.TakeLine(line, number);
  }
  return reader.Finish();
}

}  // namespace tirek::bank
