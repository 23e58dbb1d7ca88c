#include "tests/scenarios/faults/posting_load.h"

#include <chrono>
#include <stdexcept>

#include <grpcpp/create_channel.h>

#include "core/rpc/status.h"
#include "tirek/settlement/v1/settlement.grpc.pb.h"

namespace tirek::test {
namespace {

using settlement::v1::PostEntriesRequest;
using settlement::v1::PostEntriesResponse;
using settlement::v1::SettlementService;

constexpr std::chrono::milliseconds kGlance{20};
constexpr std::chrono::milliseconds kBreath{100};  // before the next try
constexpr std::chrono::minutes kPatience{2};
constexpr int kSeconds = 20;  // for one answer

// One that looks for a server that came back at once.
std::unique_ptr<SettlementService::Stub> StubAt(const std::string& address) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 20);
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 20);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 100);
  return SettlementService::NewStub(
      grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments));
}

PostEntriesRequest BatchOf(const std::string& request_id) {
  PostEntriesRequest request;
  request.set_request_id(request_id);
  for (int i = 0; i < PostingLoad::kEntriesOfBatch; ++i) {
    auto* command = request.add_commands();
    command->set_command_id(request_id + "_" + std::to_string(i));
    command->set_payer(true);
    auto* date = command->mutable_post()->mutable_effective_date();
    date->set_year(2026);
    date->set_month(11);
    date->set_day(1 + i % 3);
    for (const auto& [account, minor] : {std::pair("BANK", 1 + i), std::pair("SUSPENSE", -1 - i)}) {
      auto* posting = command->mutable_post()->add_postings();
      posting->set_account(account);
      posting->mutable_amount()->set_currency_code("KZT");
      posting->mutable_amount()->set_minor_units(minor);
    }
  }
  return request;
}

}  // namespace

PostingLoad::PostingLoad(const std::string& address, const std::string& token, int clients)
    : address_(address), token_(token) {
  for (int client = 0; client < clients; ++client) {
    threads_.emplace_back([this, client] { Run(client); });
  }
}

PostingLoad::~PostingLoad() { Stop(); }

void PostingLoad::Stop() {
  stopping_ = true;
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void PostingLoad::Run(int client) {
  for (int batch = 0; !stopping_; ++batch) {
    const std::string request_id = "c" + std::to_string(client) + "-" + std::to_string(batch);
    {
      const std::lock_guard lock(mutex_);
      sent_.insert(request_id);
    }
    // The same request until it is answered, as a client does that lost an answer.
    while (!Send(client, request_id) && !stopping_) std::this_thread::sleep_for(kBreath);
  }
}

bool PostingLoad::Send(int client, const std::string& request_id) {
  static thread_local std::map<const PostingLoad*, std::unique_ptr<SettlementService::Stub>> stubs;
  auto& stub = stubs[this];
  if (!stub) stub = StubAt(address_);
  grpc::ClientContext context;
  context.AddMetadata("authorization", "Bearer " + token_);
  context.set_deadline(
      gpr_time_add(gpr_now(GPR_CLOCK_MONOTONIC), gpr_time_from_seconds(kSeconds, GPR_TIMESPAN)));
  PostEntriesResponse response;
  const grpc::Status status = stub->PostEntries(&context, BatchOf(request_id), &response);
  const std::lock_guard lock(mutex_);
  if (!status.ok()) {
    const auto error = rpc::FromStatus(status);
    refusals_.insert(std::to_string(status.error_code()) + " " + error.reason);
    ++refused_;
    return false;
  }
  for (const auto& answer : response.answers()) {
    if (answer.verdict() == settlement::v1::LEDGER_VERDICT_DONE) continue;
    refusals_.insert("client " + std::to_string(client) + " was answered " +
                     settlement::v1::LedgerVerdict_Name(answer.verdict()));
  }
  acknowledged_[request_id] = response.answers(0).sequence();
  return true;
}

void PostingLoad::AwaitMore(int batches) {
  const auto acknowledged = [this] {
    const std::lock_guard lock(mutex_);
    return acknowledged_.size();
  };
  const std::size_t wanted = acknowledged() + static_cast<std::size_t>(batches);
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  while (acknowledged() < wanted) {
    if (std::chrono::steady_clock::now() > deadline) {
      throw std::runtime_error("nothing is acknowledged any more");
    }
    std::this_thread::sleep_for(kGlance);
  }
}

void PostingLoad::AwaitRefusal() {
  const auto refused = [this] {
    const std::lock_guard lock(mutex_);
    return refused_;
  };
  const int before = refused();
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  while (refused() == before) {
    if (std::chrono::steady_clock::now() > deadline) {
      throw std::runtime_error("nothing is refused");
    }
    std::this_thread::sleep_for(kGlance);
  }
}

std::set<std::string> PostingLoad::refusals() {
  const std::lock_guard lock(mutex_);
  return refusals_;
}

std::vector<std::string> PostingLoad::Differences(soci::session& sql) {
  const std::lock_guard lock(mutex_);
  std::map<std::string, std::pair<int, long long>> stored;
  const soci::rowset<soci::row> rows =
      (sql.prepare << "SELECT split_part(source_id, '_', 1), count(*)::integer, min(sequence)"
                      " FROM settlement.entry WHERE source_type = 'MANUAL' GROUP BY 1");
  for (const soci::row& row : rows) {
    stored[row.get<std::string>(0)] = {row.get<int>(1), row.get<long long>(2)};
  }
  std::vector<std::string> differences;
  for (const auto& [request_id, number] : acknowledged_) {
    const auto found = stored.find(request_id);
    if (found == stored.end()) {
      differences.push_back(request_id + " was acknowledged and is missing");
    } else if (found->second.second != number) {
      differences.push_back(request_id + " was acknowledged under another number");
    }
  }
  for (const auto& [request_id, batch] : stored) {
    if (batch.first != kEntriesOfBatch) differences.push_back(request_id + " stands in part");
    if (!sent_.contains(request_id)) differences.push_back(request_id + " was never sent");
  }
  return differences;
}

}  // namespace tirek::test
