#include "services/settlement/statement_service.h"

#include <algorithm>
#include <span>

#include "billing/bank/statement_format.h"
#include "core/base/sha256.h"
#include "services/settlement/ledger_gateway.h"
#include "services/settlement/ledger_service.h"
#include "services/settlement/reconciliation_gateway.h"
#include "services/settlement/statement_gateway.h"
#include "services/settlement/statement_matching.h"

namespace tirek::settlement {
namespace {

Error Known(ErrorKind kind, const char* reason, const std::string& message,
            const KnownStatement& known) {
  return {kind,
          reason,
          message,
          {{"statement_id", known.statement_id},
           {"account_iban", known.account_iban},
           {"start_date", known.start_date},
           {"end_date", known.end_date}},
          {}};
}

Result<void> RequireNewFile(StatementGateway& gateway, const std::string& sha256) {
  const auto known = gateway.FindFile(sha256);
  if (!known) return {};
  return Known(ErrorKind::kAlreadyExists, "STATEMENT_IMPORTED",
               "This file was imported already as statement " + known->statement_id + ".", *known);
}

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

// Absent where the file is of a format that says by itself what it is.
Result<std::optional<bank::CsvMapping>> MappingOf(const std::string& text) {
  if (text.empty()) return std::optional<bank::CsvMapping>();
  TIREK_ASSIGN_OR_RETURN(auto mapping, bank::ParseCsvMapping(text));
  return std::optional(std::move(mapping));
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
  return Known(ErrorKind::kPrecondition, "STATEMENT_REISSUED",
               "Statement " + known->statement_id + " of this account, from " + known->start_date +
                   " to " + known->end_date +
                   ", has days of this one, whose content differs from it.",
               *known);
}

std::vector<std::string> ReferencesOf(const bank::Statement& statement) {
  std::vector<std::string> references;
  for (const bank::StatementLine& line : statement.lines) {
    if (line.reference) references.push_back(*line.reference);
  }
  std::sort(references.begin(), references.end());
  references.erase(std::unique(references.begin(), references.end()), references.end());
  return references;
}

// In one transaction, but not in one piece: what the ledger makes of an entry is larger than it.
Result<void> PostInPortions(LedgerGateway& ledger, std::span<const ledger::Entry> entries,
                            Instant now) {
  constexpr std::size_t kEntriesAtOnce = 10'000;
  for (std::size_t from = 0; from < entries.size(); from += kEntriesAtOnce) {
    const std::size_t count = std::min(kEntriesAtOnce, entries.size() - from);
    TIREK_RETURN_IF_ERROR(ledger.PostAll(entries.subspan(from, count), now));
  }
  return {};
}

}  // namespace

Result<std::vector<BankStatement>> StatementService::Import(rpc::Call& call,
                                                            const NewStatementFile& wanted) {
  StatementGateway gateway(call.work());
  StatementOrigin origin{Sha256Hex(wanted.file), 0, call.now()};
  TIREK_RETURN_IF_ERROR(RequireNewFile(gateway, origin.file_sha256));
  TIREK_ASSIGN_OR_RETURN(const auto mapping, MappingOf(wanted.csv_mapping));
  bank::ReadOptions options;
  if (mapping) options.mapping = &*mapping;
  TIREK_ASSIGN_OR_RETURN(const auto statements, bank::ParseStatements(wanted.file, options));
  for (const bank::Statement& statement : statements) {
    TIREK_RETURN_IF_ERROR(RequireFinished(statement));
    TIREK_RETURN_IF_ERROR(RequirePayerAccount(gateway, statement));
    TIREK_RETURN_IF_ERROR(RequireNewDays(gateway, statement));
  }
  std::vector<BankStatement> kept;
  LedgerGateway ledger(call.work(), ids_);
  for (const bank::Statement& statement : statements) {
    ++origin.part;
    // Anew for each, because the one before may have met some of the orders.
    const auto orders = gateway.Orders(statement.account.text(), ReferencesOf(statement));
    TIREK_ASSIGN_OR_RETURN(const MatchedStatement matched,
                           MatchOrders(statement, orders, origin, ids_));
    TIREK_RETURN_IF_ERROR(gateway.Insert(matched.statement));
    gateway.Insert(matched.lines);
    gateway.Insert(matched.suspended);
    gateway.Insert(matched.references);
    ReconciliationGateway(call.work()).Insert(matched.breaks);
    gateway.SetStates(matched.met);
    TIREK_RETURN_IF_ERROR(PostInPortions(ledger, matched.entries, call.now()));
    kept.push_back(matched.statement);
  }
  if (!kept.empty()) call.NameSubject(kept.front().statement_id.text());
  return kept;
}

Result<std::vector<BankStatement>> StatementService::List(rpc::Call& call, const rpc::Page& page) {
  return StatementGateway(call.work()).List(page);
}

Result<std::vector<StatementLine>> StatementService::List(rpc::Call& call, const LineFilter& filter,
                                                          const rpc::Page& page) {
  TIREK_ASSIGN_OR_RETURN(const long long after, AfterNumber(page));
  StatementGateway gateway(call.work());
  if (!gateway.Exists(filter.statement_id)) {
    return Error{ErrorKind::kNotFound,
                 "STATEMENT_NOT_FOUND",
                 "There is no such statement.",
                 {{"statement_id", filter.statement_id.text()}},
                 {}};
  }
  return gateway.List(filter, after, page.size + 1);
}

}  // namespace tirek::settlement
