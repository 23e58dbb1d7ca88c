#include "cli/demo/demo_house.h"

#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include "core/access/principal.h"
#include "core/calendar/time_zone.h"
#include "core/rpc/peers.h"
#include "core/rpc/status.h"
#include "services/host/admin_token.h"
#include "services/host/migration.h"
#include "services/host/service_table.h"
#include "tirek/access/v1/access.grpc.pb.h"
#include "tirek/registry/v1/registry.grpc.pb.h"

namespace tirek::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kProviderActor = "provider ";
constexpr std::int64_t kFourteenHours = 14LL * 3600 * 1'000'000;

// 3 November 2026, 14:00 in Kazakhstan: October is over and the bank has paid.
Instant Afternoon() {
  const Instant midnight = Kazakhstan().StartOf(*CivilDate::FromYmd(2026, 11, 3));
  return {midnight.micros + kFourteenHours};
}

common::v1::Role RoleOf(const std::string& actor) {
  const std::string name = actor.substr(0, actor.find_first_of(" -"));
  common::v1::Role role = common::v1::ROLE_UNSPECIFIED;
  std::string word = "ROLE_";
  for (const char c : name) word += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  common::v1::Role_Parse(word, &role);
  return role;
}

}  // namespace

DemoHouse::DemoHouse() : clock_(Afternoon()), log_(host::LogLevel::kWarning) {}

DemoHouse::~DemoHouse() {
  host_.reset();
  postgres_.reset();
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

Result<std::unique_ptr<DemoHouse>> DemoHouse::Open() {
  std::unique_ptr<DemoHouse> house(new DemoHouse());
  TIREK_RETURN_IF_ERROR(house->Start());
  return house;
}

Result<void> DemoHouse::Start() {
  std::string pattern = (fs::temp_directory_path() / "tirek-demo-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) {
    return Error{
        ErrorKind::kUnavailable,
        "NO_TEMPORARY_DIRECTORY",
        "No temporary directory can be made in " + fs::temp_directory_path().string() + ".",
        {},
        {}};
  }
  folder_ = pattern;
  // Root's PostgreSQL runs as another user, who must pass.
  fs::permissions(folder_, fs::perms::owner_all | fs::perms::others_exec);
  TIREK_ASSIGN_OR_RETURN(postgres_,
                         host::EmbeddedPostgres::Start(
                             {folder_ + "/postgres", folder_ + "/run", folder_ + "/postgres.log"}));
  TIREK_RETURN_IF_ERROR(host::MigrateDatabase(postgres_->url()));
  host::HostOptions options;
  options.services = host::ServiceTable();
  options.database_url = postgres_->url();
  options.listen = {"127.0.0.1:0"};
  options.http = "";
  options.clock = &clock_;
  TIREK_ASSIGN_OR_RETURN(host_, host::RunningHost::Start(std::move(options), log_));
  const std::string token_file = folder_ + "/admin.token";
  TIREK_RETURN_IF_ERROR(host::EnsureAdministratorToken(postgres_->url(), token_file, clock_));
  std::ifstream(token_file) >> tokens_["administrator"];
  return {};
}

Result<std::string> DemoHouse::ProviderIdOf(const std::string& bin) {
  TIREK_ASSIGN_OR_RETURN(const std::string token, TokenOf("administrator"));
  registry::v1::ListProvidersRequest request;
  request.set_bin(bin);
  registry::v1::ListProvidersResponse response;
  grpc::ClientContext context;
  rpc::ActFor(token, &context);
  const grpc::Status status =
      registry::v1::RegistryService::Stub(channel()).ListProviders(&context, request, &response);
  if (!status.ok()) return rpc::FromStatus(status);
  if (response.providers_size() == 1) return response.providers(0).provider_id();
  return Error{ErrorKind::kNotFound, "PROVIDER_NOT_FOUND", "There is no such provider.", {}, {}};
}

Result<std::string> DemoHouse::TokenOf(const std::string& actor) {
  const auto known = tokens_.find(actor);
  if (known != tokens_.end()) return known->second;
  access::v1::IssueTokenRequest request;
  request.set_request_id("demo-" + std::to_string(tokens_.size()));
  request.set_principal(actor);
  request.set_role(RoleOf(actor));
  if (actor.rfind(kProviderActor, 0) == 0) {
    TIREK_ASSIGN_OR_RETURN(const std::string id, ProviderIdOf(actor.substr(kProviderActor.size())));
    request.set_provider_id(id);
  }
  access::v1::IssueTokenResponse response;
  grpc::ClientContext context;
  rpc::ActFor(tokens_["administrator"], &context);
  const grpc::Status status =
      access::v1::AccessService::Stub(channel()).IssueToken(&context, request, &response);
  if (!status.ok()) return rpc::FromStatus(status);
  return tokens_[actor] = response.secret();
}

}  // namespace tirek::cli
