#include "tests/services/walk/pilot.h"

#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include <doctest/doctest.h>
#include <soci/soci.h>

#include "cli/client.h"
#include "cli/demo/pilot_steps.h"
#include "core/base/random.h"
#include "tests/services/settlement/bank_day.h"
#include "tests/services/walk/relations.h"
#include "tirek/access/v1/access.grpc.pb.h"
#include "tirek/settlement/v1/settlement.grpc.pb.h"

namespace tirek::test {
namespace {

constexpr Instant kNow{1'793'700'000'000'000};  // 3 November 2026: the bank has paid
constexpr Instant kDayAfter{kNow.micros + 86'400'000'000};
// Facts that the pilot's own order does not ask for, and other orders do.
constexpr const char* kFactSteps =
    "\n== Facts\n"
    "ministry: circumstance import tests/scenarios/input/circumstances.csv\n"
    "ministry: assessment import tests/scenarios/input/assessments.csv\n"
    "curator: plan import tests/scenarios/input/plans.csv\n";
constexpr const char* kSides[] = {"051240990020", "230840990018", "190940990041"};
constexpr const char* kContracts[] = {"GSZ-KRG-002", "GSZ-KRG-001", "GSZ-KRG-004"};
constexpr const char* kNewAccounts[] = {"KZ18601TEST000000901", "KZ88601TEST000000902",
                                        "KZ61601TEST000000903"};

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

std::string AdvanceNumber(std::size_t side) { return "ADV-2026-11-" + std::to_string(side + 1); }

// Columns whose values name one thing.
bool Names(const std::string& column) {
  // With whom a line overlaps is for the reader of both; the provider is not told.
  if (column == "overlap_placement_id") return false;
  static const std::set<std::string> keys = {"bin", "iban", "code", "number", "end_to_end_id"};
  return column.ends_with("_id") || keys.contains(column);
}

bool IsIn(const Side::Values& values, const std::string& wanted) {
  return std::any_of(values.begin(), values.end(),
                     [&](const auto& column) { return column.second.contains(wanted); });
}

std::vector<std::string> In(const Side::Values& values, const std::string& column) {
  const auto found = values.find(column);
  if (found == values.end()) return {};
  return {found->second.begin(), found->second.end()};
}

}  // namespace

Side::Side(std::string provider_id, Values ours, Values others)
    : provider_id_(std::move(provider_id)), ours_(std::move(ours)) {
  for (auto& [column, values] : others) {
    for (const std::string& value : values) {
      // A child of two providers, a month's run: known to both.
      if (IsIn(ours_, value)) continue;
      others_[column].insert(value);
      marks_.insert(value);
    }
  }
}

std::vector<std::string> Side::OursOf(const std::string& column) const { return In(ours_, column); }

std::vector<std::string> Side::OthersOf(const std::string& column) const {
  return In(others_, column);
}

Pilot& Pilot::Get() {
  static Pilot pilot;
  return pilot;
}

Pilot::Pilot() : clock_(kNow), house_({.clock = &clock_}) {
  Carry();
  for (const char* bin : kSides) Reserve(bin);
  for (const char* bin : kSides) sides_.push_back(SideOf(bin));
}

void Pilot::Carry() {
  const auto steps = cli::ParsePilotSteps(ReadText("demo/pilot.steps") + kFactSteps);
  REQUIRE(steps);
  const OutFolder folder;
  for (const cli::PilotStep& step : *steps) {
    std::vector<std::string> args = step.args;
    for (std::string& arg : args) {
      if (arg.starts_with("OUT/")) arg = folder.path() + arg.substr(3);
    }
    Type(step.actor, args, step.expected_exit);
  }
  // What the bank reports of the payments, and a match of the import that a person takes back.
  Type("finance", {"payment-report", "import", "tests/services/walk/payment-report.xml"}, 0);
  std::string line_id;
  house_.sql() << "SELECT statement_id || '/' || line_number FROM settlement.statement_line"
                  " WHERE reference = 'TRK-202610-GSZ-KRG-004'",
      soci::into(line_id);
  Type("finance", {"match", "undo", line_id, "--reason", "walked back"}, 0);
  // A tariff that is adopted after the month was paid: every side gets an adjustment, and an order
  // that something is taken off.
  clock_.Set(kDayAfter);
  Advance(folder.path());
  Recoup();
  Type("ministry",
       {"order", "amend", "GSZ-KRG-2026", "--from", "tests/services/walk/late-order.json",
        "--effective-date", "2026-10-20", "--source-act", "Decree No. 9"},
       0);
  Type("finance", {"retro", "post", "--choice", "gross-reversal"}, 0);
  Type("finance", {"payment-run", "create", "--month", "2026-11", "--execution-date", "2026-11-20"},
       0);
  for (std::size_t i = 0; i < std::size(kSides); ++i) {
    Type("ministry",
         {"provider", "change-account", kSides[i], "--iban", kNewAccounts[i], "--bic", "HSBKKZKX",
          "--kbe", "18", "--reason", "letter of the provider"},
         0);
  }
}

void Pilot::Advance(const std::string& folder) {
  std::vector<settlement::BankLine> paid;
  for (std::size_t i = 0; i < std::size(kSides); ++i) {
    Type("finance",
         {"advance", "request", "--contract-id", kContracts[i], "--month", "2026-11", "--amount",
          "1000.00 KZT", "--reason", "heating before the winter"},
         0);
    Type("finance-2", {"advance", "approve", AdvanceNumber(i)}, 0);
    paid.push_back({false, 100'000, std::string("TRK-202611-") + kContracts[i]});
  }
  Type("finance", {"payment-run", "create", "--month", "2026-11", "--execution-date", "2026-11-04"},
       0);
  Type("finance-2", {"payment-run", "approve", "TRK-PR-2026-11-1"}, 0);
  Type("finance", {"payment-run", "export", "TRK-PR-2026-11-1", "--out", folder + "/advances.xml"},
       0);
  const std::string day = folder + "/advances-day.xml";
  std::ofstream(day) << settlement::BankDay(*CivilDate::FromYmd(2026, 11, 4), paid);
  Type("finance", {"statement", "import", day}, 0);
}

void Pilot::Recoup() {
  const auto end_contracts = [this](const char* day) {
    house_.sql() << "SET session_replication_role = replica";
    house_.sql() << std::string("UPDATE contracts.contract SET end_date = date '") + day + "'";
    house_.sql() << "SET session_replication_role = origin";
  };
  end_contracts("2026-11-04");
  for (std::size_t i = 0; i < std::size(kSides); ++i) {
    Type("finance", {"advance", "recoup", AdvanceNumber(i), "--reason", "the contract is over"}, 0);
  }
  end_contracts("2027-01-01");
}

void Pilot::Type(const std::string& actor, const std::vector<std::string>& args,
                 int expected_exit) {
  std::string command;
  for (const std::string& arg : args) command += " " + arg;
  SystemRandom random;
  std::ostringstream shown;
  std::istringstream no_input;
  const cli::ClientEnvironment environment{.clock = clock_,
                                           .random = random,
                                           .address = house_.address(),
                                           .token = TokenOf(actor),
                                           .token_file = "",
                                           .open_channel = [this] { return house_.Channel(); },
                                           .server_commands = {}};
  const int code = cli::RunClient(args, shown, shown, no_input, environment);
  CAPTURE(command);
  CAPTURE(shown.str());
  REQUIRE(code == expected_exit);
}

void Pilot::Reserve(const std::string& bin) {
  settlement::v1::PostEntriesRequest request;
  request.set_request_id("walk-reserve-" + bin);
  auto* command = request.add_commands();
  command->set_command_id("reserved-" + bin);
  command->set_provider_id(ProviderIdOf(bin));
  auto* reserve = command->mutable_reserve();
  reserve->set_debit_account("PAYABLE");
  reserve->set_credit_account("BANK_CLEARING");
  reserve->mutable_amount()->set_currency_code("KZT");
  reserve->mutable_amount()->set_minor_units(1);
  reserve->mutable_effective_date()->set_year(2026);
  reserve->mutable_effective_date()->set_month(11);
  reserve->mutable_effective_date()->set_day(3);
  const auto posted = house_.Call(&settlement::v1::SettlementService::Stub::PostEntries,
                                  access::Role::kFinance, request);
  REQUIRE(posted);
  REQUIRE(posted->answers(0).verdict() == settlement::v1::LEDGER_VERDICT_DONE);
}

std::string Pilot::TokenOf(const std::string& actor) {
  if (actor.starts_with("provider ")) return house_.ProviderToken(ProviderIdOf(actor.substr(9)));
  if (const auto role = access::ParseRole(actor)) return house_.Token(*role);
  // "finance-2": a second person of a role. A secret is told once.
  std::string& secret = persons_[actor];
  if (!secret.empty()) return secret;
  access::v1::IssueTokenRequest request;
  request.set_request_id("walk-" + actor);
  request.set_principal(actor);
  request.set_role(common::v1::ROLE_FINANCE);
  const auto issued = house_.Call(&access::v1::AccessService::Stub::IssueToken,
                                  access::Role::kAdministrator, request);
  REQUIRE(issued);
  return secret = issued->secret();
}

std::string Pilot::ProviderIdOf(const std::string& bin) {
  std::string id;
  house_.sql() << "SELECT provider_id FROM registry.provider WHERE bin = :bin", soci::use(bin),
      soci::into(id);
  REQUIRE(!id.empty());
  return id;
}

Side Pilot::SideOf(const std::string& bin) {
  const std::string id = ProviderIdOf(bin);
  Side::Values ours;
  Side::Values others;
  for (const Relation& relation : RelationsWithOwner(house_.sql())) {
    // An entry's id stands in no row, it is made of the row's place.
    if (relation.is_view && relation.full_name() != "settlement.entry") continue;
    for (const std::string& column : TextColumns(house_.sql(), relation)) {
      if (!Names(column)) continue;
      for (const auto& [owner, name] : OwnersAndValues(house_.sql(), relation, column)) {
        (owner == id ? ours : others)[column].insert(name);
      }
    }
  }
  return {id, std::move(ours), std::move(others)};
}

}  // namespace tirek::test
