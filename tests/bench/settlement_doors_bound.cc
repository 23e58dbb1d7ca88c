// Posts over gRPC, with clients on the same processors: unary against the same server with a
// handler that does nothing, a stream and batches against the same transfers as plain SQL. All on
// one hot account, by turns; the median of the ratios of neighbouring rounds counts.
#include <atomic>
#include <chrono>
#include <functional>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <vector>

#include <grpcpp/create_channel.h>

#include "core/rpc/convert.h"
#include "services/host/grpc_door.h"
#include "tests/bench/bound.h"
#include "tests/bench/ledger_house.h"
#include "tests/bench/plain_transfers.h"
#include "tests/bench/quantile.h"
#include "tests/support/test_house.h"
#include "tirek/settlement/v1/posting_stream.grpc.pb.h"
#include "tirek/settlement/v1/settlement.grpc.pb.h"

namespace tirek::bench {
namespace {

namespace v1 = settlement::v1;
using std::chrono::steady_clock;

constexpr int kRounds = 3;
constexpr int kBatch = 8'192;
constexpr int kStreamUnderWay = 1'024;

// Answers at once, whatever is asked.
class EmptyHandler final : public v1::SettlementService::Service {
 public:
  grpc::Status PostEntries(grpc::ServerContext* /*context*/,
                           const v1::PostEntriesRequest* /*request*/,
                           v1::PostEntriesResponse* /*response*/) override {
    return grpc::Status::OK;
  }
};

std::string NextId(const char* prefix) {
  static std::atomic<long long> number{0};
  return prefix + std::to_string(++number);
}

template <typename Request>
void AddTransfer(Request& request) {
  v1::LedgerCommand* command = request.add_commands();
  command->set_command_id(NextId("D-"));
  command->set_provider_id(LedgerHouse::LedgerId(1));
  v1::EntryCommand* post = command->mutable_post();
  *post->mutable_effective_date() = rpc::ToProto(SomeDay());
  post->set_description("Transfer");
  for (const auto& [account, minor] :
       {std::pair("EXPENSE_ACCRUED", 4'217), std::pair("PAYABLE", -4'217)}) {
    v1::Posting* posting = post->add_postings();
    posting->set_account(account);
    posting->mutable_amount()->set_currency_code("KZT");
    posting->mutable_amount()->set_minor_units(minor);
  }
}

void Require(const grpc::Status& status) {
  if (!status.ok()) throw std::runtime_error("the call failed: " + status.error_message());
}

// So many calls a second as one caller, or several, make until the time is up. `call` says how
// many transfers it made.
double Rate(int callers, const std::function<int()>& call) {
  const auto start = steady_clock::now();
  const auto end = start + std::chrono::seconds(kRoundSeconds);
  std::atomic<long long> transfers{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < callers; ++i) {
    threads.emplace_back([&] {
      while (steady_clock::now() < end) transfers += call();
    });
  }
  for (std::thread& thread : threads) thread.join();
  const std::chrono::duration<double> took = steady_clock::now() - start;
  return static_cast<double>(transfers) / took.count();
}

class Client {
 public:
  Client(const std::string& address, std::string token) : token_(std::move(token)) {
    grpc::ChannelArguments arguments;
    arguments.SetMaxReceiveMessageSize(-1);
    // Channels to one address share a connection unless told not to.
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    channel_ = grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
    stub_ = v1::SettlementService::NewStub(channel_);
  }

  int Post(int transfers, bool answered) {
    v1::PostEntriesRequest request;
    request.set_request_id(NextId("R-"));
    for (int i = 0; i < transfers; ++i) AddTransfer(request);
    test::CallerContext context(token_);
    v1::PostEntriesResponse response;
    Require(stub_->PostEntries(&context, request, &response));
    if (answered && (response.answers_size() != transfers ||
                     response.answers(transfers - 1).verdict() != v1::LEDGER_VERDICT_DONE)) {
      throw std::runtime_error("a transfer was refused");
    }
    return transfers;
  }

  double Stream() {
    test::CallerContext context(token_);
    v1::PostingStreamService::Stub stub(channel_);
    const auto door = stub.StreamEntries(&context);
    const auto start = steady_clock::now();
    const auto end = start + std::chrono::seconds(kRoundSeconds);
    std::atomic<long long> sent{0};
    std::atomic<long long> done{0};
    std::thread sending([&] {
      while (steady_clock::now() < end) {
        const long long under_way = sent - done;
        if (under_way >= kStreamUnderWay) {
          done.wait(sent - under_way);
          continue;
        }
        v1::StreamEntriesRequest request;
        request.set_request_id(NextId("S-"));
        AddTransfer(request);
        if (!door->Write(request)) break;
        ++sent;
      }
      door->WritesDone();
    });
    v1::StreamEntriesResponse response;
    while (door->Read(&response)) {
      if (response.answers_size() != 1 ||
          response.answers(0).verdict() != v1::LEDGER_VERDICT_DONE) {
        throw std::runtime_error("a transfer was refused");
      }
      ++done;
      done.notify_one();
    }
    sending.join();
    Require(door->Finish());
    const std::chrono::duration<double> took = steady_clock::now() - start;
    if (done != sent) throw std::runtime_error("a message was not answered");
    return static_cast<double>(done) / took.count();
  }

 private:
  std::string token_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::SettlementService::Stub> stub_;
};

struct Doors {
  double empty = 0;
  double unary = 0;
  double stream = 0;
  double batch = 0;
  double plain = 0;
  double unary_share = 0;
  double stream_times = 0;
  double batch_times = 0;
};

Doors Measure() {
  LedgerHouse house(1);
  const PlainTransfers plain(house.url(), house.folder(), 1);
  Client ours(house.Serve(), house.FinanceToken());
  EmptyHandler nothing;
  const auto empty_door =
      host::GrpcDoor::Open({{"unix:" + house.folder() + "/empty"}, {}, 64, {}}, {&nothing});
  if (!empty_door) throw std::runtime_error(Describe(empty_door.error()));
  Client empty((*empty_door)->addresses().front(), "none");
  std::vector<double> empties, unaries, streams, batches, plains, shares, stream_times, batch_times;
  for (int round = 0; round < kRounds; ++round) {
    empties.push_back(Rate(kClients, [&] { return empty.Post(1, false); }));
    unaries.push_back(Rate(kClients, [&] { return ours.Post(1, true); }));
    plains.push_back(plain.Run(1).transfers_per_second);
    streams.push_back(ours.Stream());
    batches.push_back(Rate(2, [&] { return ours.Post(kBatch, true); }));
    shares.push_back(unaries.back() / empties.back());
    stream_times.push_back(streams.back() / plains.back());
    batch_times.push_back(batches.back() / plains.back());
  }
  (*empty_door)->Close(std::chrono::seconds(1));
  house.Verify();
  return {Quantile(empties, 0.5),      Quantile(unaries, 0.5),    Quantile(streams, 0.5),
          Quantile(batches, 0.5),      Quantile(plains, 0.5),     Quantile(shares, 0.5),
          Quantile(stream_times, 0.5), Quantile(batch_times, 0.5)};
}

const Doors& Measured() {
  static const Doors doors = Measure();
  return doors;
}

std::string Text(double ours, const char* what, double other) {
  std::ostringstream text;
  text.precision(4);
  text << ours << " transfers a second against " << other << what;
  return text.str();
}

}  // namespace

Bound SettlementUnaryBound() {
  return {
      "settlement-unary", "40 % of an empty handler's calls : unary posts, 32 clients", 1, [] {
        const Doors& doors = Measured();
        return Measurement{Text(doors.unary, " empty calls", doors.empty), 0.4 / doors.unary_share};
      }};
}

Bound SettlementStreamBound() {
  return {"settlement-stream", "5 times plain SQL's : posts a second over one stream", 1, [] {
            const Doors& doors = Measured();
            return Measurement{Text(doors.stream, " by plain SQL", doors.plain),
                               5 / doors.stream_times};
          }};
}

Bound SettlementBatchBound() {
  return {
      "settlement-batch", "15 times plain SQL's : posts a second in batches of 8,192", 1, [] {
        const Doors& doors = Measured();
        return Measurement{Text(doors.batch, " by plain SQL", doors.plain), 15 / doors.batch_times};
      }};
}

}  // namespace tirek::bench
