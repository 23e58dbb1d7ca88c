#include <chrono>
#include <future>

#include <doctest/doctest.h>

#include "tests/services/billing/seeded_month.h"

namespace tirek::billing {
namespace {

using access::Role;

const std::string kLeft = IdOf("run", 7);

// A run as a killed process leaves it: it knows as much as `known`, and has written what `known`
// wrote of `providers`.
void Leave(SeededMonth& month, const std::string& known, const std::string& providers) {
  month.house.sql() << "BEGIN";
  month.Tamper(
      "INSERT INTO billing.capitation_run (run_id, month, known_at, state, providers_total,"
      " providers_done, lines, payable_minor, denied_minor, currency_code, create_time)"
      " SELECT '" +
      kLeft +
      "', r.month, r.known_at, 'RUNNING', r.providers_total, count(p.provider_id),"
      " coalesce(sum(p.lines), 0), coalesce(sum(p.payable_minor), 0),"
      " coalesce(sum(p.denied_minor), 0), r.currency_code, r.create_time + interval '1 minute'"
      " FROM billing.capitation_run r LEFT JOIN billing.capitation_partition p ON p.run_id ="
      " r.run_id AND p.provider_id = ANY('" +
      providers + "'::text[]) WHERE r.run_id = '" + known + "' GROUP BY r.run_id");
  month.Tamper("INSERT INTO billing.capitation_partition SELECT provider_id, '" + kLeft +
               "', lines, payable_minor, denied_minor, currency_code, create_time"
               " FROM billing.capitation_partition WHERE run_id = '" +
               known + "' AND provider_id = ANY('" + providers + "'::text[])");
  month.Tamper("INSERT INTO billing.capitation_line SELECT provider_id, '" + kLeft +
               "', placement_id, start_date, end_date, 'lin_7' || substr(line_id, 6),"
               " contract_id, person_id, dates, tariff_code, unit, coefficient_codes, category,"
               " ground, absence, paid_share, status, reason, overlap_placement_id, quantity,"
               " amount_minor, denied_minor, currency_code, trace FROM billing.capitation_line"
               " WHERE run_id = '" +
               known + "' AND provider_id = ANY('" + providers + "'::text[])");
  month.house.sql() << "COMMIT";
}

TEST_CASE("A run that a killed process left goes on where it stood") {
  const std::string first = IdOf("prv", 1);
  const std::string both = first + "," + IdOf("prv", 2);
  for (const std::string& written : {std::string(), first, both}) {
    CAPTURE(written);
    SeededMonth october;
    october.AddOctober();
    const v1::CapitationRun whole = october.Run("2026-10");
    october.house.Stop();
    Leave(october, whole.run_id(), "{" + written + "}");
    const std::string left = "SELECT count(*) FROM billing.capitation_line WHERE run_id = '" +
                             kLeft + "' AND line_id LIKE 'lin_7%'";
    const long long before = october.Count(left);
    october.house.Restart();
    const v1::CapitationRun resumed = october.Ended(kLeft);
    CHECK(resumed.state() == v1::CAPITATION_RUN_STATE_COMPLETED);
    CHECK(resumed.result_hash() == whole.result_hash());
    CHECK(resumed.providers_done() == 2);
    CHECK(resumed.lines() == whole.lines());
    CHECK(resumed.payable().minor_units() == whole.payable().minor_units());
    CHECK(october.LinesOf(kLeft).size() == 5);
    CHECK(october.Count(left) == before);
    CHECK(october.Verify().empty());
  }
}

TEST_CASE("A month is computed by one run at a time, and a run by one program") {
  SeededMonth october;
  october.AddOctober();
  const v1::CapitationRun whole = october.Run("2026-10");
  // As another program that computes the run would.
  october.house.sql() << "SELECT pg_advisory_lock(hashtextextended('billing.capitation_run " +
                             kLeft + "', 0))";
  Leave(october, whole.run_id(), "{}");

  v1::CreateCapitationRunRequest request;
  request.set_request_id("second");
  request.set_month("2026-10");
  const auto second = october.house.Call(&Stub::CreateCapitationRun, Role::kFinance, request);
  REQUIRE(!second);
  CHECK(second.error().kind == ErrorKind::kPrecondition);
  CHECK(second.error().reason == "RUN_IN_PROGRESS");
  CHECK(october.Run("2026-09").state() == v1::CAPITATION_RUN_STATE_COMPLETED);

  // The run of September came after it and has ended, so the worker has passed this one by.
  v1::GetCapitationRunRequest get;
  get.set_run_id(kLeft);
  const auto waiting = october.house.Call(&Stub::GetCapitationRun, Role::kFinance, get);
  REQUIRE(waiting);
  CHECK(waiting->run().state() == v1::CAPITATION_RUN_STATE_RUNNING);
  CHECK(waiting->run().providers_done() == 0);
  // The newest completed run is what lists show meanwhile.
  v1::ListCapitationLinesRequest lines;
  lines.set_month("2026-10");
  CHECK(october.Lines(lines).front().run_id() == whole.run_id());

  october.house.sql() << "SELECT pg_advisory_unlock(hashtextextended('billing.capitation_run " +
                             kLeft + "', 0))";
  CHECK(october.Ended(kLeft).result_hash() == whole.result_hash());
  CHECK(october.Verify().empty());
}

TEST_CASE("Two programs with billing in them write no line twice") {
  SeededMonth october;
  october.AddOctober();
  test::TestHouse other({{"access", "billing"}, &october.clock, {}}, october.house);
  const v1::CapitationRun run = october.Run("2026-10");
  CHECK(run.state() == v1::CAPITATION_RUN_STATE_COMPLETED);
  CHECK(run.providers_done() == 2);
  CHECK(october.Count("SELECT count(*) FROM billing.capitation_line") == 5);
  CHECK(october.Verify().empty());
}

TEST_CASE("A run waits for facts that were recorded before it and are committed after it") {
  SeededMonth october;
  october.AddOctober();
  // The transaction of a slow import: begun before the run was made.
  october.house.sql() << "BEGIN";
  october.Attend(3, 2, "2026-10-21", "2026-10-21");
  const v1::CapitationRun started = october.Start("2026-10");
  v1::WatchCapitationRunRequest watch;
  watch.set_run_id(started.run_id());
  auto context = october.house.Context(Role::kFinance);
  Stub stub(october.house.Channel());
  const auto reader = stub.WatchCapitationRun(&context, watch);
  v1::WatchCapitationRunResponse response;
  REQUIRE(reader->Read(&response));
  CHECK(response.run().state() == v1::CAPITATION_RUN_STATE_RUNNING);
  october.house.sql() << "COMMIT";
  while (reader->Read(&response)) {
  }
  REQUIRE(reader->Finish().ok());
  CHECK(response.run().payable().minor_units() == 2 * (5'433'750 + 271'688) + 11'410'875);
  CHECK(october.Verify().empty());
}

TEST_CASE("A replay waits for them too: one instant asked for twice gives the same twice") {
  SeededMonth october;
  october.AddOctober();
  october.house.sql() << "BEGIN";
  october.Attend(3, 2, "2026-10-21", "2026-10-21");
  v1::ReplayCapitationRequest request;
  request.set_month("2026-10");
  const auto replay = [&] {
    return october.house.Call(&Stub::ReplayCapitation, Role::kFinance, request);
  };
  auto first = std::async(std::launch::async, replay);
  CHECK(first.wait_for(std::chrono::milliseconds(300)) == std::future_status::timeout);
  october.house.sql() << "COMMIT";
  const auto replayed = first.get();
  REQUIRE(replayed);
  CHECK(replayed->payable().minor_units() == 2 * (5'433'750 + 271'688) + 11'410'875);
  CHECK(replay()->result_hash() == replayed->result_hash());
}

}  // namespace
}  // namespace tirek::billing
