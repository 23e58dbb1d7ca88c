// A house with the pilot's providers, order and contracts, and October's claims as billing would
// have left them, so that settlement is tested from where billing ends.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/base/id.h"
#include "core/base/random.h"
#include "core/sql/database.h"
#include "services/settlement/ledger_gateway.h"
#include "tests/support/test_house.h"
#include "tirek/settlement/v1/settlement.grpc.pb.h"

namespace tirek::settlement {

using access::Role;
using Stub = v1::SettlementService::Stub;

// The value of `result`, or the end of the test with what the server said.
template <typename T>
T Must(Result<T> result) {
  if (!result) FAIL(result.error().reason << ": " << Describe(result.error()));
  return std::move(result).value();
}

// "field REASON" of each violation; the reason alone of an error without any, "OK" of none.
template <typename T>
std::vector<std::string> Refusals(const Result<T>& result) {
  if (result) return {"OK"};
  if (result.error().violations.empty()) return {result.error().reason};
  std::vector<std::string> all;
  for (const auto& v : result.error().violations) all.push_back(v.field + " " + v.reason);
  return all;
}

std::string PilotFile(const std::string& name);
google::type::Date Day(int year, int month, int day);

struct PilotClaim {
  std::string contract_number;
  long long approved_minor = 0;
  long long unfunded_minor = 0;
  std::string budget_code = {};
  std::string funding_source = {};
};

// Posted in October, too; by instalments where a percentage is given.
struct PilotAdjustment {
  std::string contract_number;
  long long payable_minor = 0;
  long long receivable_minor = 0;
  std::string percent = {};
};

class SettlementHouse {
 public:
  SettlementHouse();

  test::TestHouse& house() { return house_; }
  soci::session& sql() { return house_.sql(); }
  // 5 November 2026 to begin with.
  FixedClock& clock() { return clock_; }

  template <typename Method, typename Request>
  auto Call(Method method, const Request& request, const std::string& token) {
    return house_.Call(method, token, request);
  }
  template <typename Method, typename Request>
  auto Call(Method method, const Request& request, Role role = Role::kFinance) {
    return house_.Call(method, role, request);
  }
  // The same with a request id of its own.
  template <typename Method, typename Request>
  auto Write(Method method, Request request, const std::string& token) {
    request.set_request_id(FreshRequestId());
    return house_.Call(method, token, request);
  }
  template <typename Method, typename Request>
  auto Write(Method method, Request request, Role role = Role::kFinance) {
    return Write(method, std::move(request), house_.Token(role));
  }
  std::string FreshRequestId() { return "request-" + std::to_string(++requests_); }

  // Another principal of the finance role, for the second signature.
  const std::string& approver() const { return approver_; }
  std::string provider_token(const std::string& contract_number) {
    return house_.ProviderToken(provider_of(contract_number));
  }
  const std::string& provider_of(const std::string& contract_number) const {
    return providers_.at(contract_number);
  }

  // The provider is paid to another account from now on.
  void MoveAccount(const std::string& contract_number, const std::string& iban);

  // An adjudicated claim with its entry, posted in billing's role as billing posts it; its id.
  std::string AddClaim(const PilotClaim& claim);
  // An adjustment of that claim with one line and its entry; its id.
  std::string AddAdjustment(const std::string& claim_id, const PilotAdjustment& adjustment);
  // A claim that waits for adjudication.
  std::string AddSubmittedClaim(const PilotClaim& claim);
  // The five claims that demo/EXPECTED.md comes to.
  void AddPilotClaims();

  Result<v1::CreatePaymentRunResponse> CreateRun();
  Result<v1::ApprovePaymentRunResponse> Approve(const std::string& run_id);
  Result<v1::ExportPaymentFileResponse> Export(const std::string& run_id);
  // A run of all claims, approved and exported; its id.
  std::string SendRun();
  Result<v1::ImportBankStatementResponse> Import(const std::string& file, bool dry_run = false);

  // What `tirek verify` says of settlement; of claims that billing did not make, billing would
  // complain.
  std::vector<std::string> Verify();
  long long Count(const std::string& table);

  // The database as the role of a service has it; may be asked for by several threads.
  sql::Database& database(const std::string& role);
  IdSource& ids() { return ids_; }

 private:
  void AddProviders();
  void AddContracts();
  std::string InsertClaim(const PilotClaim& claim, const std::string& state);

  FixedClock clock_{{1'793'836'800'000'000}};
  SystemRandom random_;
  IdSource ids_{clock_, random_};
  // Without billing, whose worker would take up the runs that tests put there.
  test::TestHouse house_{{{"access", "registry", "contracts", "settlement"}, &clock_, {}}};
  int requests_ = 0;
  int adjustments_ = 0;
  std::string approver_;
  std::map<std::string, std::string> providers_;  // by contract number
  std::map<std::string, std::string> contracts_;  // by number
  std::mutex databases_mutex_;
  std::map<std::string, std::unique_ptr<sql::Database>> databases_;
};

}  // namespace tirek::settlement
