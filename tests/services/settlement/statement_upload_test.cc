// Bank statements that come in pieces: the same books as in one message, once, whole or not at all,
// and in little memory.
#include <functional>
#include <string>

#include "core/money/money.h"
#include "core/rpc/status.h"
#include "tests/services/settlement/settlement_house.h"
#include "tests/support/memory_peak.h"
#include "tirek/settlement/v1/statement_upload.grpc.pb.h"

namespace tirek::settlement {
namespace {

using Request = v1::UploadBankStatementRequest;
using Response = v1::UploadBankStatementResponse;

constexpr const char* kMapping =
    "account = KZ90070TESTKRG000001\ncolumn.date = date\ncolumn.amount = amount\n"
    "column.number = number\ncolumn.purpose = purpose\n";

// Sends what `next` makes until it gives no message; what the server said.
Result<Response> Send(SettlementHouse& house, const std::function<std::optional<Request>()>& next) {
  auto context = house.house().Context(Role::kFinance);
  v1::StatementUploadService::Stub stub(house.house().Channel());
  Response response;
  const auto writer = stub.UploadBankStatement(&context, &response);
  for (auto request = next(); request && writer->Write(*request); request = next()) {
  }
  writer->WritesDone();
  const grpc::Status status = writer->Finish();
  if (!status.ok()) return rpc::FromStatus(status);
  return response;
}

struct Upload {
  std::string file;
  std::string request_id = {};
  bool dry_run = false;
  std::size_t piece = 100;
  bool whole = true;
  std::string mapping = {};
};

Result<Response> Send(SettlementHouse& house, const Upload& upload) {
  std::size_t at = 0;
  bool done = false;
  return Send(house, [&]() -> std::optional<Request> {
    if (done) return {};
    Request request;
    if (at == 0) {
      request.set_request_id(upload.request_id.empty() ? house.FreshRequestId()
                                                       : upload.request_id);
      request.set_validate_only(upload.dry_run);
      request.set_csv_mapping(upload.mapping);
    }
    request.set_piece(upload.file.substr(at, upload.piece));
    at += upload.piece;
    done = at >= upload.file.size();
    request.set_last(done && upload.whole);
    return request;
  });
}

std::string Pilot() { return PilotFile("bank-statement.txt"); }

TEST_CASE("a file in pieces gives what it gives in one message, and is taken once") {
  SettlementHouse house;
  house.AddPilotClaims();
  house.SendRun();
  auto message = Must(house.Import(Pilot(), true)).statements(0);
  auto dry = Must(Send(house, {Pilot(), "", true})).statements(0);
  dry.clear_statement_id();
  message.clear_statement_id();
  CHECK(dry.SerializeAsString() == message.SerializeAsString());
  CHECK(house.Count("settlement.bank_statement") == 0);

  const auto first = Must(Send(house, {Pilot(), "once"}));
  CHECK(Must(Send(house, {Pilot(), "once", false, 7})).SerializeAsString() ==
        first.SerializeAsString());
  CHECK(Send(house, {Pilot() + "\n", "once"}).error().reason == "REQUEST_ID_REUSED");
  CHECK(Send(house, {Pilot()}).error().reason == "STATEMENT_IMPORTED");
  CHECK(house.Count("settlement.bank_statement") == 1);
  CHECK(house.Count("settlement.statement_line") == 6);
  CHECK(house.Verify().empty());
}

TEST_CASE("what is no whole file is refused, and nothing of it is kept") {
  SettlementHouse house;
  house.AddPilotClaims();
  house.SendRun();
  CHECK(Refusals(Send(house, {Pilot(), "", false, 100, false})) ==
        std::vector<std::string>{"last UPLOAD_BROKEN_OFF"});
  CHECK(Refusals(Send(house, {Pilot(), "no id!"})) ==
        std::vector<std::string>{"request_id REQUEST_ID_INVALID"});
  CHECK(Send(house, [] { return std::optional<Request>(); }).error().reason == "INVALID_FIELDS");
  CHECK(Send(house, {""}).error().reason == "STATEMENT_REFUSED");
  int sent = 0;
  const auto repeated = Send(house, [&]() -> std::optional<Request> {
    Request request;
    request.set_request_id("twice");
    request.set_piece("x");
    return ++sent == 3 ? std::nullopt : std::optional(request);
  });
  CHECK(Refusals(repeated) == std::vector<std::string>{"request_id UPLOAD_FIELD_REPEATED"});
  CHECK(house.Count("settlement.bank_statement") == 0);
}

// A file that is made as it is sent: `lines` of about a kilobyte, in pieces.
Result<Response> SendLong(SettlementHouse& house, int lines, const std::string& last_line) {
  const std::string purpose(1000, 'p');
  int line = 0;
  bool done = false;
  return Send(house, [&, line, done]() mutable -> std::optional<Request> {
    if (done) return {};
    Request request;
    if (line == 0) {
      request.set_request_id(house.FreshRequestId());
      request.set_csv_mapping(kMapping);
      request.set_piece("date,number,amount,purpose\n");
    }
    for (int i = 0; i < 500 && line < lines; ++i, ++line) {
      *request.mutable_piece() += "2026-11-03," + std::to_string(line) + ",1.00," + purpose + "\n";
    }
    done = line == lines;
    if (done) *request.mutable_piece() += last_line;
    request.set_last(done);
    return request;
  });
}

TEST_CASE("a long file that is wrong at its end is refused with its line, in little memory") {
  constexpr int kLines = 100'000;  // 100 MB
  constexpr std::int64_t kMostGrown = std::int64_t{48} << 20U;
  SettlementHouse house;
  house.AddPilotClaims();
  CHECK(Must(SendLong(house, 1'000, "")).statements(0).lines() == 1'000);  // warm
  const test::MemoryPeak peak;
  const auto refused = SendLong(house, kLines, "2026-02-30,9,1.00,x\n");
  if (test::kPeaksCount) CHECK(peak.grown() < kMostGrown);
  CHECK(Refusals(refused) == std::vector<std::string>{"line 100002 date STATEMENT_DATE"});
  CHECK(house.Count("settlement.statement_line") == 1'000);
}

TEST_CASE("orders that lines name more than once are judged over portions and statements") {
  SettlementHouse house;
  house.AddPilotClaims();
  house.SendRun();
  std::string reference;
  long long minor = 0;
  house.sql() << "SELECT end_to_end_id, amount_minor FROM settlement.payment_order"
                 " ORDER BY end_to_end_id LIMIT 1",
      soci::into(reference), soci::into(minor);
  const std::string amount = Money::FromMinor(minor, kTenge).AmountText();
  // More lines than a portion has between the one that is wrong and the one that pays.
  std::string file = "date,number,amount,purpose\n2026-11-03,0,-1.00," + reference + "\n";
  for (int i = 1; i <= 10'500; ++i) {
    file += "2026-11-03," + std::to_string(i) + ",0.01,interest\n";
  }
  file += "2026-11-03,10501,-" + amount + "," + reference + "\n";
  const auto statement =
      Must(Send(house, {file, "", false, 1 << 20, true, kMapping})).statements(0);
  CHECK(statement.lines() == 10'502);
  CHECK(statement.matched() == 1);
  v1::ListStatementLinesRequest lines;
  lines.set_statement_id(statement.statement_id());
  lines.set_match(v1::MATCH_KIND_EXACT);
  const auto paying = Must(house.Call(&Stub::ListStatementLines, lines));
  REQUIRE(paying.lines_size() == 1);
  CHECK(paying.lines(0).line_number() == 10'502);
  lines.set_match(v1::MATCH_KIND_DUPLICATE);
  CHECK(Must(house.Call(&Stub::ListStatementLines, lines)).lines_size() == 1);
  // Breaks of no order belong to the month that the statement pays, not to that of the booking.
  long long breaks = 0;
  house.sql() << "SELECT count(*) FROM settlement.break WHERE month = '2026-10'",
      soci::into(breaks);
  CHECK(breaks == 10'501);
  CHECK(house.Count("settlement.suspense") == 10'501);
  CHECK(house.Verify().empty());
}

}  // namespace
}  // namespace tirek::settlement
