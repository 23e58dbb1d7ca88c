#include "services/settlement/statement_matching.h"

#include <algorithm>
#include <array>
#include <utility>

#include "billing/bank/reference.h"
#include "billing/ledger/chart.h"
#include "billing/ledger/posting_rules.h"
#include "services/settlement/dimensions.h"

namespace tirek::settlement {
namespace {

StatementLine LineOf(const LineKey& key, const bank::StatementLine& line,
                     const bank::LineMatch& match, const SentOrder* order) {
  StatementLine kept{StatementId::Trusted(key.statement_id),
                     key.line_number,
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
std::vector<LineReference> ReferencesOf(const LineKey& key, const bank::StatementLine& line) {
  std::vector<LineReference> references;
  const auto add = [&](const std::string& reference, const std::optional<Money>& amount) {
    references.push_back({key.statement_id, key.line_number,
                          static_cast<int>(references.size()) + 1, reference,
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

Break BreakOf(const StatementLine& line, const bank::LineMatch& match, const SentOrder* order,
              Instant now, IdSource& ids) {
  // A second payment of an order was not expected at all.
  const bool expected = match.meets_order();
  return {ids.Next<BreakTag>(),
          order == nullptr ? "" : order->month,
          BreakKindOf(match.kind),
          line.provider_id,
          line.payment_order_id,
          line.statement_id.text(),
          line.line_number,
          expected ? *match.expected : Money::FromMinor(0, line.amount.currency()),
          line.amount,
          match.reason,
          now};
}

PostedLine PostedOf(const LineKey& key, const StatementLine& line, const SentOrder* paid) {
  return {paid == nullptr ? std::string(ledger::kPayerLedger) : paid->provider_id,
          key,
          paid == nullptr ? "" : paid->contract_id,
          line.book_date,
          line.direction,
          line.amount,
          paid == nullptr ? "" : paid->funding_source,
          paid == nullptr ? "" : paid->budget_code};
}

}  // namespace

MatchedLine MatchLine(const LineKey& key, const bank::StatementLine& line, const NamedOrder* named,
                      Instant now, IdSource& ids) {
  std::optional<bank::ExpectedPayment> expected;
  if (named != nullptr) expected = ExpectedOf(named->order);
  const bank::LineMatch match = bank::JudgeLine(line, static_cast<std::size_t>(key.line_number),
                                                expected ? &*expected : nullptr,
                                                named == nullptr ? bank::Naming{} : named->naming);
  const SentOrder* order = match.names_order ? &named->order : nullptr;
  MatchedLine matched;
  matched.line = LineOf(key, line, match, order);
  matched.posted = PostedOf(key, matched.line, match.meets_order() ? order : nullptr);
  if (match.meets_order()) matched.order_state = match.is_break() ? "BROKEN" : "PAID";
  if (match.is_break()) matched.found = BreakOf(matched.line, match, order, now, ids);
  if (match.suspense.empty()) return matched;
  matched.suspended = {matched.line.statement_id, key.line_number, matched.line.provider_id,
                       match.suspense, match.reason};
  matched.references = ReferencesOf(key, line);
  return matched;
}

bank::ExpectedPayment ExpectedOf(const SentOrder& order) {
  return {order.end_to_end_id, order.amount, order.payee_iban, order.payee_bin,
          order.met,           {},           order.rest_minor};
}

Result<ledger::Entry> EntryOf(const PostedLine& line) {
  if (!line.contract_id.empty()) {
    return ledger::PostPaidStatementLine(
        {line.ledger_id, line.key.text(),
         DimensionsOf(line.contract_id, line.funding_source, line.budget_code), line.book_date,
         line.amount});
  }
  const ledger::UnknownStatementLine unknown{line.key.text(), line.book_date, line.amount};
  return line.direction == "CREDIT" ? ledger::PostUnknownCredit(unknown)
                                    : ledger::PostUnknownDebit(unknown);
}

}  // namespace tirek::settlement
