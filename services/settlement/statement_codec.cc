#include "services/settlement/statement_codec.h"

#include "core/rpc/convert.h"
#include "core/rpc/enum_text.h"

namespace tirek::settlement {
namespace {

constexpr std::size_t kMostMappingBytes = std::size_t{64} * 1024;

Result<void> CheckMapping(const std::string& csv_mapping) {
  FieldCheck check;
  if (csv_mapping.size() > kMostMappingBytes) {
    check.Add("csv_mapping", "TEXT_INVALID", "at most 64 KiB");
  }
  return check.Done();
}

}  // namespace

Result<NewStatementFile> FromProto(const v1::ImportBankStatementRequest& request) {
  TIREK_RETURN_IF_ERROR(CheckMapping(request.csv_mapping()));
  return NewStatementFile{request.file(), request.csv_mapping()};
}

Result<StatementUpload> FromProto(const v1::UploadBankStatementRequest& request) {
  TIREK_RETURN_IF_ERROR(CheckMapping(request.csv_mapping()));
  return StatementUpload{request.csv_mapping()};
}

Result<AllStatements> FromProto(const v1::ListBankStatementsRequest& /*request*/) {
  return AllStatements{};
}

Result<LineFilter> FromProto(const v1::ListStatementLinesRequest& request) {
  FieldCheck check;
  const auto id = check.Take("statement_id", StatementId::Parse(request.statement_id()));
  TIREK_RETURN_IF_ERROR(check.Done());
  return LineFilter{*id, rpc::ToWord(request.match())};
}

v1::BankStatement ToProto(const BankStatement& statement) {
  v1::BankStatement proto;
  proto.set_statement_id(statement.statement_id.text());
  proto.set_account_iban(statement.account_iban);
  *proto.mutable_start_date() = rpc::ToProto(statement.period.start);
  *proto.mutable_end_date() = rpc::ToProto(statement.period.end + -1);
  *proto.mutable_opening() = rpc::ToProto(statement.opening);
  *proto.mutable_credits() = rpc::ToProto(statement.credits);
  *proto.mutable_debits() = rpc::ToProto(statement.debits);
  *proto.mutable_closing() = rpc::ToProto(statement.closing);
  proto.set_lines(statement.lines);
  proto.set_matched(statement.matched);
  proto.set_breaks(statement.breaks);
  *proto.mutable_import_time() = rpc::ToProto(statement.import_time);
  return proto;
}

v1::StatementLine ToProto(const StatementLine& line) {
  v1::StatementLine proto;
  proto.set_statement_id(line.statement_id.text());
  proto.set_line_number(line.line_number);
  *proto.mutable_date() = rpc::ToProto(line.book_date);
  proto.set_direction(rpc::FromWord<v1::LineDirection>(line.direction));
  *proto.mutable_amount() = rpc::ToProto(line.amount);
  proto.set_counterparty_bin(line.counterparty_bin);
  proto.set_counterparty_iban(line.counterparty_iban);
  proto.set_reference(line.reference);
  proto.set_match(rpc::FromWord<v1::MatchKind>(line.match));
  proto.set_payment_order_id(line.payment_order_id);
  proto.set_provider_id(line.provider_id);
  proto.set_file_line(line.file_line);
  return proto;
}

}  // namespace tirek::settlement
