#include "services/settlement/match_service.h"

#include <algorithm>
#include <map>
#include <utility>

#include "billing/ledger/match_postings.h"
#include "billing/ledger/posting_rules.h"
#include "core/base/fault.h"
#include "core/calendar/time_zone.h"
#include "services/settlement/ledger_gateway.h"
#include "services/settlement/match_gateway.h"
#include "services/settlement/match_rules.h"
#include "services/settlement/match_suggestions.h"
#include "services/settlement/matchable_order_gateway.h"
#include "services/settlement/netting_gateway.h"
#include "services/settlement/reconciliation_gateway.h"
#include "services/settlement/statement_gateway.h"

namespace tirek::settlement {
namespace {

Error Refused(ErrorKind kind, const char* reason, std::string message, const char* name,
              const std::string& value) {
  return {kind, reason, std::move(message), {{name, value}}, {}};
}

Error MatchNotFound(const std::string& id) {
  return Refused(ErrorKind::kNotFound, "MATCH_NOT_FOUND", "There is no such match.", "match_id",
                 id);
}

Error Superseded(const std::string& end_to_end_id) {
  return Refused(ErrorKind::kPrecondition, "MATCH_SUPERSEDED",
                 "Payment order " + end_to_end_id +
                     " went on since: its money came back, or its document was ordered again.",
                 "end_to_end_id", end_to_end_id);
}

// What the lines in suspense may be, of one of the payer's accounts or of all.
std::vector<Suggestion> SuggestionsOf(rpc::Call& call, const std::string& account_iban) {
  const auto lines = MatchGateway(call.work()).Suspended(account_iban);
  return SuggestMatches(lines, MatchableOrderGateway(call.work()).Candidates(lines));
}

Result<NewMatch> AsSuggested(rpc::Call& call, NewMatch wanted) {
  if (wanted.suggestion_id.empty()) return wanted;
  const auto suggestions = SuggestionsOf(call, "");
  const auto found = std::find_if(suggestions.begin(), suggestions.end(), [&](const auto& known) {
    return known.suggestion_id.text() == wanted.suggestion_id;
  });
  if (found == suggestions.end()) {
    return Refused(ErrorKind::kNotFound, "MATCH_NOT_FOUND",
                   "Nothing is suggested like this any more; list the suggestions again.",
                   "suggestion_id", wanted.suggestion_id);
  }
  wanted.relation = found->relation;
  wanted.lines = found->lines;
  wanted.end_to_end_ids = found->end_to_end_ids;
  wanted.confidence = found->confidence;
  if (wanted.reason.empty()) wanted.reason = found->why;
  return wanted;
}

using OrdersById = std::map<std::string, MatchableOrder>;  // by payment order id

OrdersById ById(const std::vector<MatchableOrder>& orders) {
  OrdersById by_id;
  for (const MatchableOrder& order : orders) by_id[order.payment_order_id] = order;
  return by_id;
}

Result<std::vector<MatchableOrder>> LockedOrders(rpc::Call& call,
                                                 const std::vector<std::string>& end_to_end_ids) {
  auto orders = MatchableOrderGateway(call.work()).Lock(end_to_end_ids);
  for (const std::string& id : end_to_end_ids) {
    const bool known = std::any_of(orders.begin(), orders.end(),
                                   [&id](const auto& order) { return order.end_to_end_id == id; });
    if (known) continue;
    return Refused(ErrorKind::kPrecondition, "ORDER_NOT_OPEN",
                   "There is no payment order " + id + ".", "end_to_end_id", id);
  }
  return orders;
}

Result<std::vector<SuspendedLine>> LockedLines(MatchGateway& gateway,
                                               const std::vector<LineKey>& keys) {
  auto lines = gateway.LockSuspended(keys);
  for (const LineKey& key : keys) {
    const bool known = std::any_of(lines.begin(), lines.end(),
                                   [&key](const auto& line) { return line.key == key; });
    if (known) continue;
    return Refused(ErrorKind::kPrecondition, "LINE_NOT_IN_SUSPENSE",
                   "Line " + key.text() + " is not in suspense: it is matched already, or unknown.",
                   "line_id", key.text());
  }
  return lines;
}

// Posts what `entries` has of each part, and notes the ids in the parts.
Result<void> PostParts(rpc::Call& call, const std::vector<PartEntries>& entries,
                       std::vector<MatchedPart>& parts) {
  std::vector<ledger::Entry> all;
  for (const PartEntries& of_part : entries) {
    all.push_back(of_part.payer);
    if (of_part.order) all.push_back(*of_part.order);
  }
  TIREK_ASSIGN_OR_RETURN(const auto posted, LedgerGateway(call.work()).PostAll(all, call.now()));
  auto next = posted.begin();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    parts[i].payer_entry_id = *next++;
    parts[i].entry_id = entries[i].order ? *next++ : "";
  }
  return {};
}

// What the orders are once `parts` counts, too. `is_return`: they end.
std::vector<MetOrder> StatesAfter(const OrdersById& orders, const std::vector<MatchedPart>& parts,
                                  bool is_return) {
  std::map<std::string, long long> added;
  for (const MatchedPart& part : parts) added[part.payment_order_id] += part.amount_minor;
  std::vector<MetOrder> states;
  for (const auto& [id, order] : orders) {
    const long long paid = order.paid.minor() + added[id];
    states.push_back({order.provider_id, id, is_return ? "RETURNED" : StateOf(order, paid)});
  }
  return states;
}

// What `match`, or its undoing, makes of its orders. One that came back in part stays paid: less of
// it was to be paid.
void Settle(rpc::Call& call, const BankMatch& match, const OrdersById& orders) {
  if (match.relation == "PARTIAL_RETURN") {
    MatchableOrderGateway(call.work()).AddReturned(match.parts.front());
    return;
  }
  const bool is_return = match.relation == "RETURN" && match.action == "ACCEPT";
  StatementGateway(call.work()).SetStates(StatesAfter(orders, match.parts, is_return));
}

const MatchableOrder* OrderOf(const OrdersById& orders, const MatchedPart& part) {
  if (part.payment_order_id.empty()) return nullptr;
  return &orders.at(part.payment_order_id);
}

// A match is posted on the day it is accepted or undone: until then the money was in suspense.
CivilDate Today(const rpc::Call& call) { return Kazakhstan().CivilDayOf(call.now()); }

std::vector<LineKey> LinesOf(const std::vector<MatchedPart>& parts) {
  std::vector<LineKey> lines;
  for (const MatchedPart& part : parts) lines.push_back(part.key);
  std::sort(lines.begin(), lines.end());
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  return lines;
}

std::vector<std::string> OrdersOf(const std::vector<MatchedPart>& parts) {
  std::vector<std::string> ids;
  for (const MatchedPart& part : parts) {
    if (!part.end_to_end_id.empty()) ids.push_back(part.end_to_end_id);
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

Money SumOf(const std::vector<SuspendedLine>& lines) {
  long long debits = 0;
  long long credits = 0;  // of lines that cancel each other both are the same
  for (const SuspendedLine& line : lines)
    (line.is_credit ? credits : debits) += line.amount.minor();
  return Money::FromMinor(std::max(debits, credits), lines.front().amount.currency());
}

// The reversal of what `part` was posted as.
Result<PartEntries> ReversalsOf(const BankMatch& match, const MatchedPart& part,
                                const MatchableOrder* order, const std::string& source_id,
                                CivilDate day) {
  TIREK_ASSIGN_OR_RETURN(const PartEntries posted, EntriesOf(match.relation, part, order, source_id,
                                                             day, match.amount.currency()));
  PartEntries reversals{ledger::Reverse(posted.payer, {part.payer_entry_id, source_id, day}), {}};
  if (posted.order)
    reversals.order = ledger::Reverse(*posted.order, {part.entry_id, source_id, day});
  return reversals;
}

// What the order would be to pay of its document once the match is undone, and is not now.
long long PaidAgain(const BankMatch& match, const MatchableOrder& order) {
  if (match.relation == "RETURN") return order.kept().minor() + order.netted.minor();
  return match.relation == "PARTIAL_RETURN" ? match.amount.minor() : 0;
}

// Nothing rests on what the match made of the order.
bool Stands(const BankMatch& match, const MatchableOrder& order) {
  if (match.relation == "RETURN") return order.state == "RETURNED" && !order.replaced;
  if (match.relation == "PARTIAL_RETURN") return order.state == "PAID";
  return order.returned_minor == 0 && (order.state == "PAID" || order.state == "BROKEN");
}

// Nor is ordered again what came back: several orders may be of one document.
Result<void> RequireUndoable(const BankMatch& match, const OrdersById& orders) {
  std::map<std::string, __int128> paid_again;  // by document
  for (const auto& [id, order] : orders) {
    TIREK_RETURN_IF_ERROR(RequireNotSetOff({&order, 1}));
    __int128& of_document = paid_again[order.document_id];
    of_document += PaidAgain(match, order);
    if (!Stands(match, order) || of_document > std::max(order.left_minor, 0LL)) {
      return Superseded(order.end_to_end_id);
    }
  }
  return {};
}

// No payment run takes an advance off while it is decided that its payment does not stand, and none
// orders again what came back while it is decided that it has not.
void HoldRuns(rpc::Call& call) { NettingGateway(call.work()).Hold(); }

Result<void> RequireNotUndone(MatchGateway& gateway, const std::string& id) {
  const std::string undone_by = gateway.UndoneBy(id);
  if (undone_by.empty()) return {};
  return Refused(ErrorKind::kPrecondition, "MATCH_UNDONE", "This match is undone already.",
                 "undone_by_id", undone_by);
}

}  // namespace

Result<std::vector<Suggestion>> MatchService::Suggest(rpc::Call& call,
                                                      const SuggestionFilter& filter,
                                                      const rpc::Page& page) {
  auto suggestions = SuggestionsOf(call, filter.account_iban);
  if (!page.after.empty()) {
    const auto after = ParseLineKey(page.after[0]);
    if (!after) return rpc::PageTokenInvalid();
    std::erase_if(suggestions, [&after](const Suggestion& suggestion) {
      return suggestion.lines.front() <= *after;
    });
  }
  const auto most = static_cast<std::size_t>(page.size) + 1;
  if (suggestions.size() > most) suggestions.resize(most);
  return suggestions;
}

Result<BankMatch> MatchService::Accept(rpc::Call& call, const NewMatch& asked) {
  MatchGateway gateway(call.work());
  TIREK_ASSIGN_OR_RETURN(const NewMatch wanted, AsSuggested(call, asked));
  if (wanted.relation == "RETURN") HoldRuns(call);
  TIREK_ASSIGN_OR_RETURN(const auto orders, LockedOrders(call, wanted.end_to_end_ids));
  TIREK_ASSIGN_OR_RETURN(const auto lines, LockedLines(gateway, wanted.lines));
  BankMatch match{ids_.Next<MatchTag>(), "ACCEPT",          wanted.relation,
                  SumOf(lines),          wanted.confidence, call.principal().name,
                  wanted.reason,         call.now(),        ""};
  TIREK_ASSIGN_OR_RETURN(match.parts, PartsOf(wanted.relation, lines, orders));
  const OrdersById by_id = ById(orders);
  std::vector<PartEntries> entries;
  for (std::size_t i = 0; i < match.parts.size(); ++i) {
    const MatchedPart& part = match.parts[i];
    TIREK_ASSIGN_OR_RETURN(
        auto of_part, EntriesOf(wanted.relation, part, OrderOf(by_id, part),
                                match.match_id.text() + "/" + std::to_string(i + 1), Today(call),
                                match.amount.currency()));
    entries.push_back(std::move(of_part));
  }
  TIREK_RETURN_IF_ERROR(PostParts(call, entries, match.parts));
  gateway.Insert(match);
  gateway.SetSuspense(wanted.lines, "CLEARED");
  Settle(call, match, by_id);
  FaultPoint("match.accepted");
  call.NameSubject(match.match_id.text());
  return match;
}

Result<BankMatch> MatchService::Undo(rpc::Call& call, const Undoing& undoing) {
  return undoing.line ? UndoImported(call, undoing) : UndoAccepted(call, undoing);
}

Result<BankMatch> MatchService::UndoAccepted(rpc::Call& call, const Undoing& undoing) {
  MatchGateway gateway(call.work());
  const auto match = gateway.Find(undoing.match_id);
  if (!match) return MatchNotFound(undoing.match_id);
  HoldRuns(call);
  const OrdersById orders = ById(MatchableOrderGateway(call.work()).Lock(OrdersOf(match->parts)));
  const std::vector<LineKey> lines = LinesOf(match->parts);
  gateway.LockSuspended(lines);
  TIREK_RETURN_IF_ERROR(RequireNotUndone(gateway, undoing.match_id));
  TIREK_RETURN_IF_ERROR(RequireUndoable(*match, orders));
  BankMatch undone{
      ids_.Next<MatchTag>(), "UNDO",         match->relation, match->amount,    match->confidence,
      call.principal().name, undoing.reason, call.now(),      undoing.match_id, "",
      match->parts};
  std::vector<PartEntries> reversals;
  for (std::size_t i = 0; i < undone.parts.size(); ++i) {
    MatchedPart& part = undone.parts[i];
    TIREK_ASSIGN_OR_RETURN(
        auto of_part,
        ReversalsOf(*match, part, OrderOf(orders, part),
                    undone.match_id.text() + "/" + std::to_string(i + 1), Today(call)));
    reversals.push_back(std::move(of_part));
    part.amount_minor = -part.amount_minor;
  }
  TIREK_RETURN_IF_ERROR(PostParts(call, reversals, undone.parts));
  gateway.Insert(undone);
  gateway.SetSuspense(lines, "OPEN");
  Settle(call, undone, orders);
  FaultPoint("match.undone");
  call.NameSubject(undone.match_id.text());
  return undone;
}

Result<BankMatch> MatchService::UndoImported(rpc::Call& call, const Undoing& undoing) {
  MatchGateway gateway(call.work());
  const std::string id = undoing.line->text();
  const auto imported = gateway.FindImported(*undoing.line);
  if (!imported) return MatchNotFound(id);
  HoldRuns(call);
  const auto orders = MatchableOrderGateway(call.work()).Lock({imported->end_to_end_id});
  const MatchableOrder& order = orders.front();
  TIREK_RETURN_IF_ERROR(RequireNotUndone(gateway, id));
  const SuspendedLine& line = imported->line;
  BankMatch undone{ids_.Next<MatchTag>(), "UNDO",         "PAYMENT",  line.amount, 100,
                   call.principal().name, undoing.reason, call.now(), id};
  TIREK_RETURN_IF_ERROR(RequireUndoable(undone, ById(orders)));
  const std::string source_id = undone.match_id.text() + "/1";
  TIREK_ASSIGN_OR_RETURN(const auto paid,
                         ledger::PostPaidStatementLine(
                             {order.provider_id, id, order.dims, line.book_date, line.amount}));
  TIREK_ASSIGN_OR_RETURN(auto into,
                         ledger::PostIntoSuspense({source_id, Today(call), line.amount}));
  undone.parts.push_back({line.key, order.provider_id, order.payment_order_id, order.end_to_end_id,
                          -line.signed_minor(), "", ""});
  TIREK_RETURN_IF_ERROR(PostParts(
      call,
      {{std::move(into), ledger::Reverse(paid, {imported->entry_id, source_id, Today(call)})}},
      undone.parts));
  gateway.Insert(undone);
  const std::string why = "The match with payment order " + order.end_to_end_id + " was undone.";
  gateway.Suspend(line.key, "SUSPENSE_UNDONE", why);
  ReconciliationGateway(call.work())
      .Insert({{ids_.Next<BreakTag>(), order.month, "UNKNOWN_DEBIT", "", "", line.key.statement_id,
                line.key.line_number, Money::FromMinor(0, line.amount.currency()), line.amount, why,
                call.now()}});
  StatementGateway(call.work()).SetStates(StatesAfter(ById(orders), undone.parts, false));
  FaultPoint("match.undone");
  call.NameSubject(undone.match_id.text());
  return undone;
}

Result<std::vector<BankMatch>> MatchService::List(rpc::Call& call, const MatchFilter& filter,
                                                  const rpc::Page& page) {
  return MatchGateway(call.work()).List(filter, page);
}

Result<std::vector<SuspenseItem>> MatchService::List(rpc::Call& call, const SuspenseFilter& filter,
                                                     const rpc::Page& page) {
  return MatchGateway(call.work()).List(filter, filter.as_of.value_or(Today(call)), page);
}

}  // namespace tirek::settlement
