#include "tests/bench/retro_history.h"

#include <stdexcept>
#include <string>
#include <vector>

#include <soci/soci.h>

#include "core/base/sha256.h"
#include "core/calendar/month.h"
#include "core/calendar/time_zone.h"
#include "core/sql/unit_of_work.h"
#include "services/billing/billing_verify.h"
#include "services/order_file/order_codec.h"
#include "services/order_file/order_file.h"
#include "tests/bench/bound.h"
#include "tests/bench/copy_rows.h"
#include "tests/billing/order/sample_order.h"
#include "tirek/billing/v1/billing.grpc.pb.h"
#include "tirek/billing/v1/retro.grpc.pb.h"

namespace tirek::bench {
namespace {

using access::Role;
using Stub = billing::v1::BillingService::Stub;
using RetroStub = billing::v1::RetroService::Stub;

constexpr int kPersonsOfPlace = 250;
constexpr int kSessions = 4;  // as `tirek up` has them: a run reads ahead
constexpr const char* kThen = "'2024-12-10 00:00:00+05'::timestamptz";
constexpr const char* kLate = "'2027-01-05 00:00:00+05'::timestamptz";
// All but what is generated of them.
constexpr const char* kLineColumns =
    "provider_id, run_id, placement_id, start_date, end_date, line_id, contract_id, person_id,"
    " dates, tariff_code, unit, coefficient_codes, category, ground, absence, paid_share, status,"
    " reason, overlap_placement_id, quantity, amount_minor, denied_minor, currency_code, trace,"
    " part, quantities, admission_date, admission_key, person_minor, pension_minor,"
    " withheld_minor, funding";
const Month kLast{2026, 12};

Instant MorningOf(const char* date) { return Kazakhstan().StartOf(*CivilDate::Parse(date)); }

std::string Document(const char* late_rate) {
  order::StateSocialOrder order = order::SampleOrder();
  order.period = order::Days("2024-12-01", "2026-12-31");
  order.tariffs[0].period = order.period;
  if (late_rate != nullptr) {
    order.tariffs.push_back(order::DayTariff("T-DAY-2", late_rate, order.period));
    order.tariffs[0].period.end = order::Day("2026-07-01");
    order.tariffs[1].period.start = order::Day("2026-07-01");
  }
  order::Coefficient severe = order::Factor("SEVERE", "1.30");
  severe.category = "severe";
  severe.period = order.period;
  order.coefficients = {severe};
  return order::ToOrderFile(order::ToProto(order));
}

std::string Quoted(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? "''" : std::string(1, c);
  return quoted + "'";
}

// "'prv_' || lpad(…, 26, '0')", of a number that SQL computes.
std::string Id(const std::string& prefix, const std::string& number) {
  return "('" + prefix + "_' || lpad((" + number + ")::text, 26, '0'))";
}

template <typename T>
T Required(Result<T> result) {
  if (!result) throw std::runtime_error(Describe(result.error()));
  return *std::move(result);
}

}  // namespace

RetroHistory::RetroHistory(int placements, int months)
    : placements_(placements),
      clock_(MorningOf("2024-12-20")),
      house_({.services = {"access", "billing"}, .clock = &clock_, .sessions = kSessions}) {
  SeedProviders();
  SeedChildren();
  Month first = kLast.Next();
  for (int i = 0; i < months; ++i) first = first.Previous();
  Attend(first);
  for (Month month = first; month <= kLast; month = month.Next()) {
    clock_.Set({Kazakhstan().StartOf(month.period().end + 1).micros});
    run_seconds_ = Seconds([this, &month] { Compute(month.ToString()); });
    Claim(month.ToString());
    // Autovacuum, which the house is without, would long have done so.
    Execute("ANALYZE billing.capitation_line, billing.claim, billing.claim_line");
  }
  clock_.Set(MorningOf("2027-01-06"));
}

void RetroHistory::ComputeMonth() {
  Attend(kLast);
  clock_.Set({Kazakhstan().StartOf(kLast.period().end + 1).micros});
  run_seconds_ = Seconds([this] { Compute(kLast.ToString()); });
}

double RetroHistory::CopySeconds() {
  Execute("CREATE SCHEMA copied");
  Execute("CREATE TABLE copied.line (LIKE billing.capitation_line INCLUDING ALL)");
  sql::Database database({house_.database_url(), "", 1});
  sql::UnitOfWork work(database, sql::Scope::Everything());
  const std::string columns = kLineColumns;
  const std::string lines = CopyOut(work, "SELECT " + columns + " FROM billing.capitation_line");
  Execute("CHECKPOINT");
  return Seconds([&] {
    CopyOut(work,
            "SELECT placement_id, service_date, absence_reason, quantity"
            " FROM delivery.attendance");
    CopyIn(work, "copied.line (" + columns + ")", lines);
    work.Commit();
  });
}

void RetroHistory::Execute(const std::string& statement) { house_.sql() << statement; }

std::vector<std::string> RetroHistory::Texts(const std::string& query) {
  std::vector<std::string> texts;
  const soci::rowset<std::string> rows = house_.sql().prepare << query;
  for (const std::string& text : rows) texts.push_back(text);
  return texts;
}

void RetroHistory::SeedProviders() {
  const std::string providers =
      " FROM generate_series(1, " + std::to_string((placements_ - 1) / kPersonsOfPlace + 1) + ") n";
  const std::string document = Document(nullptr);
  Execute(
      "INSERT INTO contracts.state_order (order_id, code, title, source_act, start_date,"
      " end_date, currency_code, method_version, payer_name, payer_bin, payer_iban, payer_bic,"
      " payer_kbe, services, document, document_sha256, create_time) VALUES (" +
      Id("ord", "1") +
      ", 'GSZ', 'Day care', 'order 281', '2024-12-01', '2027-01-01', 'KZT', 'CAP-1', 'Akimat',"
      " '070140990068', 'KZ90070TESTKRG000001', 'KKMFKZ2A', '12', '{day-care}', " +
      Quoted(document) + ", '" + Sha256Hex(document) + "', " + kThen + ")");
  Execute(
      "INSERT INTO registry.provider (provider_id, bin, name, kind, iban, bic, kbe, create_time)"
      " SELECT " +
      Id("prv", "n") +
      ", lpad(n::text, 12, '0'), 'P' || n, 'PRIVATE',"
      " 'KZ98722TEST000000101', 'CASPKZKA', '17', " +
      kThen + providers);
  Execute(
      "INSERT INTO registry.site (site_id, provider_id, code, name, kato, address, create_time)"
      " SELECT " +
      Id("sit", "n") + ", " + Id("prv", "n") + ", 'S-' || n, 'Site', '351010000', 'Street', " +
      kThen + providers);
  Execute(
      "INSERT INTO registry.place (place_id, provider_id, site_id, code, service, condition,"
      " capacity, start_date, end_date, create_time) SELECT " +
      Id("pla", "n") + ", " + Id("prv", "n") + ", " + Id("sit", "n") +
      ", 'P-' || n, 'day-care', 'SEMI_STATIONARY', " + std::to_string(kPersonsOfPlace) +
      ", '2024-12-01', '9999-12-31', " + kThen + providers);
  Execute(
      "INSERT INTO registry.licence (licence_id, provider_id, number, start_date, end_date,"
      " create_time) SELECT " +
      Id("lic", "n") + ", " + Id("prv", "n") + ", 'L-' || n, '2024-12-01', '9999-12-31', " + kThen +
      providers);
  Execute(
      "INSERT INTO contracts.contract (contract_id, number, provider_id, order_id, services,"
      " start_date, end_date, ceiling_minor, currency_code, route, payment_due_days, version,"
      " create_time) SELECT " +
      Id("ctr", "n") + ", 'C-' || n, " + Id("prv", "n") + ", " + Id("ord", "1") +
      ", '{day-care}', '2024-12-01', '2027-01-01', 1000000000000, 'KZT',"
      " 'COMPETITION', 15, 1, " +
      kThen + providers);
}

void RetroHistory::SeedChildren() {
  const std::string children = " FROM generate_series(1, " + std::to_string(placements_) + ") n";
  const std::string provider = Id("prv", "(n - 1) / " + std::to_string(kPersonsOfPlace) + " + 1");
  const std::string place = Id("pla", "(n - 1) / " + std::to_string(kPersonsOfPlace) + " + 1");
  Execute(
      "INSERT INTO eligibility.person (person_id, reference, iin, full_name, birth_date, sex,"
      " create_time) SELECT " +
      Id("psn", "n") +
      ", 'R-' || n, NULL, 'Test', '2015-01-01',"
      " 'MALE', " +
      kThen + children);
  Execute(
      "INSERT INTO placements.placement (provider_id, placement_id, person_id, place_id,"
      " start_date, create_time) SELECT " +
      provider + ", " + Id("plc", "n") + ", " + Id("psn", "n") + ", " + place + ", '2024-12-15', " +
      kThen + children);
  Execute(
      "INSERT INTO placements.placement_version (provider_id, placement_id, version, end_date,"
      " state, record_time) SELECT " +
      provider + ", " + Id("plc", "n") + ", 1, '9999-12-31', 'ACTIVE', " + kThen + children);
}

// Every working day from the month on, recorded on the last day of its month: no run before knows
// of it. Without indexes until the rows are there, or most of the time would go into them.
void RetroHistory::Attend(const Month& first) {
  const std::string constraints =
      " FROM pg_constraint WHERE conrelid = 'delivery.attendance'::regclass AND contype IN";
  const std::string indexes = " FROM pg_index WHERE indrelid = 'delivery.attendance'::regclass";
  const std::string add =
      "SELECT 'ALTER TABLE delivery.attendance ADD CONSTRAINT ' || conname || ' ' ||"
      " pg_get_constraintdef(oid)" +
      constraints;
  const std::string drop =
      "SELECT 'ALTER TABLE delivery.attendance DROP CONSTRAINT ' || conname" + constraints;
  const std::vector<std::string> keys = Texts(add + " ('p', 'u')");
  const std::vector<std::string> references = Texts(add + " ('f')");
  for (const char* kind : {" ('f')", " ('p', 'u')"}) {
    for (const std::string& statement : Texts(drop + kind)) Execute(statement);
  }
  const std::vector<std::string> others = Texts("SELECT pg_get_indexdef(indexrelid)" + indexes);
  for (const std::string& statement :
       Texts("SELECT 'DROP INDEX ' || indexrelid::regclass" + indexes)) {
    Execute(statement);
  }
  for (Month month = first; month <= kLast; month = month.Next()) AttendMonth(month);
  Execute("SET maintenance_work_mem = '1GB'");
  for (const auto& statements : {keys, others, references}) {
    for (const std::string& statement : statements) Execute(statement);
  }
  Execute("ANALYZE");
}

void RetroHistory::AttendMonth(const Month& month) {
  const Period days = month.period();
  Execute(
      "INSERT INTO delivery.attendance (provider_id, attendance_id, placement_id, person_id,"
      " place_id, service_date, mark, absence_reason, quantity, correction_reason, record_time)"
      " SELECT p.provider_id, 'att_' || to_char(d.day, 'YYYYMMDD') || right(p.placement_id, 18),"
      " p.placement_id, p.person_id, p.place_id, d.day, 'PRESENT', '', 1, '', '" +
      (days.end + -1).ToString() +
      " 12:00:00+05' FROM placements.placement p,"
      " LATERAL (SELECT x::date AS day FROM generate_series('" +
      days.start.ToString() + "'::timestamp, '" + (days.end + -1).ToString() +
      "'::timestamp, interval '1 day') x"
      " WHERE extract(isodow FROM x) < 6) d");
}

void RetroHistory::Compute(const std::string& month) {
  billing::v1::CreateCapitationRunRequest run;
  run.set_request_id("run-" + month);
  run.set_month(month);
  billing::v1::WatchCapitationRunRequest watch;
  watch.set_run_id(
      Required(house_.Call(&Stub::CreateCapitationRun, Role::kFinance, run)).run().run_id());
  auto context = house_.Context(Role::kFinance);
  Stub stub(house_.Channel());
  const auto reader = stub.WatchCapitationRun(&context, watch);
  billing::v1::WatchCapitationRunResponse state;
  while (reader->Read(&state)) {
  }
  reader->Finish();
  if (state.run().state() != billing::v1::CAPITATION_RUN_STATE_COMPLETED) {
    throw std::runtime_error("the run of " + month + " failed: " + state.run().failure());
  }
}

void RetroHistory::Claim(const std::string& month) {
  for (int n = 1; n <= (placements_ - 1) / kPersonsOfPlace + 1; ++n) {
    const std::string number = std::to_string(n);
    const std::string digits = std::string(26 - number.size(), '0') + number;
    billing::v1::CreateClaimRequest claim;
    claim.set_request_id("claim-" + month + "-" + number);
    claim.set_provider_id("prv_" + digits);
    claim.set_contract_id("ctr_" + digits);
    claim.set_month(month);
    billing::v1::AdjudicateClaimRequest decide;
    decide.set_request_id("decide-" + month + "-" + number);
    decide.set_claim_id(
        Required(house_.Call(&Stub::CreateClaim, Role::kFinance, claim)).claim().claim_id());
    Required(house_.Call(&Stub::AdjudicateClaim, Role::kFinance, decide));
  }
}

void RetroHistory::RecordLateFacts() {
  const std::string spread = "'2026-07-01'::date + (n * 7 % 180)";
  const std::string provider = Id("prv", "(n - 1) / " + std::to_string(kPersonsOfPlace) + " + 1");
  const std::string last = std::to_string(placements_);
  Execute(
      "INSERT INTO placements.placement_version (provider_id, placement_id, version, end_date,"
      " state, record_time) SELECT " +
      provider + ", " + Id("plc", "n") + ", 2, " + spread + ", 'ENDED', " + kLate +
      " FROM generate_series(1, " + last + ", 20) n");
  Execute(
      "INSERT INTO eligibility.decision (decision_id, number, person_id, service, ground,"
      " category, start_date, end_date, create_time) SELECT " +
      Id("dec", "n") + ", 'D-' || n, " + Id("psn", "n") + ", 'day-care', 6, 'severe', " + spread +
      ", '9999-12-31', " + kLate + " FROM generate_series(2, " + last + ", 100) n");
  const std::string document = Document("6000.00");
  Execute(
      "INSERT INTO contracts.order_amendment (order_id, version, effective_date, source_act,"
      " end_date, services, document, document_sha256, record_time) VALUES (" +
      Id("ord", "1") + ", 2, '2026-07-01', 'decree 9', '2027-01-01', '{day-care}', " +
      Quoted(document) + ", '" + Sha256Hex(document) + "', " + kLate + ")");
}

billing::v1::CheckLateFactsResponse RetroHistory::Find() {
  return Required(house_.Call(&RetroStub::CheckLateFacts, Role::kAuditor,
                              billing::v1::CheckLateFactsRequest()));
}

int RetroHistory::Post() {
  billing::v1::PostAdjustmentsRequest request;
  request.set_request_id("bench-post");
  request.set_choice(billing::v1::SETTLEMENT_CHOICE_NET_IN_MONTH);
  return Required(house_.Call(&RetroStub::PostAdjustments, Role::kFinance, request))
      .adjustments_size();
}

void RetroHistory::Verify() {
  sql::Database database({house_.database_url(), "tirek_billing", 1});
  sql::UnitOfWork work(database, sql::Scope::Everything(), sql::Isolation::kSnapshot);
  const std::vector<std::string> differences = billing::VerifyAdjustments(work);
  if (!differences.empty()) throw std::runtime_error(differences.front());
}

}  // namespace tirek::bench
