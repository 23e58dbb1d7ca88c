#include "services/settlement/statement_import.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "billing/bank/statement_format.h"
#include "services/settlement/ledger_gateway.h"

namespace tirek::settlement {
namespace {

// A look at an unfinished day, or a notice of single movements, comes again with the day's
// statement.
Result<void> RequireFinished(const bank::Statement& statement) {
  if (statement.kind == bank::StatementKind::kStatement) return {};
  return Error{ErrorKind::kPrecondition,
               "STATEMENT_NOT_FINAL",
               "The bank has not finished the day of this file yet.",
               {{"account_iban", statement.account.text()}},
               {}};
}

Result<void> RequirePayerAccount(StatementGateway& gateway, const bank::Statement& statement) {
  const std::string& iban = statement.account.text();
  if (gateway.IsPayerAccount(iban)) return {};
  return Error{ErrorKind::kPrecondition,
               "ACCOUNT_UNKNOWN",
               "The statement's account " + iban + " is no payer's account.",
               {{"account_iban", iban}},
               {}};
}

Result<void> RequireNewDays(StatementGateway& gateway, const bank::Statement& statement) {
  const auto known = gateway.FindOverlap(statement.account.text(), statement.period);
  if (!known) return {};
  return KnownAs(ErrorKind::kPrecondition, "STATEMENT_REISSUED",
                 "Statement " + known->statement_id + " of this account, from " +
                     known->start_date + " to " + known->end_date +
                     ", has days of this one, whose content differs from it.",
                 *known);
}

// In one transaction, but not in one piece: what the ledger makes of an entry is larger than it.
Result<void> Post(IncomingGateway& incoming, LedgerGateway& ledger, Instant now) {
  return incoming.EachPortion([&](const std::vector<PostedLine>& lines) -> Result<void> {
    std::vector<ledger::Entry> entries;
    entries.reserve(lines.size());
    for (const PostedLine& line : lines) {
      TIREK_ASSIGN_OR_RETURN(auto entry, EntryOf(line));
      entries.push_back(std::move(entry));
    }
    TIREK_RETURN_IF_ERROR(ledger.PostAll(entries, now));
    return {};
  });
}

}  // namespace

Result<std::vector<BankStatement>> StatementImport::Run(const std::string& sha256) {
  TIREK_RETURN_IF_ERROR(Judge());
  Begin(sha256);
  if (scan_.has_contested()) {
    ReadAgain([this](const auto& lines) { NoteContested(lines); });
    contested_.Settle();
  }
  IncomingGateway incoming(call_.work());
  ReadAgain([&](const auto& lines) { MatchPortion(lines, incoming); });
  for (const BankStatement& statement : statements_) {
    TIREK_RETURN_IF_ERROR(gateway_.Insert(statement));
  }
  incoming.Store(newest_months_);
  LedgerGateway ledger(call_.work());
  TIREK_RETURN_IF_ERROR(Post(incoming, ledger, call_.now()));
  return std::move(statements_);
}

// The first reading: what is wrong is said before anything is held or stored.
Result<void> StatementImport::Judge() {
  const bank::ReadOptions options{rpc::UploadedFile::kMostBytes, mapping_};
  bank::Refusals refusals;
  const auto source = open_();
  bank::ReadStatements(*source, options, scan_, refusals);
  if (!refusals.empty()) return refusals.ToError();
  scan_.Finish();
  for (const ScannedStatement& scanned : scan_.statements()) {
    TIREK_RETURN_IF_ERROR(RequireFinished(scanned.head));
    TIREK_RETURN_IF_ERROR(RequirePayerAccount(gateway_, scanned.head));
    TIREK_RETURN_IF_ERROR(RequireNewDays(gateway_, scanned.head));
  }
  return {};
}

// Names the statements, and holds the orders that they may meet until the transaction ends.
void StatementImport::Begin(const std::string& sha256) {
  std::set<std::string> accounts;
  for (const ScannedStatement& scanned : scan_.statements()) {
    const bank::Statement& head = scanned.head;
    const int part = static_cast<int>(statements_.size()) + 1;
    statements_.push_back({ids_.Next<StatementTag>(), sha256, part, head.account.text(),
                           head.period, head.opening, head.credits, head.debits, head.closing,
                           scanned.lines, scanned.lines, 0, call_.now()});
    newest_months_.emplace_back(statements_.back().statement_id.text(), "");
    accounts.insert(head.account.text());
  }
  for (const std::string& account : accounts) gateway_.HoldOrders(account);
}

void StatementImport::ReadAgain(const LinePortions::Visit& visit) {
  const bank::ReadOptions options{rpc::UploadedFile::kMostBytes, mapping_};
  bank::Refusals refusals;
  LinePortions portions(scan_, visit);
  const auto source = open_();
  bank::ReadStatements(*source, options, portions, refusals);
  TIREK_ASSERT(refusals.empty());  // the same bytes were read before
  portions.Finish();
}

StatementImport::OrdersByName StatementImport::OrdersOf(const std::vector<NumberedLine>& lines,
                                                        bool contested) {
  std::map<std::string, std::set<std::string>> references;  // by account
  for (const NumberedLine& numbered : lines) {
    const auto& reference = numbered.line.reference;
    if (!reference || scan_.IsContested(*reference) != contested) continue;
    references[statements_[numbered.statement].account_iban].insert(*reference);
  }
  OrdersByName orders;
  for (const auto& [account, named] : references) {
    for (SentOrder& order : gateway_.Orders(account, {named.begin(), named.end()})) {
      std::string reference = order.end_to_end_id;
      orders.emplace(std::pair(account, std::move(reference)), std::move(order));
    }
  }
  return orders;
}

// Null where the line names none of them.
const SentOrder* StatementImport::Find(const OrdersByName& orders, const NumberedLine& line) const {
  if (!line.line.reference) return nullptr;
  const auto found = orders.find({statements_[line.statement].account_iban, *line.line.reference});
  return found == orders.end() ? nullptr : &found->second;
}

void StatementImport::NoteContested(const std::vector<NumberedLine>& lines) {
  const OrdersByName orders = OrdersOf(lines, true);
  for (const NumberedLine& numbered : lines) {
    const SentOrder* order = Find(orders, numbered);
    if (order == nullptr) continue;
    contested_.Note(numbered.statement, numbered.number, numbered.line, *order);
  }
}

void StatementImport::MatchPortion(const std::vector<NumberedLine>& lines,
                                   IncomingGateway& incoming) {
  const OrdersByName orders = OrdersOf(lines, false);
  for (const NumberedLine& numbered : lines) Match(numbered, Find(orders, numbered), incoming);
  incoming.Flush();
}

// `order`: named by this line of the file alone.
void StatementImport::Match(const NumberedLine& numbered, const SentOrder* order,
                            IncomingGateway& incoming) {
  BankStatement& statement = statements_[numbered.statement];
  const LineKey key{statement.statement_id.text(), numbered.number};
  std::optional<NamedOrder> alone;
  const NamedOrder* named = nullptr;
  if (order != nullptr) {
    alone = NamedOrder{*order, {}};
    alone->naming.Note(ExpectedOf(*order), numbered.line,
                       static_cast<std::size_t>(key.line_number));
    named = &*alone;
  } else if (numbered.line.reference) {
    named = contested_.Find(numbered.statement, *numbered.line.reference);
  }
  const MatchedLine matched = MatchLine(key, numbered.line, named, call_.now(), ids_);
  if (matched.found) {
    ++statement.breaks;
    --statement.matched;
  }
  if (!matched.line.payment_order_id.empty()) {
    std::string& newest = newest_months_[numbered.statement].second;
    newest = std::max(newest, named->order.month);
  }
  incoming.Add(matched);
}

}  // namespace tirek::settlement
