#include "billing/bank/statement_csv.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "billing/bank/amount_text.h"
#include "billing/bank/balance.h"
#include "billing/bank/eknp.h"
#include "billing/bank/reference.h"
#include "billing/bank/text_lines.h"
#include "billing/bank/utf8.h"
#include "core/calendar/digits.h"
#include "core/csv/header.h"
#include "core/csv/record_end.h"
#include "core/csv/scanner.h"

namespace tirek::bank {
namespace {

constexpr std::size_t kLongestRecord = std::size_t{1} << 20U;  // bytes

std::optional<CivilDate> ParseDate(std::string_view text, const std::string& format) {
  if (text.size() != format.size()) return {};
  const auto part = [&](const char* name, std::size_t length) {
    return DigitsValue(text.substr(format.find(name), length)).value_or(0);
  };
  for (std::size_t i = 0; i < format.size(); ++i) {
    const bool is_part = format[i] == 'y' || format[i] == 'm' || format[i] == 'd';
    if (!is_part && format[i] != text[i]) return {};
  }
  return CivilDate::FromYmd(part("yyyy", 4), part("mm", 2), part("dd", 2));
}

// Digits in groups of three as they come from spreadsheets: without the separators, or nothing
// where they stand elsewhere.
std::optional<std::string> WithoutThousands(std::string_view text, char separator,
                                            char decimal_sign) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool no_break = separator == ' ' && text.substr(i).starts_with("\xC2\xA0");
    if (no_break || (separator != 0 && text[i] == separator)) {
      if (no_break) ++i;
      const std::string_view group = text.substr(i + 1);
      const std::size_t digits = std::min(group.find_first_not_of("0123456789"), group.size());
      if (plain.empty() || digits != 3 || plain.find(decimal_sign) != std::string::npos) return {};
      continue;
    }
    plain += text[i];
  }
  return plain;
}

class CsvReader {
 public:
  CsvReader(PeekedBytes& source, const CsvMapping& mapping, StatementSink& sink, Refusals& refusals)
      : source_(source),
        lines_(source, mapping.encoding),
        mapping_(mapping),
        sink_(sink),
        refusals_(refusals),
        zero_(Money::FromMinor(0, mapping.currency)),
        statement_{{}, mapping.currency, {}, zero_, zero_, zero_, zero_, {}, {}} {
    const Result<Iban> iban = Iban::Parse(mapping.account);
    if (iban) statement_.account = *iban;
    statement_.account_number = mapping.account;
    statement_.file_line = 1;
    statement_.states_balances = false;
  }

  void Read() {
    for (int i = 0; i < mapping_.skipped_lines; ++i) {
      if (!NextLine()) break;
    }
    sink_.Begin(0, statement_);
    const bool has_header = ReadHeader();
    // Without a header no row can be read, but a file that is too large is told as such.
    while (has_header && NextLine()) ReadRow();
    if (source_.too_large()) {
      refusals_.Add(lines_.number(), {}, "STATEMENT_TOO_LARGE",
                    "no more bytes than are read of one file");
    }
    if (has_header) Finish();
  }

 private:
  // False at the end. A line that cannot be read is refused, and passed over.
  bool NextLine() {
    for (auto state = lines_.Next(); state != TextLines::State::kEnd; state = lines_.Next()) {
      if (state == TextLines::State::kTooLong) {
        Refuse("STATEMENT_LINE_TOO_LONG", "at most 65536 bytes in a line");
      } else if (state == TextLines::State::kWrongEncoding) {
        Refuse("STATEMENT_ENCODING",
               "the encoding that the mapping says: utf-8, windows-1251 or cp866");
      } else if (lines_.text().find('\0') != std::string_view::npos) {
        Refuse("STATEMENT_CONTROL_CHARACTER", "text without zero bytes");
      } else {
        return true;
      }
    }
    return false;
  }

  void Refuse(std::string_view reason, std::string expected) {
    refusals_.Add(lines_.number(), {}, reason, std::move(expected));
  }

  // The record that begins in the line at hand; a quoted field may go over several. Absent when it
  // is refused.
  std::optional<CsvRecord> TakeRecord() {
    line_ = lines_.number();
    record_ = lines_.text();
    record_ += '\n';
    CsvRecordEnd end(delimiter_);
    for (bool ended = end.Take(lines_.text()); !ended; ended = end.Take(lines_.text())) {
      if (!NextLine() || record_.size() + lines_.text().size() > kLongestRecord) {
        refusals_.Add(line_, {}, "CSV_UNTERMINATED_QUOTE",
                      "a closing quote for each that opens, within 1 MiB");
        return {};
      }
      record_ += lines_.text();
      record_ += '\n';
    }
    Result<CsvRecord> record = CsvScanner(record_, delimiter_, {}).Next();
    if (record) return *std::move(record);
    refusals_.Add(line_, {}, record.error().reason, "at most 65536 bytes in a field");
    return {};
  }

  bool ReadHeader() {
    if (!NextLine()) {
      refusals_.Add(mapping_.skipped_lines + 1, {}, "CSV_EMPTY",
                    "a header line with the columns' names");
      return false;
    }
    delimiter_ = mapping_.delimiter == 0 ? DetectSeparator(lines_.text()) : mapping_.delimiter;
    const std::optional<CsvRecord> header = TakeRecord();
    if (!header) return false;
    width_ = header->field_count;
    for (std::size_t i = 0; i < kCsvFields; ++i) {
      if (mapping_.columns[i].empty()) continue;
      const auto found =
          std::find(header->fields.begin(), header->fields.end(), mapping_.columns[i]);
      if (found == header->fields.end()) {
        refusals_.Add(line_, mapping_.columns[i], "CSV_COLUMNS", "this column of the mapping");
      } else {
        places_[i] = static_cast<std::size_t>(found - header->fields.begin());
      }
    }
    return refusals_.empty();
  }

  void ReadRow() {
    const std::optional<CsvRecord> row = TakeRecord();
    if (!row || row->blank()) return;
    if (row->broken) {
      refusals_.Add(line_, {}, "CSV_QUOTING", "quotes around whole fields, doubled inside them");
    } else if (row->field_count != width_) {
      refusals_.Add(line_, {}, "CSV_FIELD_COUNT",
                    std::to_string(width_) + " fields, as the header has");
    } else {
      fields_ = &row->fields;
      TakeRow();
    }
  }

  std::string_view At(CsvField field) const {
    const std::optional<std::size_t> place = places_[static_cast<std::size_t>(field)];
    return place ? Trimmed((*fields_)[*place]) : std::string_view();
  }
  const std::string& NameOf(CsvField field) const { return mapping_.ColumnOf(field); }
  bool Has(CsvField field) const { return !NameOf(field).empty(); }

  std::optional<CivilDate> DateAt(CsvField field) {
    const std::optional<CivilDate> date = ParseDate(At(field), mapping_.date_format);
    if (!date) {
      refusals_.Add(line_, NameOf(field), "STATEMENT_DATE",
                    "a date that exists, written " + mapping_.date_format);
    }
    return date;
  }

  // With its sign.
  std::optional<Money> AmountAt(CsvField field) {
    std::string_view text = At(field);
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text = Trimmed(text.substr(1));
    const auto plain = WithoutThousands(text, mapping_.thousands, mapping_.decimal_sign);
    const auto amount =
        plain ? ParseBankAmount(*plain, mapping_.decimal_sign, mapping_.currency) : std::nullopt;
    if (!amount) {
      refusals_.Add(line_, NameOf(field), "STATEMENT_AMOUNT",
                    "an amount as the mapping says, with at most " +
                        std::to_string(mapping_.currency.minor_digits()) + " decimals");
      return {};
    }
    return negative ? Money::FromMinor(-amount->minor(), mapping_.currency) : *amount;
  }

  // Money in is positive. A column that is empty is zero.
  std::optional<Money> SignedAmount() {
    if (Has(CsvField::kAmount)) return SignedByWord();
    const auto column = [&](CsvField field) {
      return At(field).empty() ? std::optional<Money>(zero_) : AmountAt(field);
    };
    const std::optional<Money> credit = column(CsvField::kCredit);
    const std::optional<Money> debit = column(CsvField::kDebit);
    if (!credit || !debit) return {};
    if (credit->is_negative() || debit->is_negative() ||
        (!credit->is_zero() && !debit->is_zero())) {
      refusals_.Add(line_, NameOf(CsvField::kDebit), "STATEMENT_DIRECTION",
                    "money in or money out, not both in one line, and neither negative");
      return {};
    }
    return Money::FromMinor(credit->minor() - debit->minor(), mapping_.currency);
  }

  std::optional<Money> SignedByWord() {
    const std::optional<Money> amount = AmountAt(CsvField::kAmount);
    if (!amount) return {};
    std::int64_t minor = mapping_.sign == CsvSign::kInverse ? -amount->minor() : amount->minor();
    if (mapping_.sign == CsvSign::kAbsolute && minor < 0) minor = -minor;
    if (!Has(CsvField::kDirection)) return Money::FromMinor(minor, mapping_.currency);
    const std::string_view word = At(CsvField::kDirection);
    if (word != mapping_.credit_word && word != mapping_.debit_word) {
      refusals_.Add(line_, NameOf(CsvField::kDirection), "STATEMENT_DIRECTION",
                    mapping_.credit_word + " or " + mapping_.debit_word);
      return {};
    }
    return Money::FromMinor(word == mapping_.credit_word ? minor : -minor, mapping_.currency);
  }

  bool HasOwnCurrency() {
    const std::string_view code = At(CsvField::kCurrency);
    if (!Has(CsvField::kCurrency) || code.empty() || code == mapping_.currency.code()) return true;
    refusals_.Add(line_, NameOf(CsvField::kCurrency), "STATEMENT_CURRENCY",
                  "the account's currency " + std::string(mapping_.currency.code()));
    return false;
  }

  void TakeRow() {
    const std::optional<CivilDate> date = DateAt(CsvField::kDate);
    const bool has_value_date = Has(CsvField::kValueDate) && !At(CsvField::kValueDate).empty();
    const std::optional<CivilDate> value_date =
        has_value_date ? DateAt(CsvField::kValueDate) : date;
    const bool own_currency = HasOwnCurrency();
    const std::optional<Money> amount = SignedAmount();
    if (!date || !value_date || !amount || !own_currency) return;
    if (Has(CsvField::kBalance)) CheckBalance(*amount);
    StatementLine line = LineOf(*date, *value_date, *amount);
    if (line.state == LineState::kBooked) {
      first_day_ = std::min(first_day_.value_or(*date), *date);
      last_day_ = std::max(last_day_.value_or(*date), *date);
    }
    sums_.Add(line);
    sink_.Take(0, line);
  }

  StatementLine LineOf(CivilDate date, CivilDate value_date, Money signed_amount) {
    const std::int64_t minor = signed_amount.minor();
    const bool credit = minor >= 0;
    const auto text = [&](CsvField field) { return std::string(At(field)); };
    StatementLine line{text(CsvField::kNumber),
                       date,
                       date,
                       value_date,
                       Money::FromMinor(credit ? minor : -minor, mapping_.currency),
                       credit ? Direction::kCredit : Direction::kDebit,
                       {text(CsvField::kName), text(CsvField::kBin), text(CsvField::kIban),
                        text(CsvField::kBic), text(CsvField::kKbe)},
                       text(CsvField::kKnp),
                       text(CsvField::kPurpose),
                       {},
                       line_,
                       minor == 0 ? LineState::kInformation : LineState::kBooked,
                       text(CsvField::kEndToEndId),
                       text(CsvField::kBankReference)};
    const std::optional<Eknp> eknp = FindEknp(line.purpose);
    if (eknp && line.knp.empty()) line.knp = eknp->knp;
    if (eknp && line.counterparty.kbe.empty()) {
      line.counterparty.kbe = credit ? eknp->kod : eknp->kbe;
    }
    line.reference = FindReference(line.end_to_end_id);
    if (!line.reference) line.reference = FindReference(line.purpose);
    if (!line.reference) line.reference = FindReference(line.number);
    return line;
  }

  // The first line tells the opening balance, each other one must begin where the last one ended.
  void CheckBalance(Money amount) {
    const std::optional<Money> balance = AmountAt(CsvField::kBalance);
    if (!balance) return;
    const Result<Money> before = balance->Minus(amount);
    if (!before) {
      refusals_.Add(line_, NameOf(CsvField::kBalance), "STATEMENT_AMOUNT",
                    "a balance whose difference to the amount fits 64 bits");
      return;
    }
    if (!statement_.states_balances) {
      statement_.opening = *before;
      statement_.states_balances = true;
    } else if (*before != statement_.closing) {
      refusals_.Add(line_, NameOf(CsvField::kBalance), "STATEMENT_BALANCE",
                    "a balance that the amount makes of " + statement_.closing.ToString() +
                        ", that of the line before");
    }
    statement_.closing = *balance;
  }

  void Finish() {
    if (!first_day_) {
      refusals_.Add(line_, {}, "STATEMENT_PERIOD", "at least one line, which tells the days");
    } else {
      statement_.period = {*first_day_, last_day_->PlusDays(1).value_or(*last_day_)};
    }
    DeclaredSums declared;
    declared.closing_place = {line_, NameOf(CsvField::kBalance)};
    // A balance that is wrong in one line is told there.
    if (refusals_.empty()) CloseStatement(declared, sums_, sums_, statement_, refusals_);
    sink_.End(0, statement_);
  }

  PeekedBytes& source_;
  TextLines lines_;
  const CsvMapping& mapping_;
  StatementSink& sink_;
  Refusals& refusals_;
  Money zero_;
  Statement statement_;
  LineSums sums_;
  std::array<std::optional<std::size_t>, kCsvFields> places_;
  std::size_t width_ = 0;
  char delimiter_ = 0;
  std::string record_;                                // the bytes of the one that is being read
  int line_ = 1;                                      // where it begins
  const std::vector<std::string>* fields_ = nullptr;  // of the row that is being read
  std::optional<CivilDate> first_day_;
  std::optional<CivilDate> last_day_;
};

}  // namespace

void ReadStatementCsv(PeekedBytes& source, const CsvMapping& mapping, StatementSink& sink,
                      Refusals& refusals) {
  CsvReader(source, mapping, sink, refusals).Read();
}

}  // namespace tirek::bank
