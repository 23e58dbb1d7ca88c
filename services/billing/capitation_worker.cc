#include "services/billing/capitation_worker.h"

#include "core/sql/constraint.h"
#include "services/billing/run_gateway.h"

namespace tirek::billing {
namespace {

constexpr std::chrono::milliseconds kPoll(200);
constexpr std::chrono::milliseconds kAfterTrouble(1000);

// True when the run may be taken up again: the database is away or was too busy.
bool IsPassing(const std::exception& error) {
  if (dynamic_cast<const sql::Unavailable*>(&error) != nullptr) return true;
  const auto* database = dynamic_cast<const soci::soci_error*>(&error);
  return database != nullptr && (sql::IsConnectionLoss(*database) || sql::IsRetryable(*database));
}

std::string DetailOf(const std::exception& error) {
  const auto* database = dynamic_cast<const soci::soci_error*>(&error);
  return database != nullptr ? sql::SafeDetail(*database) : error.what();
}

}  // namespace

void CapitationWorker::Start() {
  TIREK_ASSERT(!thread_.joinable());
  thread_ = std::thread([this] { Loop(); });
}

void CapitationWorker::Stop() {
  if (!thread_.joinable()) return;
  stop_.Stop();
  thread_.join();
}

void CapitationWorker::Loop() {
  std::chrono::milliseconds pause = kPoll;
  do {
    try {
      ComputeAll();
      pause = kPoll;
    } catch (const std::exception&) {
      pause =
          kAfterTrouble;  // the world broke; calls say so already, and work waits until it mends
    }
  } while (stop_.WaitFor(pause));
}

void CapitationWorker::ComputeAll() {
  std::vector<CapitationRun> runs;
  {
    sql::UnitOfWork work(environment_.database, sql::Scope::Everything());
    runs = RunGateway(work).Running();
  }
  for (const CapitationRun& run : runs) {
    if (stop_.stopped()) return;
    ComputeOne(run);
  }
}

// Told to the observer as a call is, so that a run that failed is seen in logs and metrics.
void CapitationWorker::ComputeOne(const CapitationRun& run) {
  const auto start = std::chrono::steady_clock::now();
  rpc::CallRecord record;
  record.method = "BillingService/ComputeCapitationRun";
  record.request_id = run.run_id.text();
  try {
    const auto computed = runner_.Run(run);
    if (computed && *computed == RunOutcome::kLeft) return;
    if (!computed) {
      record.code = grpc::StatusCode::FAILED_PRECONDITION;
      record.reason = computed.error().reason;
    }
  } catch (const std::exception& error) {
    if (IsPassing(error)) throw;
    record.code = grpc::StatusCode::INTERNAL;
    record.reason = "INTERNAL";
    record.incident_id = environment_.ids.NextText("inc");
    record.detail = DetailOf(error);
    runner_.Fail(run.run_id, "INTERNAL: Something went wrong on our side, incident " +
                                 record.incident_id + ".");
  }
  record.duration = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - start);
  environment_.observer.OnCall(record);
}

}  // namespace tirek::billing
