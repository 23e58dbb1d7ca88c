// The fields of SWIFT MT940 and MT942: what stands between ":61:" and the next tag, taken apart.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "billing/bank/statement.h"
#include "core/calendar/civil_date.h"
#include "core/money/money.h"

namespace tirek::bank {

// "C260131KZT1250,40" of :60F:, :62F:, :64:, :65:.
struct MtBalance {
  Money amount;  // negative for a debit balance
  CivilDate date;
};

// "2601310201RC1250,40NTRFREF//BANKREF\nsupplement" of :61:.
struct MtEntry {
  std::optional<CivilDate> value_date;
  std::optional<CivilDate> booked_date;
  std::optional<Direction> direction;  // as the money moved: a reversed credit is a debit
  bool reversal = false;
  bool expected = false;       // announced, not booked
  std::string_view amount;     // as it is written
  std::string_view type;       // "NTRF"
  std::string_view reference;  // the customer's; "NONREF" for none
  std::string_view bank_reference;
  std::string_view supplement;
};

// "3KZT1250,40" of :90D: and :90C:.
struct MtSum {
  long long count = 0;
  Money amount;
};

// What :86: says, with the subfields "?20…" or ">20…" of German and Dutch banks or as one text.
struct MtDetails {
  std::string code;  // three digits before the first subfield
  std::string purpose;
  std::string bank;
  std::string account;
  std::string name;
  std::string end_to_end_id;
};

// Absent where the form is not that of the field; MtEntry is empty in the parts that are not.
std::optional<MtBalance> ParseMtBalance(std::string_view text);
MtEntry ParseMtEntry(std::string_view text);
std::optional<MtSum> ParseMtSum(std::string_view text);
MtDetails ParseMtDetails(std::string_view text);

}  // namespace tirek::bank
