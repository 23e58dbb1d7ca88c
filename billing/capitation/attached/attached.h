// Payment per attached person: who belongs to a specialist on one day, counted by contract and age
// band, priced, and those above a specialist's limit listed.
//
// For the size of a nation: facts are columns, one entry a person.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "billing/order/order.h"
#include "core/base/result.h"
#include "core/money/money.h"

namespace tirek::capitation::attached {

struct Specialist {
  std::uint32_t contract = 0;  // an index of the caller's
  std::uint32_t limit = 0;     // persons that are paid for
};

// Columns of one length.
struct Attachments {
  std::vector<std::uint32_t> specialist;  // index into the specialists
  std::vector<std::int32_t> birth_day;    // days since 1970-01-01
  std::vector<std::int64_t> attached_at;  // microseconds since 1970: who came first has the claim
  std::vector<std::uint64_t> person;      // decides equal times: the lesser first

  std::size_t size() const { return specialist.size(); }
};

struct Terms {
  CivilDate billing_date;  // ages are those of this day, never of today
  Decimal rate;            // of a month and person, in major units
  order::StepTable bands;  // by AGE: what the rate is multiplied by
  order::RoundingRule rounding;
  Currency currency = kTenge;
  std::string source_act;
};

// The persons of one band under one contract; rounded once, as a whole.
struct BandLine {
  std::uint32_t contract = 0;
  std::uint32_t band = 0;  // index into the steps
  std::int64_t persons = 0;
  Money amount = Money::FromMinor(0, kTenge);
  std::string exact;  // before rounding: persons × rate × the band's value
};

// Every attachment is in a line's count or in one of the lists.
struct AttachedMonth {
  std::vector<BandLine> lines;             // by contract and band, of those with persons
  std::vector<std::uint32_t> over_limit;   // attachments by specialist, then in their order
  std::vector<std::uint32_t> without_age;  // within the limit, born later or in no band; ascending
};

// ATTACHMENT_UNKNOWN where an attachment names no specialist or columns differ in length;
// AMOUNT_OVERFLOW. `contracts`: how many there are.
Result<AttachedMonth> Compute(const Attachments& attachments,
                              const std::vector<Specialist>& specialists, std::uint32_t contracts,
                              const Terms& terms);

}  // namespace tirek::capitation::attached
