#include "services/settlement/statement_matching.h"

#include <algorithm>
#include <array>
#include <utility>

#include "billing/bank/matching.h"
#include "billing/bank/reference.h"
#include "billing/ledger/posting_rules.h"

namespace tirek::settlement {
namespace {

std::vector<bank::ExpectedPayment> ExpectedOf(const std::vector<SentOrder>& orders) {
  std::vector<bank::ExpectedPayment> expected;
  expected.reserve(orders.size());
  for (const SentOrder& order : orders) {
    expected.push_back({order.end_to_end_id,
                        order.amount,
                        order.payee_iban,
                        order.payee_bin,
                        order.met,
                        {},
                        order.rest_minor});
  }
  return expected;
}

BankStatement StatementOf(const bank::Statement& statement, const StatementOrigin& origin,
                          StatementId id) {
  return {std::move(id),
          origin.file_sha256,
          origin.part,
          statement.account.text(),
          statement.period,
          statement.opening,
          statement.credits,
          statement.debits,
          statement.closing,
          static_cast<int>(statement.lines.size()),
          0,
          0,
          origin.import_time};
}

StatementLine LineOf(const bank::StatementLine& line, const bank::LineMatch& match,
                     const SentOrder* order) {
  StatementLine kept{{},
                     0,
                     line.number,
                     line.date,
                     line.booked_date,
                     line.value_date,
                     line.direction == bank::Direction::kCredit ? "CREDIT" : "DEBIT",
                     line.amount,
                     line.counterparty.bin,
                     line.counterparty.iban,
                     line.knp,
                     line.reference.value_or(""),
                     line.file_line,
                     std::string(bank::MatchKindName(match.kind)),
                     std::string(bank::MatchBasisName(match.basis)),
                     "",
                     "",
                     line.fee,
                     line.returned || line.reversal};
  if (order != nullptr) {
    kept.provider_id = order->provider_id;
    kept.payment_order_id = order->payment_order_id;
  }
  return kept;
}

// Our ids of a line that does not name exactly one order by itself: those in its purpose, or those
// of the payments that it sums up, with their amounts. The purpose itself is not kept.
std::vector<LineReference> ReferencesOf(const bank::StatementLine& line) {
  std::vector<LineReference> references;
  const auto add = [&references](const std::string& reference, const std::optional<Money>& amount) {
    references.push_back({"", 0, static_cast<int>(references.size()) + 1, reference,
                          amount ? std::optional<long long>(amount->minor()) : std::nullopt});
  };
  for (const bank::LineDetail& detail : line.details) {
    if (bank::IsReference(detail.end_to_end_id)) {
      add(detail.end_to_end_id, detail.amount);
    } else if (detail.reference) {
      add(*detail.reference, detail.amount);
    }
  }
  if (!line.reference && references.empty()) {
    for (const std::string& named : bank::FindReferences(line.purpose)) add(named, {});
  }
  return references;
}

// What pays an order stands in its provider's ledger, all else in the payer's suspense.
Result<ledger::Entry> EntryOf(const StatementLine& line, const bank::LineMatch& match,
                              const SentOrder* order) {
  if (match.meets_order()) {
    return ledger::PostPaidStatementLine({order->provider_id,
                                          line.line_id(),
                                          {order->contract_id, std::nullopt, std::nullopt},
                                          line.book_date,
                                          line.amount});
  }
  const ledger::UnknownStatementLine unknown{line.line_id(), line.book_date, line.amount};
  return line.direction == "CREDIT" ? ledger::PostUnknownCredit(unknown)
                                    : ledger::PostUnknownDebit(unknown);
}

std::string BreakKindOf(bank::MatchKind kind) {
  constexpr std::array<std::pair<bank::MatchKind, const char*>, 5> kKinds = {{
      {bank::MatchKind::kShort, "SHORT_PAYMENT"},
      {bank::MatchKind::kOver, "OVERPAYMENT"},
      {bank::MatchKind::kDuplicate, "DUPLICATE_PAYMENT"},
      {bank::MatchKind::kUnknownCredit, "UNKNOWN_CREDIT"},
      {bank::MatchKind::kUnknownDebit, "UNKNOWN_DEBIT"},
  }};
  const auto* found = std::find_if(kKinds.begin(), kKinds.end(),
                                   [kind](const auto& known) { return known.first == kind; });
  TIREK_ASSERT(found != kKinds.end());
  return found->second;
}

// The newest month that this statement pays for: what belongs to no order is a matter of the month
// that it reconciles. Empty when it pays no order at all.
std::string NewestMonth(const bank::StatementMatch& matches, const std::vector<SentOrder>& orders) {
  std::string newest;
  for (const bank::LineMatch& match : matches.lines) {
    if (match.order) newest = std::max(newest, orders[*match.order].month);
  }
  return newest;
}

Break BreakOf(const StatementLine& line, const bank::LineMatch& match, const SentOrder* order,
              const std::string& newest_month) {
  // A second payment of an order was not expected at all.
  const bool expected = match.meets_order();
  std::string month = newest_month;
  if (order != nullptr) month = order->month;
  if (month.empty()) month = Month::Of(line.book_date).ToString();
  return {{},
          std::move(month),
          BreakKindOf(match.kind),
          line.provider_id,
          line.payment_order_id,
          line.statement_id.text(),
          line.line_number,
          expected ? *match.expected : Money::FromMinor(0, line.amount.currency()),
          line.amount,
          match.reason,
          {}};
}

}  // namespace

Result<MatchedStatement> MatchOrders(const bank::Statement& statement,
                                     const std::vector<SentOrder>& orders,
                                     const StatementOrigin& origin, IdSource& ids) {
  const bank::StatementMatch matches = bank::MatchStatement(ExpectedOf(orders), statement.lines);
  const std::string newest_month = NewestMonth(matches, orders);
  MatchedStatement matched{
      StatementOf(statement, origin, ids.Next<StatementTag>()), {}, {}, {}, {}, {}, {}};
  for (std::size_t i = 0; i < statement.lines.size(); ++i) {
    const bank::LineMatch& match = matches.lines[i];
    const SentOrder* order = match.order ? &orders[*match.order] : nullptr;
    StatementLine line = LineOf(statement.lines[i], match, order);
    line.statement_id = matched.statement.statement_id;
    line.line_number = static_cast<int>(i) + 1;
    TIREK_ASSIGN_OR_RETURN(auto entry, EntryOf(line, match, order));
    matched.entries.push_back(std::move(entry));
    if (match.meets_order()) {
      matched.met.push_back(
          {order->provider_id, order->payment_order_id, match.is_break() ? "BROKEN" : "PAID"});
    }
    if (match.is_break()) {
      Break found = BreakOf(line, match, order, newest_month);
      found.break_id = ids.Next<BreakTag>();
      found.record_time = origin.import_time;
      matched.breaks.push_back(std::move(found));
    }
    if (!match.suspense.empty()) {
      matched.suspended.push_back(
          {line.statement_id, line.line_number, line.provider_id, match.suspense, match.reason});
      for (LineReference& reference : ReferencesOf(statement.lines[i])) {
        reference.statement_id = line.statement_id.text();
        reference.line_number = line.line_number;
        matched.references.push_back(std::move(reference));
      }
    }
    matched.lines.push_back(std::move(line));
  }
  matched.statement.breaks = static_cast<int>(matched.breaks.size());
  matched.statement.matched = matched.statement.lines - matched.statement.breaks;
  return matched;
}

}  // namespace tirek::settlement
