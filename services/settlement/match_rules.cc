#include "services/settlement/match_rules.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "billing/ledger/match_postings.h"

namespace tirek::settlement {
namespace {

struct Shape {
  const char* relation;
  std::size_t least_lines;
  std::size_t most_lines;
  std::size_t least_orders;
  std::size_t most_orders;
  bool takes_debits;
  bool takes_credits;
  const char* expected;
};

constexpr std::string_view kPartialReturn = "PARTIAL_RETURN";
constexpr std::size_t kAny = 100'000;
constexpr Shape kShapes[] = {
    {"PAYMENT", 1, 1, 1, 1, true, false, "one line that went out, and one payment order"},
    {"SPLIT", 1, kAny, 1, 1, true, false, "lines that went out, and one payment order"},
    {"MERGED", 1, 1, 2, kAny, true, false, "one line that went out, and several payment orders"},
    {"RETURN", 1, 1, 1, kAny, false, true, "one line that came in, and payment orders"},
    {"PARTIAL_RETURN", 1, 1, 1, 1, false, true, "one line that came in, and one payment order"},
    {"FEE", 1, kAny, 0, 0, true, false, "lines that went out, and no payment order"},
    {"OFFSET", 2, kAny, 0, 0, true, true, "lines that cancel each other, and no payment order"},
};

const Shape& ShapeOf(const std::string& relation) {
  const auto* shape = std::find_if(std::begin(kShapes), std::end(kShapes),
                                   [&](const Shape& known) { return known.relation == relation; });
  TIREK_ASSERT(shape != std::end(kShapes));
  return *shape;
}

bool Within(std::size_t count, std::size_t least, std::size_t most) {
  return count >= least && count <= most;
}

Result<void> RequireShape(const Shape& shape, std::span<const SuspendedLine> lines,
                          std::span<const MatchableOrder> orders) {
  bool fits = Within(lines.size(), shape.least_lines, shape.most_lines) &&
              Within(orders.size(), shape.least_orders, shape.most_orders);
  if (fits) {
    const SuspendedLine& first = lines.front();
    for (const SuspendedLine& line : lines) {
      fits = fits && (line.is_credit ? shape.takes_credits : shape.takes_debits) &&
             line.amount.currency() == first.amount.currency() &&
             line.account_iban == first.account_iban;
    }
    for (const MatchableOrder& order : orders) {
      fits = fits && order.amount.currency() == first.amount.currency() &&
             order.account_iban == first.account_iban;
    }
  }
  if (fits) return {};
  return InvalidFields({{"line_ids", "MATCH_LINES_UNFIT",
                         std::string(shape.expected) + ", of one account and one currency"}});
}

}  // namespace

Result<void> RequireNotSetOff(std::span<const MatchableOrder> orders) {
  for (const MatchableOrder& order : orders) {
    if (!order.set_off) continue;
    return Error{ErrorKind::kPrecondition,
                 "ADVANCE_SET_OFF",
                 "A part of the advance that payment order " + order.end_to_end_id +
                     " pays is earned or recouped: its payment stands.",
                 {{"end_to_end_id", order.end_to_end_id}},
                 {}};
  }
  return {};
}

namespace {

Result<void> RequireStates(bool is_return, std::span<const MatchableOrder> orders) {
  for (const MatchableOrder& order : orders) {
    const bool fits = is_return ? order.state == "PAID" || order.state == "BROKEN"
                                : order.waits() && order.open_minor() > 0;
    if (fits) continue;
    return Error{ErrorKind::kPrecondition,
                 "ORDER_NOT_OPEN",
                 is_return ? "Payment order " + order.end_to_end_id +
                                 " is not paid: no money of it can come back."
                           : "Payment order " + order.end_to_end_id + " does not wait for money.",
                 {{"end_to_end_id", order.end_to_end_id}, {"state", order.state}},
                 {}};
  }
  return is_return ? RequireNotSetOff(orders) : Result<void>();
}

Error Differs(Currency currency, __int128 orders, __int128 lines) {
  const auto text = [currency](__int128 minor) {
    return Money::FromMinor(static_cast<std::int64_t>(minor), currency).ToString();
  };
  return {ErrorKind::kPrecondition,
          "MATCH_AMOUNT_DIFFERS",
          "The payment orders come to " + text(orders) + ", the lines to " + text(lines) + ".",
          {{"expected", text(orders)}, {"found", text(lines)}},
          {}};
}

MatchedPart PartOf(const SuspendedLine& line, const MatchableOrder* order, long long minor) {
  MatchedPart part{line.key, "", "", "", minor, "", ""};
  if (order != nullptr) {
    part.provider_id = order->provider_id;
    part.payment_order_id = order->payment_order_id;
    part.end_to_end_id = order->end_to_end_id;
  }
  return part;
}

// One line for several orders: each gets what it waits for, or gives back what it got.
Result<std::vector<MatchedPart>> Divided(const SuspendedLine& line, bool is_return,
                                         std::span<const MatchableOrder> orders) {
  std::vector<MatchedPart> parts;
  __int128 sum = 0;
  for (const MatchableOrder& order : orders) {
    const long long minor = is_return ? -order.paid.minor() : order.open_minor();
    sum += minor;
    // Nothing to give or to take: the sum would hide that the order has nothing to do with it.
    if ((is_return ? -minor : minor) <= 0) {
      return Differs(line.amount.currency(), std::abs(minor), line.amount.minor());
    }
    parts.push_back(PartOf(line, &order, minor));
  }
  if (sum != line.signed_minor()) {
    return Differs(line.amount.currency(), is_return ? -sum : sum, line.amount.minor());
  }
  return parts;
}

// Less came back than is paid of an order that is paid to the tiyn. What was paid short or over is
// no payment yet that could come back in part; an advance is earned or owed back as a whole.
Result<void> RequirePartOf(const MatchableOrder& order, const SuspendedLine& line) {
  const auto refused = [&order](const char* reason, std::string message) {
    return Error{ErrorKind::kPrecondition,
                 reason,
                 std::move(message),
                 {{"end_to_end_id", order.end_to_end_id}, {"state", order.state}},
                 {}};
  };
  const std::string name = "Payment order " + order.end_to_end_id;
  if (order.pays.is_advance) {
    return refused("ADVANCE_NOT_DIVISIBLE",
                   name + " pays an advance, which comes back as a whole.");
  }
  if (order.state != "PAID") {
    return refused("ORDER_NOT_OPEN",
                   name + " is not paid to the tiyn: no part of it can come back.");
  }
  if (line.amount == order.paid) {
    return refused("RETURN_NOT_PARTIAL", "All that is paid of payment order " +
                                             order.end_to_end_id +
                                             " came back: match it as a return.");
  }
  if (line.amount.minor() < order.paid.minor()) return {};
  return Differs(line.amount.currency(), order.paid.minor(), line.amount.minor());
}

}  // namespace

Result<std::vector<MatchedPart>> PartsOf(const std::string& relation,
                                         std::span<const SuspendedLine> lines,
                                         std::span<const MatchableOrder> orders) {
  const bool is_return = relation == "RETURN";
  TIREK_RETURN_IF_ERROR(RequireShape(ShapeOf(relation), lines, orders));
  TIREK_RETURN_IF_ERROR(relation == kPartialReturn ? RequirePartOf(orders.front(), lines.front())
                                                   : RequireStates(is_return, orders));
  if (is_return || relation == "MERGED") return Divided(lines.front(), is_return, orders);
  std::vector<MatchedPart> parts;
  __int128 sum = 0;
  for (const SuspendedLine& line : lines) {
    sum += line.signed_minor();
    parts.push_back(PartOf(line, orders.empty() ? nullptr : &orders.front(), line.signed_minor()));
  }
  if (relation == "OFFSET" && sum != 0) return Differs(lines.front().amount.currency(), 0, sum);
  return parts;
}

Result<PartEntries> EntriesOf(const std::string& relation, const MatchedPart& part,
                              const MatchableOrder* order, const std::string& source_id,
                              CivilDate day, Currency currency) {
  const Money money = Money::FromMinor(std::llabs(part.amount_minor), currency);
  const ledger::MatchedMoney moved{source_id, day, money, part.amount_minor < 0};
  TIREK_ASSIGN_OR_RETURN(auto payer, relation == "FEE" ? ledger::PostBankCharge(moved)
                                                       : ledger::PostOutOfSuspense(moved));
  PartEntries entries{std::move(payer), {}};
  if (order == nullptr) return entries;
  // What came back of it in part is owed again already.
  const ledger::MatchedOrder matched{order->provider_id, source_id,     order->dims, day, money,
                                     order->kept(),      order->netted, order->pays};
  const auto post = relation == "RETURN"         ? ledger::PostReturnedPayment
                    : relation == kPartialReturn ? ledger::PostPartlyReturned
                                                 : ledger::PostMatchedPayment;
  TIREK_ASSIGN_OR_RETURN(entries.order, post(matched));
  return entries;
}

std::string StateOf(const MatchableOrder& order, long long paid_minor) {
  if (paid_minor == 0) return "SENT";
  return paid_minor == order.kept().minor() ? "PAID" : "BROKEN";
}

}  // namespace tirek::settlement
