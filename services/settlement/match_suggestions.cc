#include "services/settlement/match_suggestions.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "billing/bank/proposals.h"
#include "core/base/sha256.h"

namespace tirek::settlement {
namespace {

constexpr int kSecondPaymentBack = 90;  // in percent
constexpr int kPartBack = 80;

using Lines = std::vector<const SuspendedLine*>;
using Orders = std::vector<const MatchableOrder*>;

// The same content has the same id, so that a suggestion is accepted as it was read or not at all.
SuggestionId IdOf(const Suggestion& suggestion) {
  std::string content = suggestion.relation;
  for (const LineKey& line : suggestion.lines) content += "\n" + line.text();
  for (const std::string& order : suggestion.end_to_end_ids) content += "\n" + order;
  constexpr std::size_t kDigits = 25;  // hexadecimal digits are digits of our ids, too
  return SuggestionId::Trusted("sug_0" + Sha256Hex(content).substr(0, kDigits));
}

bank::StatementLine LineOf(const SuspendedLine& line) {
  bank::StatementLine compared{
      {},
      line.book_date,
      line.book_date,
      line.book_date,
      line.amount,
      line.is_credit ? bank::Direction::kCredit : bank::Direction::kDebit,
      {"", line.counterparty_bin, line.counterparty_iban, ""},
      "",
      "",
      line.reference.empty() ? std::nullopt : std::optional(line.reference),
      0};
  compared.fee = line.fee;
  if (line.returned) compared.returned.emplace();
  for (const LineReference& named : line.references) {
    bank::LineDetail detail;
    if (named.amount_minor) {
      detail.amount = Money::FromMinor(*named.amount_minor, line.amount.currency());
    }
    detail.reference = named.reference;
    compared.details.push_back(std::move(detail));
  }
  return compared;
}

// Of an order that was paid short what is left is waited for; what came back of one in part cannot
// come back again.
bank::ExpectedPayment ExpectedOf(const MatchableOrder& order) {
  const bool rest = order.state == "BROKEN" && order.open_minor() > 0;
  return {order.end_to_end_id,
          rest ? Money::FromMinor(order.open_minor(), order.amount.currency()) : order.kept(),
          order.payee_iban,
          order.payee_bin,
          order.state != "SENT" && !rest,
          order.execution_date};
}

std::string RelationOf(const bank::Proposal& proposal, const Orders& orders) {
  // What pays the rest of an order is one of several lines that pay it.
  if (proposal.relation == bank::Relation::kPayment &&
      !orders[proposal.orders.front()]->paid.is_zero()) {
    return "SPLIT";
  }
  return std::string(bank::RelationName(proposal.relation));
}

// A return of one paid order with less than what is paid of it; an advance comes back as a whole.
bool IsPartBack(const bank::Proposal& proposal, const Orders& orders) {
  if (proposal.relation != bank::Relation::kReturn || proposal.orders.size() != 1) return false;
  const MatchableOrder& order = *orders[proposal.orders.front()];
  return order.state == "PAID" && !order.pays.is_advance &&
         proposal.got.currency() == order.paid.currency() &&
         proposal.got.minor() < order.paid.minor();
}

Suggestion SuggestionOf(const bank::Proposal& proposal, const Lines& lines, const Orders& orders) {
  Suggestion suggestion{{},
                        RelationOf(proposal, orders),
                        proposal.confidence,
                        {},
                        {},
                        proposal.expected,
                        proposal.got,
                        proposal.why};
  for (const std::size_t line : proposal.lines) suggestion.lines.push_back(lines[line]->key);
  for (const std::size_t order : proposal.orders) {
    suggestion.end_to_end_ids.push_back(orders[order]->end_to_end_id);
  }
  if (IsPartBack(proposal, orders)) {
    suggestion.relation = "PARTIAL_RETURN";
    suggestion.confidence = kPartBack;
    suggestion.why = "Money came in that names a paid payment order, and is less than was paid.";
  }
  return suggestion;
}

// A payment that was made twice and came back once: the two lines cancel each other, and the order
// stays paid. Takes them from `lines`.
std::vector<Suggestion> TakeSecondPaymentsBack(Lines& lines) {
  using Name = std::tuple<std::string, long long, std::string_view>;
  std::map<Name, Lines> again;  // duplicates in suspense
  const auto name_of = [](const SuspendedLine& line) {
    return Name{line.reference, line.amount.minor(), line.amount.currency().code()};
  };
  for (const SuspendedLine* line : lines) {
    if (line->reason == "SUSPENSE_ALREADY_MET") again[name_of(*line)].push_back(line);
  }
  std::vector<Suggestion> suggestions;
  std::set<const SuspendedLine*> taken;
  for (const SuspendedLine* line : lines) {
    if (!line->is_credit || line->reference.empty()) continue;
    const auto found = again.find(name_of(*line));
    if (found == again.end() || found->second.empty()) continue;
    const SuspendedLine* second = found->second.back();
    found->second.pop_back();
    taken.insert({line, second});
    suggestions.push_back(
        {{},
         "OFFSET",
         kSecondPaymentBack,
         {second->key, line->key},
         {},
         {},
         line->amount,
         "Payment order " + line->reference + " was paid twice, and this sum came back."});
  }
  std::erase_if(lines, [&taken](const SuspendedLine* line) { return taken.contains(line); });
  return suggestions;
}

void SuggestOf(Lines lines, const Orders& orders, std::vector<Suggestion>& suggestions) {
  for (Suggestion& suggestion : TakeSecondPaymentsBack(lines)) {
    suggestions.push_back(std::move(suggestion));
  }
  std::vector<bank::StatementLine> compared;
  compared.reserve(lines.size());
  for (const SuspendedLine* line : lines) compared.push_back(LineOf(*line));
  std::vector<bank::ExpectedPayment> expected;
  expected.reserve(orders.size());
  for (const MatchableOrder* order : orders) expected.push_back(ExpectedOf(*order));
  for (const bank::Proposal& proposal : bank::ProposeMatches(expected, compared).proposals) {
    if (proposal.certainty == bank::Certainty::kSuspense) continue;
    suggestions.push_back(SuggestionOf(proposal, lines, orders));
  }
}

}  // namespace

std::vector<Suggestion> SuggestMatches(std::span<const SuspendedLine> lines,
                                       std::span<const MatchableOrder> orders) {
  std::map<std::string_view, std::pair<Lines, Orders>> by_account;
  for (const SuspendedLine& line : lines) by_account[line.account_iban].first.push_back(&line);
  for (const MatchableOrder& order : orders) {
    const auto found = by_account.find(order.account_iban);
    if (found != by_account.end()) found->second.second.push_back(&order);
  }
  std::vector<Suggestion> suggestions;
  for (auto& [account, of_account] : by_account) {
    SuggestOf(std::move(of_account.first), of_account.second, suggestions);
  }
  for (Suggestion& suggestion : suggestions) suggestion.suggestion_id = IdOf(suggestion);
  std::sort(suggestions.begin(), suggestions.end(),
            [](const auto& left, const auto& right) { return left.lines < right.lines; });
  return suggestions;
}

}  // namespace tirek::settlement
