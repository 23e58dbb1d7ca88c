#include "tests/services/walk/pilot.h"

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include <doctest/doctest.h>
#include <soci/soci.h>

#include "cli/client.h"
#include "cli/demo/pilot_steps.h"
#include "core/base/random.h"
#include "tests/services/walk/relations.h"
#include "tests/services/walk/rpcs.h"
#include "tirek/access/v1/access.grpc.pb.h"

namespace tirek::test {
namespace {

constexpr Instant kNow{1'793'700'000'000'000};  // 3 November 2026: the bank has paid
constexpr const char* kDayHome = "230840990018";
constexpr const char* kDayUnit = "190940990041";

std::string ReadText(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// A folder for the files that commands write; it goes with the test program.
class OutFolder {
 public:
  OutFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "tirek-walk-XXXXXX").string();
    REQUIRE(mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  ~OutFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  OutFolder(const OutFolder&) = delete;
  OutFolder& operator=(const OutFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// Columns whose values name one thing.
bool Names(const std::string& column) {
  static const std::set<std::string> keys = {"bin", "iban", "code", "number", "end_to_end_id"};
  return column.ends_with("_id") || keys.contains(column);
}

bool IsHosted(const std::vector<std::string>& args) {  // TEMPORARY
  for (const Rpc& rpc : HostedRpcs()) {
    if (rpc.rule.command() == args[0] + " " + args[1]) return true;
  }
  return false;
}

std::vector<std::string> Without(const std::set<std::string>& values,
                                 const std::set<std::string>& shared) {
  std::vector<std::string> left;
  for (const std::string& value : values) {
    if (!shared.contains(value)) left.push_back(value);
  }
  return left;
}

}  // namespace

Pilot& Pilot::Get() {
  static Pilot pilot;
  return pilot;
}

Pilot::Pilot() : clock_(kNow), house_({.clock = &clock_}) {
  Carry();
  ours_ = ProviderIdOf(kDayHome);
  other_ = ProviderIdOf(kDayUnit);
  ReadNames();
}

void Pilot::Carry() {
  const auto steps = cli::ParsePilotSteps(ReadText("demo/pilot.steps"));
  REQUIRE(steps);
  const OutFolder folder;
  SystemRandom random;
  for (const cli::PilotStep& step : *steps) {
    std::vector<std::string> args = step.args;
    if (!IsHosted(args)) continue;  // TEMPORARY
    std::string command;
    for (std::string& arg : args) {
      if (arg.starts_with("OUT/")) arg = folder.path() + arg.substr(3);
      command += " " + arg;
    }
    std::ostringstream shown;
    std::istringstream no_input;
    const cli::ClientEnvironment environment{.clock = clock_,
                                             .random = random,
                                             .address = house_.address(),
                                             .token = TokenOf(step.actor),
                                             .token_file = "",
                                             .open_channel = [this] { return house_.Channel(); },
                                             .server_commands = {}};
    const int code = cli::RunClient(args, shown, shown, no_input, environment);
    CAPTURE(command);
    CAPTURE(shown.str());
    REQUIRE(code == step.expected_exit);
  }
}

std::string Pilot::TokenOf(const std::string& actor) {
  if (actor.starts_with("provider ")) return house_.ProviderToken(ProviderIdOf(actor.substr(9)));
  if (const auto role = access::ParseRole(actor)) return house_.Token(*role);
  // "finance-2": a second person of a role.
  access::v1::IssueTokenRequest request;
  request.set_request_id("walk-" + actor);
  request.set_principal(actor);
  request.set_role(common::v1::ROLE_FINANCE);
  const auto issued = house_.Call(&access::v1::AccessService::Stub::IssueToken,
                                  access::Role::kAdministrator, request);
  REQUIRE(issued);
  return issued->secret();
}

std::string Pilot::ProviderIdOf(const std::string& bin) {
  std::string id;
  house_.sql() << "SELECT provider_id FROM registry.provider WHERE bin = :bin", soci::use(bin),
      soci::into(id);
  REQUIRE(!id.empty());
  return id;
}

void Pilot::ReadNames() {
  Values names_of_others;
  for (const Relation& relation : RelationsWithOwner(house_.sql())) {
    if (relation.is_view) continue;
    for (const std::string& column : TextColumns(house_.sql(), relation)) {
      if (!Names(column)) continue;
      for (const auto& [owner, name] : OwnersAndValues(house_.sql(), relation, column)) {
        Values& values = owner == ours_ ? names_of_ours_ : names_of_others;
        values[column].insert(name);
        if (owner == other_) names_of_other_[column].insert(name);
      }
    }
  }
  for (const auto& [column, values] : names_of_others) {
    for (std::string& mark : Without(values, names_of_ours_[column])) {
      marks_of_others_.insert(std::move(mark));
    }
  }
}

std::vector<std::string> Pilot::OursOf(const std::string& column) const {
  const auto found = names_of_ours_.find(column);
  return found == names_of_ours_.end() ? std::vector<std::string>() : Without(found->second, {});
}

std::vector<std::string> Pilot::OthersOf(const std::string& column) const {
  const auto found = names_of_other_.find(column);
  if (found == names_of_other_.end()) return {};
  const auto shared = names_of_ours_.find(column);
  return Without(found->second,
                 shared == names_of_ours_.end() ? std::set<std::string>() : shared->second);
}

}  // namespace tirek::test
