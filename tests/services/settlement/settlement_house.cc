#include "tests/services/settlement/settlement_house.h"

#include <fstream>
#include <iterator>

#include "billing/ledger/posting_rules.h"
#include "core/rpc/json.h"
#include "services/settlement/dimensions.h"
#include "tirek/access/v1/access.grpc.pb.h"
#include "tirek/contracts/v1/contracts.grpc.pb.h"
#include "tirek/registry/v1/registry.grpc.pb.h"

namespace tirek::settlement {
namespace {

using soci::use;
using Contracts = contracts::v1::ContractService::Stub;
using Registry = registry::v1::RegistryService::Stub;

constexpr const char* kRunId = "run_00000000000000000000000001";

}  // namespace

std::string PilotFile(const std::string& name) {
  std::ifstream file("demo/" + name, std::ios::binary);
  REQUIRE_MESSAGE(file, "demo/" << name << " is read from the repository's root");
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

google::type::Date Day(int year, int month, int day) {
  google::type::Date date;
  date.set_year(year);
  date.set_month(month);
  date.set_day(day);
  return date;
}

SettlementHouse::SettlementHouse() {
  AddProviders();
  AddContracts();
  access::v1::IssueTokenRequest request;
  request.set_principal("second-signature");
  request.set_role(common::v1::ROLE_FINANCE);
  approver_ =
      Must(Write(&access::v1::AccessService::Stub::IssueToken, request, Role::kAdministrator))
          .secret();
  sql() << std::string(
               "INSERT INTO billing.capitation_run (run_id, month, known_at, state,"
               " currency_code, result_hash, create_time, end_time) VALUES ('") +
               kRunId + "', '2026-10', now(), 'COMPLETED', 'KZT', 'hash', now(), now())";
}

void SettlementHouse::AddProviders() {
  registry::v1::ImportProvidersRequest providers;
  providers.set_file(PilotFile("providers.csv"));
  REQUIRE(Must(Write(&Registry::ImportProviders, providers, Role::kMinistry)).outcome().refused() ==
          0);
  registry::v1::ImportLicencesRequest licences;
  licences.set_file(PilotFile("licences.csv"));
  REQUIRE(Must(Write(&Registry::ImportLicences, licences, Role::kMinistry)).outcome().refused() ==
          0);
}

void SettlementHouse::AddContracts() {
  contracts::v1::CreateOrderRequest order;
  REQUIRE(rpc::FromJson(PilotFile("order.json"), order.mutable_order()));
  Must(Write(&Contracts::CreateOrder, order, Role::kMinistry));
  contracts::v1::ImportContractsRequest request;
  request.set_file(PilotFile("contracts.csv"));
  const auto imported = Must(Write(&Contracts::ImportContracts, request, Role::kMinistry));
  REQUIRE(imported.outcome().refused() == 0);
  const auto listed =
      Must(Call(&Contracts::ListContracts, contracts::v1::ListContractsRequest(), Role::kMinistry));
  for (const auto& contract : listed.contracts()) {
    providers_[contract.number()] = contract.provider_id();
    contracts_[contract.number()] = contract.contract_id();
  }
}

std::string SettlementHouse::InsertClaim(const PilotClaim& claim, const std::string& state) {
  std::string claim_id = ids_.NextText("clm");
  const std::string& provider_id = providers_.at(claim.contract_number);
  const std::string& contract_id = contracts_.at(claim.contract_number);
  const long long evidence = claim.approved_minor + claim.unfunded_minor;
  const long long approved = state == "ADJUDICATED" ? claim.approved_minor : 0;
  const long long unfunded = state == "ADJUDICATED" ? claim.unfunded_minor : 0;
  sql() << std::string(
               "INSERT INTO billing.capitation_partition (provider_id, run_id, lines,"
               " payable_minor, denied_minor, currency_code, create_time) VALUES"
               " (:provider, '") +
               kRunId + "', 1, :evidence, 0, 'KZT', now())",
      use(provider_id, "provider"), use(evidence, "evidence");
  sql() << std::string(
               "INSERT INTO billing.claim (provider_id, claim_id, contract_id, month, run_id,"
               " state, claimed_minor, approved_minor, unfunded_minor, currency_code, create_time,"
               " due_date, adjudicate_time) VALUES (:provider, :claim, :contract, '2026-10', '") +
               kRunId +
               "', :state, :evidence, :approved, :unfunded, 'KZT', now(),"
               " CASE :state WHEN 'ADJUDICATED' THEN date '2026-11-30' END,"
               " CASE :state WHEN 'ADJUDICATED' THEN now() END)",
      use(provider_id, "provider"), use(claim_id, "claim"), use(contract_id, "contract"),
      use(state, "state"), use(evidence, "evidence"), use(approved, "approved"),
      use(unfunded, "unfunded");
  return claim_id;
}

std::string SettlementHouse::AddClaim(const PilotClaim& claim) {
  std::string claim_id = InsertClaim(claim, "ADJUDICATED");
  const auto entry = Must(ledger::PostAdjudicatedClaim(
      {providers_.at(claim.contract_number), claim_id,
       DimensionsOf(contracts_.at(claim.contract_number), claim.funding_source, claim.budget_code),
       *CivilDate::FromYmd(2026, 10, 31), Money::FromMinor(claim.approved_minor, kTenge),
       Money::FromMinor(claim.unfunded_minor, kTenge)}));
  sql::UnitOfWork work(database("tirek_billing"), sql::Scope::Everything());
  Must(LedgerGateway(work).Post(*entry, clock_.Now()));
  work.Commit();
  return claim_id;
}

std::string SettlementHouse::AddAdjustment(const std::string& claim_id,
                                           const PilotAdjustment& adjustment) {
  const std::string id = "adj_" + std::string(25, '0') + std::to_string(++adjustments_);
  const std::string& provider_id = providers_.at(adjustment.contract_number);
  const std::string& contract_id = contracts_.at(adjustment.contract_number);
  const std::string key = "'" + provider_id + "', '" + id + "', ";
  const std::string payable = std::to_string(adjustment.payable_minor);
  const std::string receivable = std::to_string(adjustment.receivable_minor);
  const std::string sums = payable + " - " + receivable + ", " + payable + ", " + receivable;
  sql() << "INSERT INTO billing.adjustment (provider_id, adjustment_id, contract_id, month,"
           " sequence, choice, instalment_percent, look_back_months, known_at, request_key,"
           " difference_minor, payable_minor, receivable_minor, unfunded_minor, currency_code,"
           " create_time) VALUES (" +
               key + "'" + contract_id + "', '2026-10', " + std::to_string(adjustments_) +
               (adjustment.percent.empty() ? ", 'NET_IN_MONTH', NULL"
                                           : ", 'INSTALMENTS', " + adjustment.percent) +
               ", 36, now(), 'key', " + sums + ", 0, 'KZT', now())";
  sql() << "INSERT INTO billing.adjustment_month (provider_id, adjustment_id, month, claim_id,"
           " lines, difference_minor, payable_minor, receivable_minor, unfunded_minor) VALUES (" +
               key + "'2026-10', '" + claim_id + "', 1, " + sums + ", 0)";
  sql() << "INSERT INTO billing.adjustment_line (provider_id, adjustment_line_id, adjustment_id,"
           " month, placement_id, person_id, dates, reason, what, old_minor, new_minor,"
           " difference_minor, original_line_ids, changed_line_ids) VALUES ('" +
               provider_id + "', 'adl_" + id + "', '" + id +
               "', '2026-10', 'plc', 'psn', '{2026-10-05}', 'OTHER_FACT', 'what', " + receivable +
               ", " + payable + ", " + payable + " - " + receivable + ", '{}', '{}')";
  const auto entry =
      Must(ledger::PostAdjustment({provider_id,
                                   id,
                                   {contract_id, std::nullopt, std::nullopt},
                                   *CivilDate::FromYmd(2026, 10, 31),
                                   Money::FromMinor(adjustment.payable_minor, kTenge),
                                   Money::FromMinor(adjustment.receivable_minor, kTenge),
                                   Money::FromMinor(0, kTenge)}));
  sql::UnitOfWork work(database("tirek_billing"), sql::Scope::Everything());
  Must(LedgerGateway(work).Post(*entry, clock_.Now()));
  work.Commit();
  return id;
}

std::string SettlementHouse::AddSubmittedClaim(const PilotClaim& claim) {
  return InsertClaim(claim, "SUBMITTED");
}

void SettlementHouse::AddPilotClaims() {
  for (const PilotClaim& claim :
       {PilotClaim{"GSZ-KRG-001", 133'343'365, 0}, PilotClaim{"GSZ-KRG-002", 61'587'890, 0},
        PilotClaim{"GSZ-KRG-003", 20'000'000, 2'761'569}, PilotClaim{"GSZ-KRG-004", 36'803'507, 0},
        PilotClaim{"GSZ-KRG-005", 7'352'500, 0}}) {
    AddClaim(claim);
  }
}

void SettlementHouse::MoveAccount(const std::string& contract_number, const std::string& iban) {
  registry::v1::GetProviderRequest get;
  get.set_provider_id(provider_of(contract_number));
  const auto provider = Must(Call(&Registry::GetProvider, get, Role::kMinistry)).provider();
  registry::v1::ChangeProviderAccountRequest change;
  change.set_provider_id(provider.provider_id());
  change.set_iban(iban);
  change.set_bic(provider.bic());
  change.set_kbe(provider.kbe());
  change.set_reason("letter of the provider");
  Must(Write(&Registry::ChangeProviderAccount, change, Role::kMinistry));
}

Result<v1::CreatePaymentRunResponse> SettlementHouse::CreateRun() {
  v1::CreatePaymentRunRequest request;
  request.set_month("2026-10");
  *request.mutable_execution_date() = Day(2026, 11, 3);
  return Write(&Stub::CreatePaymentRun, request);
}

Result<v1::ApprovePaymentRunResponse> SettlementHouse::Approve(const std::string& run_id) {
  v1::ApprovePaymentRunRequest request;
  request.set_payment_run_id(run_id);
  return Write(&Stub::ApprovePaymentRun, request, approver_);
}

Result<v1::ExportPaymentFileResponse> SettlementHouse::Export(const std::string& run_id) {
  v1::ExportPaymentFileRequest request;
  request.set_payment_run_id(run_id);
  return Write(&Stub::ExportPaymentFile, request);
}

std::string SettlementHouse::SendRun() {
  std::string run_id = Must(CreateRun()).payment_run().payment_run_id();
  Must(Approve(run_id));
  Must(Export(run_id));
  return run_id;
}

Result<v1::ImportBankStatementResponse> SettlementHouse::Import(const std::string& file,
                                                                bool dry_run) {
  v1::ImportBankStatementRequest request;
  request.set_file(file);
  request.set_validate_only(dry_run);
  return Write(&Stub::ImportBankStatement, request);
}

std::vector<std::string> SettlementHouse::Verify() {
  std::vector<std::string> differences = house_.Verify();
  std::erase_if(differences, [](const std::string& difference) {
    return difference.rfind("settlement", 0) != 0;
  });
  return differences;
}

long long SettlementHouse::Count(const std::string& table) {
  long long count = -1;
  sql() << "SELECT count(*) FROM " + table, soci::into(count);
  return count;
}

sql::Database& SettlementHouse::database(const std::string& role) {
  const std::lock_guard lock(databases_mutex_);
  auto& database = databases_[role];
  if (!database) {
    database =
        std::make_unique<sql::Database>(sql::DatabaseOptions{house_.database_url(), role, 4});
  }
  return *database;
}

}  // namespace tirek::settlement
