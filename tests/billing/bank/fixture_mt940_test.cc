// MT940 samples of others beside what their own reader (wolph/mt940) makes of them, field by field.
#include <array>
#include <filesystem>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "billing/bank/statement_format.h"
#include "tests/billing/bank/files.h"

namespace tirek::bank {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFolder = "../shared/fixtures/mt940/";

using Fields = std::map<std::string, std::string>;

std::string Unquoted(std::string text) {
  if (text.size() >= 2 && text.front() == '\'' && text.back() == '\'') {
    text = text.substr(1, text.size() - 2);
  }
  return text == "null" ? std::string() : text;
}

// The four bytes of a Python date: two of the year, month, day.
std::string DayOfBase64(const std::string& text) {
  static const std::string letters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  unsigned bits = 0;
  std::string bytes;
  int count = 0;
  for (const char c : text.substr(0, text.find('='))) {
    bits = bits << 6U | static_cast<unsigned>(letters.find(c));
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>(bits >> static_cast<unsigned>(count) & 0xFFU);
  }
  const auto byte = [&](int i) { return static_cast<unsigned char>(bytes.at(i)); };
  return CivilDate::FromYmd(byte(0) << 8 | byte(1), byte(2), byte(3))->ToString();
}

// The dump of Python objects is YAML only in name; its lines are regular enough to be read as such:
// a key of a transaction has four blanks before it, an object's value stands two lines below.
std::vector<Fields> ReadTransactions(const std::string& text) {
  std::vector<Fields> transactions;
  std::istringstream lines(text.substr(text.find("\ntransactions:")));
  std::string key;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("- !!python/object:mt940.models.Transaction")) {
      transactions.emplace_back();
    } else if (line.starts_with("    ") && line[4] != ' ' && line[4] != '-') {
      const std::size_t colon = line.find(':');
      if (colon == std::string::npos || transactions.empty()) continue;
      key = line.substr(4, colon - 4);
      const std::string value = line.size() > colon + 2 ? line.substr(colon + 2) : std::string();
      if (!value.starts_with("!!")) transactions.back()[key] = Unquoted(value);
    } else if (line.starts_with("      - '") && key == "amount") {
      transactions.back()[key] = Unquoted(line.substr(8));
    } else if (line.starts_with("      ") && key.ends_with("date") && line[6] != '-') {
      transactions.back()[key] = DayOfBase64(line.substr(6));
    }
  }
  return transactions;
}

std::string SignedAmount(const StatementLine& line) {
  return (line.direction == Direction::kDebit && !line.amount.is_zero() ? "-" : "") +
         line.amount.AmountText();
}

void CompareTransaction(const Fields& expected, const StatementLine& line) {
  const auto at = [&](const char* key) {
    const auto found = expected.find(key);
    return found == expected.end() ? std::string() : found->second;
  };
  const auto amount = Money::Parse(at("amount"), line.amount.currency());
  REQUIRE(amount.has_value());
  // The library gives a reversed credit the sign of a credit; the balances of the sample do not.
  const bool is_reversed = at("status").starts_with('R');
  CHECK(amount->AmountText() == (is_reversed ? line.amount.AmountText() : SignedAmount(line)));
  CHECK(line.amount.currency().code() == at("currency"));
  CHECK(line.value_date.ToString() == at("date"));
  if (!at("entry_date").empty()) CHECK(line.booked_date.ToString() == at("entry_date"));
  CHECK(line.bank_reference == at("bank_reference"));
  std::string reference = at("customer_reference");
  while (reference.ends_with(' ')) reference.pop_back();
  // From structured details the library takes another reference, of the subfield KREF.
  const bool is_structured = expected.contains("posting_text");
  if (!is_structured) CHECK(line.number == (reference == "NONREF" ? "" : reference));
  CHECK(line.type == at("id"));
  if (!at("applicant_name").empty()) CHECK(line.counterparty.name == at("applicant_name"));
  if (!at("applicant_iban").empty()) CHECK(line.counterparty.iban == at("applicant_iban"));
  if (!at("applicant_bin").empty()) CHECK(line.counterparty.bic == at("applicant_bin"));
}

void CompareFile(const fs::path& expected_path) {
  std::string path = expected_path.string();
  path.replace(path.size() - 4, 4, ".sta");
  CAPTURE(path);
  Refusals refusals;
  CollectedStatements collected;
  const std::string bytes = ReadFile(path).value();
  MemoryBytes memory(bytes);
  ReadStatements(memory, {}, collected, refusals);
  std::vector<StatementLine> lines;
  for (const Statement& statement : collected.statements()) {
    lines.insert(lines.end(), statement.lines.begin(), statement.lines.end());
  }
  const std::vector<Fields> expected = ReadTransactions(ReadFile(expected_path.string()).value());
  // An entry without a balance before it has no currency: it is refused, and the library guesses.
  for (const Violation& violation : refusals.listed()) {
    if (violation.field.ends_with("60F")) return;
  }
  REQUIRE(lines.size() == expected.size());
  for (std::size_t i = 0; i < lines.size(); ++i) CompareTransaction(expected[i], lines[i]);
}

TEST_CASE("what another reader of MT940 finds in its samples is what is found here") {
  if (!fs::exists(kFolder)) {
    MESSAGE("skipped: needs " << kFolder);
    return;
  }
  int compared = 0;
  for (const auto& entry : fs::recursive_directory_iterator(kFolder)) {
    if (entry.path().extension() != ".yml") continue;
    CompareFile(entry.path());
    ++compared;
  }
  CHECK(compared == 25);
}

}  // namespace
}  // namespace tirek::bank
