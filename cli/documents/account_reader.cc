#include "cli/documents/account_reader.h"

#include <map>
#include <sstream>
#include <utility>

#include "billing/documents/service_words.h"
#include "cli/documents/contract_reader.h"
#include "cli/exit_code.h"
#include "cli/input_file.h"
#include "core/rpc/convert.h"
#include "core/rpc/enum_text.h"
#include "tirek/settlement/v1/account_statement.pb.h"

namespace tirek::cli {
namespace {

namespace v1 = settlement::v1;

Result<std::optional<Money>> OptionalMoney(bool has, const common::v1::Money& money) {
  if (!has) return std::optional<Money>();
  TIREK_ASSIGN_OR_RETURN(const Money read, rpc::ToMoney(money));
  return std::optional(read);
}

template <typename Message>
Result<Period> PeriodOf(const Message& message) {
  TIREK_ASSIGN_OR_RETURN(const CivilDate start, rpc::ToDate(message.start_date()));
  TIREK_ASSIGN_OR_RETURN(const CivilDate end, rpc::ToDate(message.end_date()));
  return Period{start, end};
}

// The provider's id and the month, which both documents are of.
template <typename Request>
Result<Request> RequestOf(const Server& server, const DocumentWish& wish, const char* noun,
                          const char* verb) {
  if (wish.month.empty()) return WrongUsage("--month is required: a month like 2026-10");
  Request request;
  TIREK_ASSIGN_OR_RETURN(*request.mutable_provider_id(), server.IdOf(noun, verb, wish.subject));
  request.set_month(wish.month);
  return request;
}

Result<documents::AccountMovement> MovementOf(const v1::Movement& movement) {
  TIREK_ASSIGN_OR_RETURN(const CivilDate date, rpc::ToDate(movement.effective_date()));
  TIREK_ASSIGN_OR_RETURN(const auto debit, OptionalMoney(movement.has_debit(), movement.debit()));
  TIREK_ASSIGN_OR_RETURN(const auto credit,
                         OptionalMoney(movement.has_credit(), movement.credit()));
  TIREK_ASSIGN_OR_RETURN(const Money balance, rpc::ToMoney(movement.balance()));
  return documents::AccountMovement{
      date, rpc::ToWord(movement.kind()), movement.number(), debit, credit, balance};
}

Result<documents::AgeRow> AgeRowOf(const v1::AgeBandTotal& total) {
  TIREK_ASSIGN_OR_RETURN(const Money open, rpc::ToMoney(total.open()));
  TIREK_ASSIGN_OR_RETURN(const Money under_way, rpc::ToMoney(total.under_way()));
  return documents::AgeRow{rpc::ToWord(total.band()), total.documents(), open, under_way};
}

Result<std::optional<documents::BookedDocument>> Booked(bool is_there, const std::string& number,
                                                        const google::type::Date& date,
                                                        const std::optional<Money>& debit,
                                                        const std::optional<Money>& credit) {
  if (!is_there) return std::optional<documents::BookedDocument>();
  TIREK_ASSIGN_OR_RETURN(const CivilDate day, rpc::ToDate(date));
  return std::optional(documents::BookedDocument{number, day, debit, credit});
}

Result<documents::ReconciledLine> LineOf(const v1::ReconciliationLine& line) {
  TIREK_ASSIGN_OR_RETURN(const auto debit, OptionalMoney(line.has_debit(), line.debit()));
  TIREK_ASSIGN_OR_RETURN(const auto credit, OptionalMoney(line.has_credit(), line.credit()));
  TIREK_ASSIGN_OR_RETURN(const auto their_debit,
                         OptionalMoney(line.has_their_debit(), line.their_debit()));
  TIREK_ASSIGN_OR_RETURN(const auto their_credit,
                         OptionalMoney(line.has_their_credit(), line.their_credit()));
  documents::ReconciledLine read;
  TIREK_ASSIGN_OR_RETURN(read.ours,
                         Booked(line.has_date(), line.number(), line.date(), debit, credit));
  TIREK_ASSIGN_OR_RETURN(read.theirs, Booked(line.has_their_date(), line.their_number(),
                                             line.their_date(), their_debit, their_credit));
  const bool differs = line.difference().minor_units() != 0;
  TIREK_ASSIGN_OR_RETURN(read.difference, OptionalMoney(differs, line.difference()));
  return read;
}

Result<documents::ReconciledSide> SideOf(const v1::ReconciliationSide& side) {
  TIREK_ASSIGN_OR_RETURN(const Money opening, rpc::ToMoney(side.opening()));
  TIREK_ASSIGN_OR_RETURN(const Money debit, rpc::ToMoney(side.debit()));
  TIREK_ASSIGN_OR_RETURN(const Money credit, rpc::ToMoney(side.credit()));
  TIREK_ASSIGN_OR_RETURN(const Money closing, rpc::ToMoney(side.closing()));
  return documents::ReconciledSide{opening, debit, credit, closing};
}

// Whoever orders from the provider, each once, by БИН.
Result<std::string> ReadPayers(const Server& server, const DocumentWish& wish,
                               const std::string& provider_id) {
  contracts::v1::ListContractsRequest request;
  request.set_provider_id(provider_id);
  TIREK_ASSIGN_OR_RETURN(const auto contracts, server.Ask<contracts::v1::ListContractsResponse>(
                                                   "contract", "list", request));
  std::map<std::string, std::string> by_bin;
  std::map<std::string, bool> seen;
  for (const contracts::v1::Contract& contract : contracts.contracts()) {
    if (std::exchange(seen[contract.order_id()], true)) continue;
    TIREK_ASSIGN_OR_RETURN(const auto order, ReadOrder(server, contract.order_id()));
    const documents::Party payer = PayerOf(order);
    by_bin[payer.bin] = documents::NameAndBin(payer, wish.language);
  }
  std::string payers;
  for (const auto& [bin, name] : by_bin) payers += (payers.empty() ? "" : "; ") + name;
  return payers;
}

Result<documents::ReconciliationAct> ActOf(
    const v1::ReconciliationAct& act,
    const google::protobuf::RepeatedPtrField<v1::ReconciliationLine>& lines) {
  TIREK_ASSIGN_OR_RETURN(const Period period, PeriodOf(act));
  TIREK_ASSIGN_OR_RETURN(const documents::ReconciledSide ours, SideOf(act.ours()));
  std::optional<documents::ReconciledSide> theirs;
  Money difference = Money::FromMinor(0, ours.closing.currency());
  if (act.has_theirs()) {
    TIREK_ASSIGN_OR_RETURN(theirs, SideOf(act.theirs()));
    TIREK_ASSIGN_OR_RETURN(difference, rpc::ToMoney(act.difference()));
  }
  documents::ReconciliationAct read{
      "", act.provider_name(), act.provider_bin(), period, ours, theirs, difference, {}};
  for (const v1::ReconciliationLine& line : lines) {
    TIREK_ASSIGN_OR_RETURN(documents::ReconciledLine one, LineOf(line));
    read.lines.push_back(std::move(one));
  }
  return read;
}

// A row that could not be read is no agreement: the file is put right first.
Error RefusedRows(const google::protobuf::RepeatedPtrField<v1::RefusedRow>& rows) {
  std::vector<Violation> violations;
  for (const v1::RefusedRow& row : rows) {
    violations.push_back(
        {"line " + std::to_string(row.line()) + ", " + row.field(), row.reason(), row.expected()});
  }
  return InvalidFields(std::move(violations));
}

Result<documents::ReconciliationAct> Compared(const Server& server, const DocumentWish& wish) {
  TIREK_ASSIGN_OR_RETURN(auto request, RequestOf<v1::CompareReconciliationActRequest>(
                                           server, wish, "reconciliation-act", "compare"));
  if (!wish.their_opening.empty()) {
    const Result<Money> opening = Money::Parse(wish.their_opening, kTenge);
    if (!opening) return WrongUsage("--their-opening expects an amount like 1250.40");
    *request.mutable_their_opening() = rpc::ToProto(*opening);
  }
  std::istringstream none;
  TIREK_ASSIGN_OR_RETURN(*request.mutable_file(), ReadInput(wish.theirs, none));
  TIREK_ASSIGN_OR_RETURN(const auto answer, server.Ask<v1::CompareReconciliationActResponse>(
                                                "reconciliation-act", "compare", request));
  if (answer.refused_rows_size() > 0) return RefusedRows(answer.refused_rows());
  TIREK_ASSIGN_OR_RETURN(auto act, ActOf(answer.act(), answer.lines()));
  TIREK_ASSIGN_OR_RETURN(act.payers, ReadPayers(server, wish, answer.act().provider_id()));
  return act;
}

}  // namespace

Result<documents::AccountStatement> ReadAccountStatement(const Server& server,
                                                         const DocumentWish& wish) {
  TIREK_ASSIGN_OR_RETURN(auto request, RequestOf<v1::GetAccountStatementRequest>(
                                           server, wish, "account-statement", "get"));
  request.set_account_set(rpc::FromWord<v1::AccountSet>(wish.accounts));
  TIREK_ASSIGN_OR_RETURN(const auto answer, server.Ask<v1::GetAccountStatementResponse>(
                                                "account-statement", "get", request));
  const v1::AccountStatement& statement = answer.statement();
  TIREK_ASSIGN_OR_RETURN(const Period period, PeriodOf(statement));
  TIREK_ASSIGN_OR_RETURN(const Money opening, rpc::ToMoney(statement.opening()));
  TIREK_ASSIGN_OR_RETURN(const Money debit, rpc::ToMoney(statement.debit()));
  TIREK_ASSIGN_OR_RETURN(const Money credit, rpc::ToMoney(statement.credit()));
  TIREK_ASSIGN_OR_RETURN(const Money closing, rpc::ToMoney(statement.closing()));
  TIREK_ASSIGN_OR_RETURN(const CivilDate as_of, rpc::ToDate(answer.as_of()));
  documents::AccountStatement read{statement.provider_name(),
                                   statement.provider_bin(),
                                   rpc::ToWord(statement.account_set()),
                                   period,
                                   opening,
                                   debit,
                                   credit,
                                   closing,
                                   {},
                                   as_of,
                                   {},
                                   statement.sequence(),
                                   statement.hash()};
  for (const v1::Movement& movement : answer.movements()) {
    TIREK_ASSIGN_OR_RETURN(documents::AccountMovement one, MovementOf(movement));
    read.movements.push_back(std::move(one));
  }
  for (const v1::AgeBandTotal& total : answer.ageing()) {
    TIREK_ASSIGN_OR_RETURN(documents::AgeRow row, AgeRowOf(total));
    read.ageing.push_back(std::move(row));
  }
  return read;
}

Result<documents::ReconciliationAct> ReadReconciliationAct(const Server& server,
                                                           const DocumentWish& wish) {
  if (!wish.theirs.empty()) return Compared(server, wish);
  TIREK_ASSIGN_OR_RETURN(const auto request, RequestOf<v1::GetReconciliationActRequest>(
                                                 server, wish, "reconciliation-act", "get"));
  TIREK_ASSIGN_OR_RETURN(const auto answer, server.Ask<v1::GetReconciliationActResponse>(
                                                "reconciliation-act", "get", request));
  TIREK_ASSIGN_OR_RETURN(auto act, ActOf(answer.act(), answer.lines()));
  TIREK_ASSIGN_OR_RETURN(act.payers, ReadPayers(server, wish, answer.act().provider_id()));
  return act;
}

}  // namespace tirek::cli
