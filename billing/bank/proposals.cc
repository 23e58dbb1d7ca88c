#include "billing/bank/proposals.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "billing/bank/named_orders.h"
#include "billing/bank/sum_parts.h"
#include "core/base/assert.h"

namespace tirek::bank {
namespace {

using Indexes = std::vector<std::size_t>;

// In percent. The steps are ours; none reaches 100, because only a reference is certain.
constexpr int kNamedOtherAmount = 50;
constexpr int kAlikeOnTheDay = 95;
constexpr int kAlikeSomeDay = 80;
constexpr int kSumOfAll = 75;
constexpr int kSumOfTwo = 60;
constexpr int kReturnAlike = 70;
constexpr int kFeeByCode = 90;

constexpr int kDaysToBook = 5;  // a bank's weekend and holidays

struct Payee {
  std::string_view iban;
  std::string_view bin;
  std::string_view currency;
  auto operator<=>(const Payee&) const = default;
};

class Proposer {
 public:
  Proposer(std::span<const ExpectedPayment> orders, std::span<const StatementLine> lines)
      : orders_(orders),
        lines_(lines),
        names_(orders),
        named_(lines.size()),
        taken_lines_(lines.size()),
        paid_(orders.size()) {
    for (std::size_t i = 0; i < orders.size(); ++i) paid_[i] = orders[i].met;
  }

  Proposals Propose() && {
    TakeNamed();
    TakeReturns();
    TakeFees();
    TakeAlike();
    TakeSums();
    TakeRest();
    Proposals result{std::move(proposals_), {}};
    std::sort(result.proposals.begin(), result.proposals.end(),
              [](const Proposal& a, const Proposal& b) { return a.lines < b.lines; });
    for (std::size_t i = 0; i < orders_.size(); ++i) {
      if (!paid_[i]) result.unmet.push_back(i);
    }
    return result;
  }

 private:
  __int128 SumOfLines(const Indexes& lines) const {
    __int128 sum = 0;
    for (const std::size_t i : lines) sum += lines_[i].amount.minor();
    return sum;
  }
  __int128 SumOfOrders(const Indexes& orders) const {
    __int128 sum = 0;
    for (const std::size_t i : orders) sum += orders_[i].amount.minor();
    return sum;
  }

  static Money MoneyOf(__int128 minor, Currency currency) {
    const auto fitting = static_cast<std::int64_t>(minor);
    TIREK_ASSERT(fitting == minor);  // a statement whose sums do not fit was refused
    return Money::FromMinor(fitting, currency);
  }

  void Add(Certainty certainty, Relation relation, int confidence, Indexes lines, Indexes orders,
           std::string why) {
    const Currency currency = lines_[lines.front()].amount.currency();
    Proposal proposal{certainty,
                      relation,
                      confidence,
                      std::move(lines),
                      std::move(orders),
                      {},
                      Money::FromMinor(0, currency),
                      {},
                      std::move(why)};
    proposal.got = MoneyOf(SumOfLines(proposal.lines), currency);
    if (!proposal.orders.empty()) {
      proposal.expected =
          MoneyOf(SumOfOrders(proposal.orders), orders_[proposal.orders.front()].amount.currency());
    }
    for (const std::size_t line : proposal.lines) taken_lines_[line] = true;
    if (relation != Relation::kReturn) {
      for (const std::size_t order : proposal.orders) paid_[order] = true;
    }
    proposals_.push_back(std::move(proposal));
  }

  void Suspend(std::size_t line, const char* reason, std::string why) {
    taken_lines_[line] = true;
    proposals_.push_back({Certainty::kSuspense,
                          Relation::kNone,
                          0,
                          {line},
                          {},
                          {},
                          lines_[line].amount,
                          reason,
                          std::move(why)});
  }

  bool IsDebit(std::size_t line) const { return lines_[line].direction == Direction::kDebit; }
  void TakeNamed() {
    std::map<std::size_t, Indexes> lines_of_order;
    Indexes merged;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      named_[i] = names_.In(lines_[i]);
      if (!IsDebit(i)) continue;
      if (named_[i].orders.size() == 1 && !named_[i].names_unknown) {
        lines_of_order[named_[i].orders.front()].push_back(i);
      } else if (!named_[i].orders.empty() || named_[i].names_unknown) {
        merged.push_back(i);
      }
    }
    for (auto& [order, lines] : lines_of_order) TakeNamedOrder(order, std::move(lines));
    for (const std::size_t line : merged) TakeMerged(line);
  }

  void TakeNamedOrder(std::size_t order, Indexes lines) {
    std::erase_if(lines, [&](std::size_t line) { return !MayPay(line, order); });
    if (lines.empty()) return;
    const ExpectedPayment& expected = orders_[order];
    const std::string name = "Payment order " + expected.end_to_end_id;
    const auto exact = std::find_if(lines.begin(), lines.end(), [&](std::size_t line) {
      return lines_[line].amount == expected.amount;
    });
    if (exact != lines.end()) {
      Add(Certainty::kMatched, Relation::kPayment, 100, {*exact}, {order},
          name + " is named and paid with its amount.");
      for (const std::size_t line : lines) {
        if (!taken_lines_[line]) SuspendMet(line, order);
      }
      return;
    }
    const Relation relation = lines.size() == 1 ? Relation::kPayment : Relation::kSplit;
    if (SumOfLines(lines) == expected.amount.minor()) {
      Add(Certainty::kMatched, relation, 100, std::move(lines), {order},
          name + " is named in each line, and they add up to its amount.");
    } else {
      Add(Certainty::kSuggested, relation, kNamedOtherAmount, std::move(lines), {order},
          name + " is named, but what was paid is not its amount.");
    }
  }

  void SuspendMet(std::size_t line, std::size_t order) {
    Suspend(line, "SUSPENSE_ALREADY_MET",
            "Payment order " + orders_[order].end_to_end_id + " is paid already; this is again.");
  }

  // False when the line is in suspense now.
  bool MayPay(std::size_t line, std::size_t order) {
    const ExpectedPayment& expected = orders_[order];
    const StatementLine& paid = lines_[line];
    const std::string name = "The line names payment order " + expected.end_to_end_id;
    if (paid_[order]) {
      SuspendMet(line, order);
    } else if (!paid.counterparty.iban.empty() && paid.counterparty.iban != expected.payee_iban) {
      Suspend(line, "SUSPENSE_OTHER_ACCOUNT", name + ", but the money went to another account.");
    } else if (paid.amount.currency() != expected.amount.currency()) {
      Suspend(line, "SUSPENSE_CURRENCY", name + ", but is in another currency.");
    } else {
      return true;
    }
    return false;
  }

  void TakeMerged(std::size_t line) {
    const NamedOrders& named = named_[line];
    if (named.names_unknown) {
      Suspend(line, "SUSPENSE_REFERENCE_UNKNOWN",
              "The line names a payment order that is not among the orders sent.");
      return;
    }
    for (const std::size_t order : named.orders) {
      if (!MayPay(line, order)) return;
    }
    const bool agrees = SumOfOrders(named.orders) == lines_[line].amount.minor();
    if (agrees && DetailsAgree(lines_[line])) {
      Add(Certainty::kMatched, Relation::kMerged, 100, {line}, named.orders,
          "The line names these payment orders and is their sum.");
    } else {
      Add(Certainty::kSuggested, Relation::kMerged, kNamedOtherAmount, {line}, named.orders,
          "The line names these payment orders, but the amounts differ.");
    }
  }

  // Each transaction that says its order and its amount says the order's amount.
  bool DetailsAgree(const StatementLine& line) const {
    return std::all_of(line.details.begin(), line.details.end(), [&](const LineDetail& detail) {
      StatementLine one{{}, {}, {}, {}, line.amount, line.direction, {}, {}, {}, detail.reference};
      one.end_to_end_id = detail.end_to_end_id;
      const NamedOrders named = names_.In(one);
      return named.orders.size() == 1 &&
             (!detail.amount || *detail.amount == orders_[named.orders.front()].amount);
    });
  }

  void TakeReturns() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (taken_lines_[i] || IsDebit(i)) continue;
      if (named_[i].names_unknown) {
        Suspend(i, "SUSPENSE_REFERENCE_UNKNOWN",
                "Money came in that names a payment order that is not among the orders sent.");
      } else if (!named_[i].orders.empty()) {
        TakeNamedReturn(i);
      } else if (lines_[i].returned || lines_[i].reversal) {
        TakeReturnAlike(i);
      } else {
        Suspend(i, "SUSPENSE_MONEY_IN", "Money came in that no payment order explains.");
      }
    }
  }

  void TakeNamedReturn(std::size_t line) {
    const Indexes& orders = named_[line].orders;
    const bool agrees = SumOfOrders(orders) == lines_[line].amount.minor() &&
                        orders_[orders.front()].amount.currency() == lines_[line].amount.currency();
    // Without the bank's word the money may be a refund by the payee, which is another thing.
    const bool said = lines_[line].returned || lines_[line].reversal;
    if (agrees && said) {
      Add(Certainty::kMatched, Relation::kReturn, 100, {line}, orders,
          "The bank returns the payment that the line names, with its amount.");
    } else {
      Add(Certainty::kSuggested, Relation::kReturn, agrees ? kReturnAlike : kNamedOtherAmount,
          {line}, orders,
          agrees ? "Money came in that names a payment order; the bank does not call it a return."
                 : "Money came in that names a payment order, but not with its amount.");
    }
  }

  // Searched by amount: a statement may have as many returns as there are orders.
  const Indexes& OrdersOfAmount(std::int64_t minor) {
    if (by_amount_.empty()) {
      for (std::size_t i = 0; i < orders_.size(); ++i) {
        by_amount_[orders_[i].amount.minor()].push_back(i);
      }
    }
    return by_amount_[minor];
  }

  void TakeReturnAlike(std::size_t line) {
    const StatementLine& back = lines_[line];
    Indexes alike;
    for (const std::size_t i : OrdersOfAmount(back.amount.minor())) {
      const bool same_payee = !back.counterparty.iban.empty()
                                  ? back.counterparty.iban == orders_[i].payee_iban
                                  : back.counterparty.bin == orders_[i].payee_bin;
      if (same_payee && back.amount == orders_[i].amount) alike.push_back(i);
      if (alike.size() == 2) break;
    }
    if (alike.size() == 1) {
      Add(Certainty::kSuggested, Relation::kReturn, kReturnAlike, {line}, alike,
          "The bank returns money, and one payment order has this amount and payee.");
    } else {
      Suspend(line, alike.empty() ? "SUSPENSE_MONEY_IN" : "SUSPENSE_AMBIGUOUS",
              alike.empty() ? "The bank returns money that no payment order explains."
                            : "The bank returns money that several payment orders explain.");
    }
  }

  void TakeFees() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (taken_lines_[i] || !lines_[i].fee) continue;
      Add(Certainty::kSuggested, Relation::kFee, kFeeByCode, {i}, {},
          "The bank marks the line as its own charge.");
    }
  }

  void TakeAlike() {
    using Key = std::pair<Payee, std::int64_t>;
    std::map<Key, std::pair<Indexes, Indexes>> alike;  // lines and open orders
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const StatementLine& line = lines_[i];
      if (taken_lines_[i] || line.counterparty.iban.empty() || line.counterparty.bin.empty()) {
        continue;
      }
      const Payee payee{line.counterparty.iban, line.counterparty.bin,
                        line.amount.currency().code()};
      alike[{payee, line.amount.minor()}].first.push_back(i);
    }
    for (std::size_t i = 0; i < orders_.size(); ++i) {
      if (paid_[i]) continue;
      const ExpectedPayment& order = orders_[i];
      const auto found =
          alike.find({{order.payee_iban, order.payee_bin, order.amount.currency().code()},
                      order.amount.minor()});
      if (found != alike.end()) found->second.second.push_back(i);
    }
    for (const auto& [key, found] : alike) {
      const auto& [lines, orders] = found;
      if (orders.empty()) continue;
      if (lines.size() == 1 && orders.size() == 1) {
        SuggestAlike(lines.front(), orders.front());
      } else {
        for (const std::size_t line : lines) {
          Suspend(line, "SUSPENSE_AMBIGUOUS",
                  "Several lines or payment orders have this amount, account and БИН; without a "
                  "reference none is chosen.");
        }
      }
    }
  }

  void SuggestAlike(std::size_t line, std::size_t order) {
    const std::optional<CivilDate>& requested = orders_[order].requested;
    const int days = requested ? lines_[line].booked_date - *requested : -1;
    const bool on_the_day = days >= 0 && days <= kDaysToBook;
    Add(Certainty::kSuggested, Relation::kPayment, on_the_day ? kAlikeOnTheDay : kAlikeSomeDay,
        {line}, {order},
        on_the_day ? "One payment order has this amount, account, БИН and day."
                   : "One payment order has this amount, account and БИН, but not this day.");
  }

  // Of each payee: lines that add up to an order, or orders that add up to a line.
  void TakeSums() {
    std::map<Payee, std::pair<Indexes, Indexes>> of_payee;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const StatementLine& line = lines_[i];
      if (taken_lines_[i] || line.counterparty.iban.empty()) continue;
      of_payee[{line.counterparty.iban, {}, line.amount.currency().code()}].first.push_back(i);
    }
    for (std::size_t i = 0; i < orders_.size(); ++i) {
      if (paid_[i]) continue;
      const auto found =
          of_payee.find({orders_[i].payee_iban, {}, orders_[i].amount.currency().code()});
      if (found != of_payee.end()) found->second.second.push_back(i);
    }
    for (const auto& [payee, found] : of_payee) TakeSumsOf(found.first, found.second);
  }

  void TakeSumsOf(const Indexes& lines, const Indexes& orders) {
    std::vector<std::int64_t> amounts;
    if (orders.size() == 1 && lines.size() > 1) {
      for (const std::size_t i : lines) amounts.push_back(lines_[i].amount.minor());
      const Parts parts = FindParts(orders_[orders.front()].amount.minor(), amounts);
      if (parts.indexes.empty()) return;
      Add(Certainty::kSuggested, Relation::kSplit, ConfidenceOf(parts), Chosen(lines, parts),
          orders, "These lines to the payee's account add up to its one open payment order.");
    } else if (lines.size() == 1 && orders.size() > 1) {
      for (const std::size_t i : orders) amounts.push_back(orders_[i].amount.minor());
      const Parts parts = FindParts(lines_[lines.front()].amount.minor(), amounts);
      if (parts.indexes.empty()) return;
      Add(Certainty::kSuggested, Relation::kMerged, ConfidenceOf(parts), lines,
          Chosen(orders, parts), "Open payment orders to the payee's account add up to the line.");
    }
  }

  static int ConfidenceOf(const Parts& parts) { return parts.all ? kSumOfAll : kSumOfTwo; }

  static Indexes Chosen(const Indexes& candidates, const Parts& parts) {
    Indexes chosen;
    for (const std::size_t i : parts.indexes) chosen.push_back(candidates[i]);
    return chosen;
  }

  void TakeRest() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (taken_lines_[i]) continue;
      Suspend(i, "SUSPENSE_NOTHING_ALIKE",
              "The line names no payment order, and none open has its amount and payee.");
    }
  }

  std::span<const ExpectedPayment> orders_;
  std::span<const StatementLine> lines_;
  OrderNames names_;
  std::vector<NamedOrders> named_;             // by line
  std::vector<bool> taken_lines_;              // they stand in a proposal
  std::vector<bool> paid_;                     // by order: met before, or by a proposal
  std::map<std::int64_t, Indexes> by_amount_;  // of orders, once it is asked for
  std::vector<Proposal> proposals_;
};

}  // namespace

Proposals ProposeMatches(std::span<const ExpectedPayment> orders,
                         std::span<const StatementLine> lines) {
  return Proposer(orders, lines).Propose();
}

}  // namespace tirek::bank
