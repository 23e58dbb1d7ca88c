#include "tests/cli/fake_server.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include "cli/client.h"
#include "cli/statement_inspect.h"
#include "core/base/assert.h"
#include "core/rpc/status.h"
#include "tests/cli/fake_registry.h"
#include "tirek/access/v1/access.grpc.pb.h"
#include "tirek/billing/v1/billing.grpc.pb.h"
#include "tirek/contracts/v1/contracts.grpc.pb.h"
#include "tirek/eligibility/v1/eligibility.grpc.pb.h"
#include "tirek/settlement/v1/settlement.grpc.pb.h"

namespace tirek::cli {
namespace {

using grpc::ServerContext;
using grpc::Status;

class Billing final : public billing::v1::BillingService::Service {
 public:
  Status WatchCapitationRun(
      ServerContext*, const billing::v1::WatchCapitationRunRequest* request,
      grpc::ServerWriter<billing::v1::WatchCapitationRunResponse>* writer) override {
    const bool fails = request->run_id() == kFailedRun;
    billing::v1::WatchCapitationRunResponse response;
    auto* run = response.mutable_run();
    run->set_run_id(request->run_id());
    run->set_month("2026-10");
    run->set_state(billing::v1::CAPITATION_RUN_STATE_RUNNING);
    run->set_providers_total(3);
    writer->Write(response);
    run->set_providers_done(2);
    writer->Write(response);
    writer->Write(response);
    if (request->run_id() == kBrokenRun)
      return rpc::ToStatus(
          {ErrorKind::kUnavailable, "SHUTTING_DOWN", "The server is shutting down.", {}, {}});
    run->set_providers_done(fails ? 2 : 3);
    run->set_state(fails ? billing::v1::CAPITATION_RUN_STATE_FAILED
                         : billing::v1::CAPITATION_RUN_STATE_COMPLETED);
    run->mutable_payable()->set_currency_code("KZT");
    run->mutable_payable()->set_minor_units(143451000);
    writer->Write(response);
    return Status::OK;
  }

  Status ExplainCapitationLine(ServerContext*, const billing::v1::ExplainCapitationLineRequest*,
                               billing::v1::ExplainCapitationLineResponse* response) override {
    auto* step = response->add_steps();
    step->set_rule("CAP-TARIFF");
    step->set_source("art. 70");
    step->set_inputs("5400.00 × 21");
    step->set_exact("113400");
    step->set_result("113 400.00 KZT");
    response->mutable_line()->set_line_id("lin_1");
    response->mutable_line()->mutable_quantity()->set_value("21.0");
    return Status::OK;
  }

  Status ListClaims(ServerContext*, const billing::v1::ListClaimsRequest*,
                    billing::v1::ListClaimsResponse* response) override {
    for (const std::int64_t minor : {std::int64_t{143451000}, std::int64_t{-5}}) {
      auto* claim = response->add_claims();
      claim->set_number("D-" + std::to_string(response->claims_size()) + "/2026-10");
      claim->set_month("2026-10");
      claim->set_state(minor < 0 ? static_cast<billing::v1::ClaimState>(77)  // a newer server's
                                 : billing::v1::CLAIM_STATE_ADJUDICATED);
      claim->mutable_claimed()->set_currency_code("KZT");
      claim->mutable_claimed()->set_minor_units(minor);
    }
    return Status::OK;
  }
};

class Contracts final : public contracts::v1::ContractService::Service {
 public:
  explicit Contracts(Seen* seen) : seen_(seen) {}

  Status CreateOrder(ServerContext* context, const contracts::v1::CreateOrderRequest* request,
                     contracts::v1::CreateOrderResponse* response) override {
    SeeCall(context, seen_);
    seen_->create_order = *request;
    *response->mutable_order() = request->order();
    return Status::OK;
  }

  Status CreateContract(ServerContext* context, const contracts::v1::CreateContractRequest* request,
                        contracts::v1::CreateContractResponse*) override {
    SeeCall(context, seen_);
    seen_->create_contract = *request;
    return Status::OK;
  }

 private:
  Seen* seen_;
};

class Eligibility final : public eligibility::v1::EligibilityService::Service {
 public:
  explicit Eligibility(Seen* seen) : seen_(seen) {}

  Status ResolvePersons(ServerContext*, const eligibility::v1::ResolvePersonsRequest* request,
                        eligibility::v1::ResolvePersonsResponse*) override {
    seen_->resolve_persons = *request;
    return Status::OK;
  }

  Status CheckEligibility(ServerContext*, const eligibility::v1::CheckEligibilityRequest* request,
                          eligibility::v1::CheckEligibilityResponse* response) override {
    seen_->check_eligibility = *request;
    for (const auto& question : request->questions()) {
      auto* answer = response->add_answers();
      answer->set_person_id(question.person_id());
      *answer->mutable_date() = question.date();
    }
    return Status::OK;
  }

 private:
  Seen* seen_;
};

class Settlement final : public settlement::v1::SettlementService::Service {
 public:
  Status ExportPaymentFile(ServerContext*, const settlement::v1::ExportPaymentFileRequest* request,
                           settlement::v1::ExportPaymentFileResponse* response) override {
    response->set_message_id("M1");
    response->set_file_name(request->payment_run_id() == kHostilePaymentRun ? "../evil.xml"
                                                                            : "M1.xml");
    response->set_file(std::string("<pain>\0</pain>", 14));
    response->set_orders(3);
    response->mutable_total()->set_currency_code("KZT");
    response->mutable_total()->set_minor_units(100);
    return Status::OK;
  }
};

class Access final : public access::v1::AccessService::Service {
 public:
  Status ListTokens(ServerContext*, const access::v1::ListTokensRequest*,
                    access::v1::ListTokensResponse*) override {
    return rpc::ToStatus({ErrorKind::kDenied,
                          "PERMISSION_DENIED",
                          "Your role may not do this.",
                          {{"role", "FINANCE"}},
                          {}});
  }

  Status IssueToken(ServerContext*, const access::v1::IssueTokenRequest* request,
                    access::v1::IssueTokenResponse* response) override {
    response->mutable_token()->set_principal(request->principal());
    response->mutable_token()->set_role(request->role());
    response->set_secret("tirek_new");
    return Status::OK;
  }

  Status RevokeToken(ServerContext*, const access::v1::RevokeTokenRequest*,
                     access::v1::RevokeTokenResponse*) override {
    return rpc::ToStatus({ErrorKind::kInternal, "INTERNAL", "Incident 42.", {}, {}});
  }

  Status ListAuditEvents(ServerContext*, const access::v1::ListAuditEventsRequest*,
                         access::v1::ListAuditEventsResponse* response) override {
    response->set_next_page_token("again");  // for ever
    return Status::OK;
  }
};

Ran RunAt(const std::string& address, const std::vector<std::string>& args,
          const Surroundings& surroundings) {
  const FixedClock clock(Instant{1793696709000000});
  SeededRandom random(1);
  std::ostringstream out;
  std::ostringstream err;
  std::istringstream in(surroundings.input);
  Ran ran;
  ran.code = RunClient(args, out, err, in,
                       {.clock = clock,
                        .random = random,
                        .address = address,
                        .token = surroundings.token,
                        .token_file = surroundings.token_file,
                        .is_terminal = surroundings.is_terminal,
                        .open_channel = {},
                        .server_commands = {{"migrate", "Brings the database up to date."}},
                        .local_commands = {InspectCommand()}});
  ran.out = out.str();
  ran.err = err.str();
  return ran;
}

std::string NewFolder() {
  std::string folder = std::filesystem::temp_directory_path() / "tirek-cli-XXXXXX";
  TIREK_ASSERT(::mkdtemp(folder.data()) != nullptr);
  return folder;
}

}  // namespace

struct FakeServer::Parts {
  Seen seen;
  Registry registry{&seen};
  Contracts contracts{&seen};
  Eligibility eligibility{&seen};
  Billing billing;
  Settlement settlement;
  Access access;
  std::unique_ptr<grpc::Server> server;
};

FakeServer::FakeServer() : folder_(NewFolder()), parts_(std::make_unique<Parts>()) {
  grpc::ServerBuilder builder;
  builder.AddListeningPort(address(), grpc::InsecureServerCredentials());
  builder.RegisterService(&parts_->registry);
  builder.RegisterService(&parts_->contracts);
  builder.RegisterService(&parts_->eligibility);
  builder.RegisterService(&parts_->billing);
  builder.RegisterService(&parts_->settlement);
  builder.RegisterService(&parts_->access);
  parts_->server = builder.BuildAndStart();
  TIREK_ASSERT(parts_->server != nullptr);
}

FakeServer::~FakeServer() {
  parts_->server->Shutdown();
  std::filesystem::remove_all(folder_);
}

Seen& FakeServer::seen() { return parts_->seen; }

Ran FakeServer::Run(const std::vector<std::string>& args, const Surroundings& surroundings) const {
  return RunAt(address(), args, surroundings);
}

Ran RunAlone(const std::vector<std::string>& args, const Surroundings& surroundings) {
  return RunAt("unix:/nowhere/tirek.sock", args, surroundings);
}

void WriteTo(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

std::string ReadFrom(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace tirek::cli
