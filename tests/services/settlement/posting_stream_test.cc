// The posting stream: many requests under way, answers in their order, refusals, and how it ends.
#include <thread>

#include "core/rpc/status.h"
#include "tests/services/settlement/settlement_house.h"
#include "tirek/settlement/v1/posting_stream.grpc.pb.h"

namespace tirek::settlement {
namespace {

using Response = v1::StreamEntriesResponse;

v1::StreamEntriesRequest Request(const std::string& id, const std::string& provider_id) {
  v1::StreamEntriesRequest request;
  request.set_request_id("r-" + id);
  v1::LedgerCommand* command = request.add_commands();
  command->set_command_id("c-" + id);
  command->set_provider_id(provider_id);
  *command->mutable_post()->mutable_effective_date() = Day(2026, 11, 3);
  for (const auto& [account, minor] : {std::pair("EXPENSE_ACCRUED", 7), std::pair("PAYABLE", -7)}) {
    v1::Posting* posting = command->mutable_post()->add_postings();
    posting->set_account(account);
    posting->mutable_amount()->set_currency_code("KZT");
    posting->mutable_amount()->set_minor_units(minor);
  }
  return request;
}

struct Said {
  std::vector<Response> responses;
  Error error{ErrorKind::kInternal, "OK", "", {}, {}};
};

struct Streams {
  SettlementHouse house;
  std::string provider = house.provider_of("GSZ-KRG-003");
  std::string finance = house.house().Token(Role::kFinance);

  // Sends all, reads until the stream ends.
  Said Send(const std::vector<v1::StreamEntriesRequest>& requests, const std::string& token) {
    test::CallerContext context(token);
    v1::PostingStreamService::Stub stub(house.house().Channel());
    const auto door = stub.StreamEntries(&context);
    std::thread sending([&] {
      for (const auto& request : requests) {
        if (!door->Write(request)) break;
      }
      door->WritesDone();
    });
    Said said;
    Response response;
    while (door->Read(&response)) said.responses.push_back(response);
    sending.join();
    const grpc::Status status = door->Finish();
    if (!status.ok()) said.error = rpc::FromStatus(status);
    return said;
  }
};

TEST_CASE("each message is answered in its order, and the same when it is sent again") {
  Streams streams;
  std::vector<v1::StreamEntriesRequest> requests;
  for (int i = 0; i < 600; ++i) {
    requests.push_back(Request(std::to_string(i), streams.provider));
  }
  const Said first = streams.Send(requests, streams.finance);
  CHECK(first.error.reason == "OK");
  REQUIRE(first.responses.size() == requests.size());
  for (std::size_t i = 0; i < requests.size(); ++i) {
    CHECK(first.responses[i].request_id() == requests[i].request_id());
    CHECK(first.responses[i].answers(0).verdict() == v1::LEDGER_VERDICT_DONE);
    CHECK(first.responses[i].answers(0).sequence() == static_cast<long long>(i + 1));
  }
  const Said again = streams.Send(requests, streams.finance);
  REQUIRE(again.responses.size() == requests.size());
  for (std::size_t i = 0; i < requests.size(); ++i) {
    CHECK(again.responses[i].SerializeAsString() == first.responses[i].SerializeAsString());
  }
  CHECK(streams.house.Count("settlement.entry") == 600);
  CHECK(streams.house.Verify() == std::vector<std::string>{});
}

TEST_CASE("what a ledger refuses is an answer, and what cannot be read ends the stream") {
  Streams streams;
  auto reused = Request("1", streams.provider);
  reused.mutable_commands(0)->set_command_id("c-9");
  auto broken = Request("4", streams.provider);
  broken.set_request_id("not an id");
  broken.mutable_commands(0)->mutable_post()->clear_postings();
  const Said said =
      streams.Send({Request("1", streams.provider), Request("2", "prv_01j00000000000000000000000"),
                    reused, Request("3", streams.provider), broken, Request("5", streams.provider)},
                   streams.finance);
  REQUIRE(said.responses.size() == 4);
  CHECK(said.responses[0].answers(0).verdict() == v1::LEDGER_VERDICT_DONE);
  CHECK(said.responses[1].refusal().reason() == "PROVIDER_NOT_FOUND");
  CHECK(said.responses[1].refusal().code() == grpc::StatusCode::NOT_FOUND);
  CHECK(said.responses[2].refusal().reason() == "REQUEST_ID_REUSED");
  CHECK(said.responses[3].answers(0).verdict() == v1::LEDGER_VERDICT_DONE);
  CHECK(said.error.reason == "INVALID_FIELDS");
  REQUIRE(said.error.violations.size() == 2);
  CHECK(said.error.violations[0].field == "request_id");
  CHECK(said.error.violations[1].field == "commands[0].post.postings");
  CHECK(streams.house.Count("settlement.entry") == 2);
}

TEST_CASE("only finance streams, and no more streams are open than there are threads for") {
  Streams streams;
  const std::string provider = streams.house.provider_token("GSZ-KRG-003");
  CHECK(streams.Send({Request("1", streams.provider)}, provider).error.reason ==
        "ROLE_NOT_ALLOWED");
  v1::PostingStreamService::Stub stub(streams.house.house().Channel());
  std::vector<std::unique_ptr<test::CallerContext>> contexts;
  std::vector<std::unique_ptr<
      grpc::ClientReaderWriter<v1::StreamEntriesRequest, v1::StreamEntriesResponse>>>
      open;
  Response response;
  for (int i = 0; i < 16; ++i) {
    contexts.push_back(std::make_unique<test::CallerContext>(streams.finance));
    open.push_back(stub.StreamEntries(contexts.back().get()));
    REQUIRE(open.back()->Write(Request(std::to_string(i), streams.provider)));
    REQUIRE(open.back()->Read(&response));
  }
  CHECK(streams.Send({}, streams.finance).error.reason == "POSTING_STREAMS_MAXIMUM");
  for (const auto& door : open) {
    door->WritesDone();
    CHECK(!door->Read(&response));
    CHECK(door->Finish().ok());
  }
  CHECK(streams.Send({}, streams.finance).error.reason == "OK");
}

TEST_CASE("a caller who goes, and a server that stops, leave whole entries behind") {
  Streams streams;
  v1::PostingStreamService::Stub stub(streams.house.house().Channel());
  Response response;
  {
    test::CallerContext context(streams.finance);
    const auto door = stub.StreamEntries(&context);
    for (int i = 0; i < 200; ++i) door->Write(Request("a" + std::to_string(i), streams.provider));
    CHECK(door->Read(&response));
    context.TryCancel();
    CHECK(door->Finish().error_code() == grpc::StatusCode::CANCELLED);
  }
  test::CallerContext context(streams.finance);
  const auto door = stub.StreamEntries(&context);
  for (int i = 0; i < 200; ++i) door->Write(Request("b" + std::to_string(i), streams.provider));
  REQUIRE(door->Read(&response));
  streams.house.house().Stop();
  int answered = 1;
  while (door->Read(&response)) ++answered;
  CHECK(!door->Finish().ok());
  CHECK(answered <= 200);
  int posted = 0;
  streams.house.sql() << "SELECT count(*) FROM settlement.entry WHERE source_id LIKE 'c-b%'",
      soci::into(posted);
  CHECK(posted >= answered);
  CHECK(streams.house.Verify() == std::vector<std::string>{});
}

}  // namespace
}  // namespace tirek::settlement
