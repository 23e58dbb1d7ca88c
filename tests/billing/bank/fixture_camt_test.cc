// camt samples of others beside what their own reader (genkgo/camt) makes of them, field by field.
// Most do not add up, so what is compared is what was read before the file was refused for that.
#include <filesystem>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "billing/bank/statement_format.h"
#include "tests/billing/bank/files.h"

namespace tirek::bank {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr const char* kFolder = "../shared/fixtures/iso20022/";
constexpr const char* kEnding = ".expected.json";

// The object at `key`; null where it is a reference back to something shown elsewhere.
json At(const json& object, const char* key) {
  if (!object.is_object() || !object.contains(key) || object.at(key).is_string()) return nullptr;
  return object.at(key);
}

std::string TextAt(const json& object, const char* key) {
  if (!object.is_object() || !object.contains(key) || !object.at(key).is_string()) return {};
  return object.at(key).get<std::string>();
}

// "8.85 EUR" of Money\Money, whose amount is in minor units.
std::string MoneyText(const json& money) {
  const std::string minor = TextAt(money, "getAmount");
  const auto currency = Currency::FromCode(TextAt(At(money, "getCurrency"), "getCode"));
  REQUIRE(currency.has_value());
  return Money::FromMinor(std::stoll(minor), *currency).ToString();
}

// The day as the library tells it, in UTC; the samples' times are not near midnight.
std::string DayText(const json& date) { return TextAt(date, "0").substr(0, 10); }

// Of the last statement: the library lists no other entries.
std::vector<StatementLine> LinesOf(const Statement& statement) {
  std::vector<StatementLine> lines = statement.lines;
  lines.insert(lines.end(), statement.movements_to_come.begin(), statement.movements_to_come.end());
  return lines;
}

void CompareDetail(const json& expected, const std::string& end_to_end_id,
                   const std::optional<ReturnReason>& returned, const std::string& purpose) {
  CHECK(end_to_end_id == TextAt(At(expected, "getReference"), "getEndToEndId"));
  const json reason = At(expected, "getReturnInformation");
  if (reason.is_object()) {
    REQUIRE(returned.has_value());
    CHECK(returned->code == TextAt(reason, "getCode"));
  }
  const json remittance = At(expected, "getRemittanceInformation");
  for (const json& block : At(remittance, "getUnstructuredBlocks")) {
    const std::string text = TextAt(block, "getMessage");
    CHECK(purpose.find(text) != std::string::npos);
  }
}

void CompareParties(const json& expected, const StatementLine& line) {
  bool is_named = line.counterparty.name.empty();
  for (const json& party : At(expected, "getRelatedParties")) {
    const json type = At(party, "getRelatedPartyType");
    if (TextAt(type, "getName") == line.counterparty.name) is_named = true;
  }
  CHECK(is_named);
}

void CompareEntry(const json& expected, const StatementLine& line) {
  const bool credit = line.direction == Direction::kCredit;
  const std::string amount = (credit ? "" : "-") + line.amount.ToString();
  CHECK(amount == MoneyText(At(expected, "getAmount")));
  CHECK((credit ? "CRDT" : "DBIT") == TextAt(expected, "getCreditDebitIndicator"));
  CHECK(line.reversal == expected.at("getReversalIndicator").get<bool>());
  if (At(expected, "getBookingDate").is_object()) {
    CHECK(line.booked_date.ToString() == DayText(At(expected, "getBookingDate")));
  }
  if (At(expected, "getValueDate").is_object()) {
    CHECK(line.value_date.ToString() == DayText(At(expected, "getValueDate")));
  }
  CHECK(line.bank_reference.find(TextAt(expected, "getAccountServicerReference")) !=
        std::string::npos);
  const std::string status = TextAt(expected, "getStatus");
  CHECK((line.state == LineState::kBooked) == (status.empty() || status == "BOOK"));
  const json details = At(expected, "getTransactionDetails");
  if (details.size() == 1) {
    const json only = details[0].is_string() ? At(expected, "getTransactionDetail") : details[0];
    CompareDetail(only, line.end_to_end_id, line.returned, line.purpose);
    CompareParties(only, line);
  } else {
    REQUIRE(line.details.size() == details.size());
    for (std::size_t i = 1; i < details.size(); ++i) {
      const LineDetail& detail = line.details[i];
      CompareDetail(details[i], detail.end_to_end_id, detail.returned, detail.purpose);
    }
  }
}

void CompareFile(const fs::path& expected_path) {
  std::string xml = expected_path.string();
  xml.replace(xml.size() - std::string(kEnding).size(), std::string::npos, ".xml");
  CAPTURE(xml);
  Refusals refusals;
  CollectedStatements collected;
  const std::string bytes = ReadFile(xml).value();
  MemoryBytes memory(bytes);
  ReadStatements(memory, {}, collected, refusals);
  if (collected.statements().empty()) {
    // Version 01 is not read; it has other elements.
    CHECK(refusals.listed().front().reason == "STATEMENT_VERSION");
    return;
  }
  const json expected = json::parse(ReadFile(expected_path.string()).value());
  const std::vector<StatementLine> lines = LinesOf(collected.statements().back());
  const json entries = At(expected, "getEntries");
  REQUIRE(lines.size() == entries.size());
  for (std::size_t i = 0; i < lines.size(); ++i) CompareEntry(entries[i], lines[i]);
}

TEST_CASE("what another reader of camt finds in its own samples is what is found here") {
  if (!fs::exists(kFolder)) {
    MESSAGE("skipped: needs " << kFolder);
    return;
  }
  int compared = 0;
  for (const auto& entry : fs::recursive_directory_iterator(kFolder)) {
    if (!entry.path().string().ends_with(kEnding)) continue;
    CompareFile(entry.path());
    ++compared;
  }
  CHECK(compared == 14);
}

}  // namespace
}  // namespace tirek::bank
