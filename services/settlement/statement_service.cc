#include "services/settlement/statement_service.h"

#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "billing/bank/csv_mapping.h"
#include "core/base/sha256.h"
#include "services/settlement/ledger_service.h"
#include "services/settlement/statement_gateway.h"

namespace tirek::settlement {
namespace {

Result<void> RequireNewFile(StatementGateway& gateway, const std::string& sha256) {
  const auto known = gateway.FindFile(sha256);
  if (!known) return {};
  return KnownAs(ErrorKind::kAlreadyExists, "STATEMENT_IMPORTED",
                 "This file was imported already as statement " + known->statement_id + ".",
                 *known);
}

// Absent where the file is of a format that says by itself what it is.
Result<std::optional<bank::CsvMapping>> MappingOf(const std::string& text) {
  if (text.empty()) return std::optional<bank::CsvMapping>();
  TIREK_ASSIGN_OR_RETURN(auto mapping, bank::ParseCsvMapping(text));
  return std::optional(std::move(mapping));
}

// Of an upload, each time from its beginning.
class UploadedBytes final : public bank::ByteSource {
 public:
  explicit UploadedBytes(const rpc::UploadedFile& file) : file_(file), block_(bank::kPieceBytes) {}
  std::string_view Next() override {
    const std::size_t got = file_.Read(offset_, block_);
    offset_ += got;
    return {block_.data(), got};
  }

 private:
  const rpc::UploadedFile& file_;
  std::uint64_t offset_ = 0;
  std::vector<char> block_;
};

}  // namespace

Result<std::vector<BankStatement>> StatementService::Import(rpc::Call& call,
                                                            const NewStatementFile& wanted) {
  return Import(call, wanted.csv_mapping, Sha256Hex(wanted.file),
                [&wanted] { return std::make_unique<bank::MemoryBytes>(wanted.file); });
}

Result<std::vector<BankStatement>> StatementService::Import(rpc::Call& call,
                                                            const std::string& csv_mapping,
                                                            const rpc::UploadedFile& file) {
  return Import(call, csv_mapping, file.sha256(),
                [&file] { return std::make_unique<UploadedBytes>(file); });
}

Result<std::vector<BankStatement>> StatementService::Import(rpc::Call& call,
                                                            const std::string& csv_mapping,
                                                            const std::string& sha256,
                                                            OpenFile open) {
  StatementGateway gateway(call.work());
  TIREK_RETURN_IF_ERROR(RequireNewFile(gateway, sha256));
  TIREK_ASSIGN_OR_RETURN(const auto mapping, MappingOf(csv_mapping));
  StatementImport import(call, ids_, std::move(open), mapping ? &*mapping : nullptr);
  TIREK_ASSIGN_OR_RETURN(auto kept, import.Run(sha256));
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
