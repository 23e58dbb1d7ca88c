// What does not agree between our books and the bank, and the comparison of all figures of a month.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/calendar/month.h"
#include "core/money/money.h"

namespace tirek::settlement {

struct BreakTag {
  static constexpr std::string_view kPrefix = "brk";
};
using BreakId = Id<BreakTag>;

struct Break {
  BreakId break_id;  // empty where no import named it: it is computed
  std::string month;
  std::string kind;  // as stored: "SHORT_PAYMENT", …
  std::string provider_id;
  std::string payment_order_id;
  std::string statement_id;
  int line_number = 0;
  Money expected = Money::FromMinor(0, kTenge);
  Money found = Money::FromMinor(0, kTenge);
  std::string description;
  Instant record_time;
  std::string provider_bin = {};  // as read back

  // The key of lists within a month.
  const std::string& key() const { return break_id.empty() ? payment_order_id : break_id.text(); }
};

struct BreakFilter {
  std::string month;
  std::string provider_id;
  std::string kind;
};

// One provider's month; every sum in one currency.
struct TieOut {
  std::string provider_id;
  std::string month;
  Money evidence = Money::FromMinor(0, kTenge);
  Money unfunded = Money::FromMinor(0, kTenge);
  Money owed_back = Money::FromMinor(0, kTenge);
  Money accrued = Money::FromMinor(0, kTenge);
  Money posted = Money::FromMinor(0, kTenge);
  Money netted = Money::FromMinor(0, kTenge);
  Money in_payment_file = Money::FromMinor(0, kTenge);
  Money on_statement = Money::FromMinor(0, kTenge);
  std::vector<Break> breaks;
  std::string provider_bin = {};
  Money netted_advances = Money::FromMinor(0, kTenge);  // a part of netted
  Money advances = Money::FromMinor(0, kTenge);         // in payment files, beside all that
  Money advances_on_statement = Money::FromMinor(0, kTenge);

  long long difference_minor() const {
    return accrued.minor() - netted.minor() - on_statement.minor();
  }
  // Evidence less unfunded, with what is owed back = accrued = posted = in the payment file and
  // netted = on the statement and netted; what was advanced is on the statement, too.
  bool tied() const {
    const long long funded = evidence.minor() - unfunded.minor() + owed_back.minor();
    return funded == accrued.minor() && accrued == posted && in_payment_file == on_statement &&
           difference_minor() == 0 && advances == advances_on_statement;
  }
};

struct TieOutFilter {
  Month month;
  std::string provider_id;
};

}  // namespace tirek::settlement
