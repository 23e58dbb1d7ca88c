#include "tests/services/billing/seeded_month.h"

#include <doctest/doctest.h>

#include "core/base/sha256.h"
#include "core/calendar/civil_date.h"
#include "core/sql/unit_of_work.h"
#include "services/billing/billing_verify.h"
#include "services/order_file/order_codec.h"
#include "services/order_file/order_file.h"
#include "tests/billing/order/sample_order.h"

namespace tirek::billing {
namespace {

using access::Role;

std::string Quoted(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? "''" : std::string(1, c);
  return quoted + "'";
}

std::string Id(const std::string& prefix, int number) { return Quoted(IdOf(prefix, number)); }

order::StateSocialOrder DayCareOrder() {
  order::StateSocialOrder order = order::SampleOrder();
  order.absence_rules = {order::Away(order::AbsenceReason::kExcused, "0.5", 2)};
  return order;
}

std::string DocumentOf(const order::StateSocialOrder& order) {
  return order::ToOrderFile(order::ToProto(order));
}

std::string OrderDocument() { return DocumentOf(DayCareOrder()); }

}  // namespace

std::string IdOf(const std::string& prefix, int number) {
  const std::string digits = std::to_string(number);
  return prefix + "_" + std::string(26 - digits.size(), '0') + digits;
}

SeededMonth::SeededMonth() : clock(kMorning), house({{"access", "billing"}, &clock, {}}) {
  RecordAsOf("2026-09-01");
  Execute(
      "INSERT INTO contracts.state_order (order_id, code, title, source_act, start_date,"
      " end_date, currency_code, method_version, payer_name, payer_bin, payer_iban, payer_bic,"
      " payer_kbe, services, document, document_sha256, create_time) VALUES (" +
      Id("ord", 1) +
      ", 'GSZ-2026', 'Day care', 'order 281', '2026-01-01', '2027-01-01', 'KZT', 'CAP-1',"
      " 'Akimat', '070140990068', 'KZ90070TESTKRG000001', 'KKMFKZ2A', '12', '{day-care}', " +
      Quoted(OrderDocument()) + ", " + Quoted(Sha256Hex(OrderDocument())) + ", " + Recorded() +
      ")");
}

void SeededMonth::RecordAsOf(const std::string& date) { recorded_ = date + " 00:00:00+05"; }

void SeededMonth::AddProvider(int number, long long ceiling_minor, int capacity) {
  const std::string text = std::to_string(number);
  Execute(
      "INSERT INTO registry.provider (provider_id, bin, name, kind, iban, bic, kbe, create_time)"
      " VALUES (" +
      Id("prv", number) + ", '23084099001" + text + "', 'P" + text +
      "', 'PRIVATE', 'KZ98722TEST000000101', 'CASPKZKA', '17', " + Recorded() + ")");
  Execute(
      "INSERT INTO registry.site (site_id, provider_id, code, name, kato, address, create_time)"
      " VALUES (" +
      Id("sit", number) + ", " + Id("prv", number) + ", 'S-" + text +
      "', 'Site', '351010000', 'Street 1', " + Recorded() + ")");
  Execute(
      "INSERT INTO registry.place (place_id, provider_id, site_id, code, service, condition,"
      " capacity, start_date, end_date, create_time) VALUES (" +
      Id("pla", number) + ", " + Id("prv", number) + ", " + Id("sit", number) + ", 'P-" + text +
      "', 'day-care', 'SEMI_STATIONARY', " + std::to_string(capacity) +
      ", '2026-01-01', '9999-12-31', " + Recorded() + ")");
  AddLicence(number, "2026-01-01", "9999-12-31");
  AddContract(number, number, "day-care", "2026-01-01", "2027-01-01", ceiling_minor);
}

void SeededMonth::AddLicence(int provider, const std::string& first, const std::string& until) {
  const std::string key = std::to_string(provider) + first;
  Execute(
      "INSERT INTO registry.licence (licence_id, provider_id, number, start_date, end_date,"
      " create_time) VALUES ('lic_" +
      key + "', " + Id("prv", provider) + ", 'L-" + key + "', '" + first + "', '" + until + "', " +
      Recorded() + ")");
}

void SeededMonth::AddContract(int number, int provider, const std::string& service,
                              const std::string& first, const std::string& until,
                              long long ceiling_minor) {
  Execute(
      "INSERT INTO contracts.contract (contract_id, number, provider_id, order_id, services,"
      " start_date, end_date, ceiling_minor, currency_code, route, payment_due_days, version,"
      " create_time) VALUES (" +
      Id("ctr", number) + ", 'C-" + std::to_string(number) + "', " + Id("prv", provider) + ", " +
      Id("ord", 1) + ", '{" + service + "}', '" + first + "', '" + until + "', " +
      std::to_string(ceiling_minor) + ", 'KZT', 'COMPETITION', 15, 1, " + Recorded() + ")");
}

void SeededMonth::AmendOrder(int version, const std::string& date, const std::string& rate) {
  order::StateSocialOrder order = DayCareOrder();
  const CivilDate from = *CivilDate::Parse(date);
  order.tariffs.push_back(order::DayTariff("T-DAY-2", rate.c_str(), order.period));
  order.tariffs[0].period.end = from;
  order.tariffs[1].period.start = from;
  const std::string document = DocumentOf(order);
  Execute(
      "INSERT INTO contracts.order_amendment (order_id, version, effective_date, source_act,"
      " end_date, services, document, document_sha256, record_time) VALUES (" +
      Id("ord", 1) + ", " + std::to_string(version) + ", '" + date + "', 'decree 77-1', '" +
      order.period.end.ToString() + "', '{day-care}', " + Quoted(document) + ", " +
      Quoted(Sha256Hex(document)) + ", " + Recorded() + ")");
}

void SeededMonth::AmendContract(int number, int provider, int version, const std::string& date,
                                const std::string& services, const std::string& until) {
  Execute(
      "INSERT INTO contracts.contract_amendment (provider_id, contract_id, version,"
      " effective_date, source_act, services, end_date, ceiling_minor, cut_order, record_time)"
      " VALUES (" +
      Id("prv", provider) + ", " + Id("ctr", number) + ", " + std::to_string(version) + ", '" +
      date + "', 'agreement', '{" + services + "}', '" + until + "', 100000000, '', " + Recorded() +
      ")");
}

void SeededMonth::AddPlacement(int number, int provider, const std::string& first,
                               const std::string& until, int person) {
  Execute(
      "INSERT INTO placements.placement (provider_id, placement_id, person_id, place_id,"
      " start_date, create_time) VALUES (" +
      Id("prv", provider) + ", " + Id("plc", number) + ", " +
      Id("psn", person == 0 ? number : person) + ", " + Id("pla", provider) + ", '" + first +
      "', " + Recorded() + ")");
  Execute(
      "INSERT INTO placements.placement_version (provider_id, placement_id, version, end_date,"
      " state, record_time) VALUES (" +
      Id("prv", provider) + ", " + Id("plc", number) + ", 1, '" + until + "', 'ACTIVE', " +
      Recorded() + ")");
}

void SeededMonth::EndPlacement(int placement, int provider, int version, const std::string& end) {
  Execute(
      "INSERT INTO placements.placement_version (provider_id, placement_id, version, end_date,"
      " state, record_time) VALUES (" +
      Id("prv", provider) + ", " + Id("plc", placement) + ", " + std::to_string(version) + ", '" +
      end + "', 'ENDED', " + Recorded() + ")");
}

void SeededMonth::Attend(int placement, int provider, const std::string& first,
                         const std::string& last, const std::string& absence) {
  const CivilDate until = *CivilDate::Parse(last);
  for (CivilDate date = *CivilDate::Parse(first); date <= until; date = date + 1) {
    Execute(
        "INSERT INTO delivery.attendance (provider_id, attendance_id, placement_id, person_id,"
        " place_id, service_date, mark, absence_reason, quantity, correction_reason,"
        " record_time) SELECT provider_id, " +
        Id("att", ++attendance_) + ", placement_id, person_id, place_id, '" + date.ToString() +
        "', '" + (absence.empty() ? "PRESENT" : "ABSENT") + "', '" + absence + "', 1, '', " +
        Recorded() + " FROM placements.placement WHERE provider_id = " + Id("prv", provider) +
        " AND placement_id = " + Id("plc", placement));
  }
}

void SeededMonth::Correct(int placement, int provider, const std::string& date,
                          const std::string& absence) {
  Execute(
      "INSERT INTO delivery.attendance (provider_id, attendance_id, placement_id, person_id,"
      " place_id, service_date, mark, absence_reason, quantity, replaces_id,"
      " correction_reason, record_time) SELECT provider_id, " +
      Id("att", ++attendance_) + ", placement_id, person_id, place_id, service_date, 'ABSENT', '" +
      absence + "', 1, attendance_id, 'was away', " + Recorded() +
      " FROM delivery.attendance WHERE provider_id = " + Id("prv", provider) +
      " AND placement_id = " + Id("plc", placement) + " AND service_date = '" + date + "'");
}

void SeededMonth::CorrectAgain(int placement, int provider, const std::string& date,
                               const std::string& absence) {
  Execute(
      "INSERT INTO delivery.attendance (provider_id, attendance_id, placement_id, person_id,"
      " place_id, service_date, mark, absence_reason, quantity, replaces_id,"
      " correction_reason, record_time) SELECT a.provider_id, " +
      Id("att", ++attendance_) + ", a.placement_id, a.person_id, a.place_id, a.service_date, '" +
      (absence.empty() ? "PRESENT" : "ABSENT") + "', '" + absence +
      "', 1, a.attendance_id,"
      " 'once more', " +
      Recorded() + " FROM delivery.attendance a WHERE a.provider_id = " + Id("prv", provider) +
      " AND a.placement_id = " + Id("plc", placement) + " AND a.service_date = '" + date +
      "' AND NOT EXISTS (SELECT FROM delivery.attendance n"
      " WHERE n.provider_id = a.provider_id AND n.replaces_id = a.attendance_id)");
}

void SeededMonth::AddOctober() {
  RecordAsOf("2026-09-15");
  AddProvider(1);
  AddProvider(2);
  for (const int child : {1, 2}) AddPlacement(child, 1, "2026-09-20");
  AddPlacement(3, 2, "2026-09-20");
  RecordAsOf("2026-10-31");
  for (const int child : {1, 2}) {
    Attend(child, 1, "2026-10-01", "2026-10-10");
    Attend(child, 1, "2026-10-11", "2026-10-11", "EXCUSED");
  }
  Attend(3, 2, "2026-10-01", "2026-10-20");
}

void SeededMonth::AddTwoMonths(long long ceiling_minor) {
  RecordAsOf("2026-08-01");
  AddProvider(1, ceiling_minor);
  AddPlacement(1, 1, "2026-08-15");
  RecordAsOf("2026-10-31");
  Attend(1, 1, "2026-09-01", "2026-09-10");
  Attend(1, 1, "2026-10-01", "2026-10-10");
  Run("2026-09");
  Run("2026-10");
}

v1::CapitationRun SeededMonth::Start(const std::string& month) {
  v1::CreateCapitationRunRequest request;
  request.set_request_id(NewRequestId());
  request.set_month(month);
  const auto made = house.Call(&Stub::CreateCapitationRun, Role::kFinance, request);
  REQUIRE(made);
  return made->run();
}

v1::CapitationRun SeededMonth::Ended(const std::string& run_id) {
  v1::WatchCapitationRunRequest request;
  request.set_run_id(run_id);
  auto context = house.Context(Role::kFinance);
  Stub stub(house.Channel());
  const auto reader = stub.WatchCapitationRun(&context, request);
  v1::WatchCapitationRunResponse response;
  while (reader->Read(&response)) {
  }
  REQUIRE(reader->Finish().ok());
  REQUIRE(response.run().state() != v1::CAPITATION_RUN_STATE_RUNNING);
  return response.run();
}

std::vector<v1::CapitationLine> SeededMonth::Lines(const v1::ListCapitationLinesRequest& request) {
  const auto listed = house.Call(&Stub::ListCapitationLines, Role::kAuditor, request);
  REQUIRE(listed);
  return {listed->lines().begin(), listed->lines().end()};
}

std::vector<v1::CapitationLine> SeededMonth::LinesOf(const std::string& run_id) {
  v1::ListCapitationLinesRequest request;
  request.set_run_id(run_id);
  return Lines(request);
}

Result<v1::CreateClaimResponse> SeededMonth::TryClaim(int provider, const std::string& month) {
  v1::CreateClaimRequest request;
  request.set_request_id(NewRequestId());
  request.set_provider_id(IdOf("prv", provider));
  request.set_contract_id(IdOf("ctr", provider));
  request.set_month(month);
  return house.Call(&Stub::CreateClaim, house.ProviderToken(IdOf("prv", provider)), request);
}

v1::Claim SeededMonth::Claim(int provider, const std::string& month) {
  const auto made = TryClaim(provider, month);
  REQUIRE(made);
  return made->claim();
}

Result<v1::AdjudicateClaimResponse> SeededMonth::TryAdjudicate(const std::string& claim_id) {
  v1::AdjudicateClaimRequest request;
  request.set_request_id(NewRequestId());
  request.set_claim_id(claim_id);
  return house.Call(&Stub::AdjudicateClaim, Role::kFinance, request);
}

v1::Claim SeededMonth::Adjudicate(const std::string& claim_id) {
  const auto judged = TryAdjudicate(claim_id);
  REQUIRE(judged);
  return judged->claim();
}

long long SeededMonth::Count(const std::string& query) {
  long long count = 0;
  house.sql() << query, soci::into(count);
  return count;
}

std::vector<std::string> SeededMonth::Verify() {
  sql::Database database({house.database_url(), "tirek_billing", 1});
  sql::UnitOfWork work(database, sql::Scope::Everything(), sql::Isolation::kSnapshot);
  return VerifyBilling(work);
}

void SeededMonth::Tamper(const std::string& statement) {
  house.sql() << "SET session_replication_role = replica";
  house.sql() << statement;
  house.sql() << "SET session_replication_role = origin";
}

void SeededMonth::Execute(const std::string& statement) {
  soci::statement run(house.sql());
  run.alloc();
  run.prepare(statement);
  run.define_and_bind();
  run.execute(true);
  REQUIRE(run.get_affected_rows() == 1);
}

}  // namespace tirek::billing
