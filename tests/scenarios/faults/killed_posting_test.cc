// kill -9 again and again under clients that post: of the server, of PostgreSQL, of one of its
// sessions. What was acknowledged stands, once and whole; what was not stands whole or not at all.
//
// A failure prints its seed; TIREK_FAULT_SEED=… TIREK_FAULT_ROUNDS=… repeats or deepens it. A kill
// falls where the machine lets it fall, so a seed brings back the schedule, not the moment.
#include <csignal>
#include <cstdlib>
#include <random>
#include <thread>

#include <doctest/doctest.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include "core/base/random.h"
#include "tests/scenarios/faults/fault_house.h"
#include "tests/scenarios/faults/posting_load.h"

namespace tirek::test {
namespace {

constexpr int kClients = 4;
constexpr int kRounds = 3;

std::uint64_t Seed() {
  const char* wanted = std::getenv("TIREK_FAULT_SEED");
  if (wanted != nullptr) return std::strtoull(wanted, nullptr, 10);
  std::uint8_t bytes[2];
  SystemRandom().Fill(bytes);
  return bytes[0] | bytes[1] << 8U;
}

int Rounds() {
  const char* wanted = std::getenv("TIREK_FAULT_ROUNDS");
  return wanted == nullptr ? kRounds : std::atoi(wanted);
}

// One that posts, when there is one.
void KillSession(const FaultHouse& house) {
  soci::session sql(soci::postgresql, house.database_url());
  int session = 0;
  sql << "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'"
         " AND pid <> pg_backend_pid() ORDER BY state = 'active' DESC, pid LIMIT 1",
      soci::into(session);
  if (sql.got_data()) kill(session, SIGKILL);
}

void KillSomething(FaultHouse& house, std::uint64_t what) {
  if (what == 0) return KillSession(house);
  if (what == 1) {
    REQUIRE(kill(house.postmaster(), SIGKILL) == 0);
    CHECK(house.AwaitEnd() == "exit code 6");
  } else {
    house.Signal(SIGKILL);
    CHECK(house.AwaitEnd() == "signal 9");
  }
  house.Start();
}

TEST_CASE("Whatever is killed under load, acknowledged batches stand once and none in part") {
  const std::uint64_t seed = Seed();
  CAPTURE(seed);
  std::mt19937_64 random(seed);
  FaultHouse house;
  house.Start();
  PostingLoad load(house.address(), house.desk().TokenOf("finance"), kClients);
  const int rounds = Rounds();
  for (int round = 0; round < rounds; ++round) {
    CAPTURE(round);
    load.AwaitMore(1 + static_cast<int>(random() % 4));
    // Not when an answer came, but at any time.
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 30'000));
    KillSomething(house, static_cast<std::uint64_t>(round) % 3);
  }
  load.AwaitMore(2);
  load.Stop();
  for (const std::string& refusal : load.refusals()) {
    CAPTURE(refusal);
    // UNAVAILABLE, or what gRPC makes of a server that went: nothing that sounds final.
    CHECK((refusal.rfind("14 ", 0) == 0 || refusal == "1 SERVICE_UNREACHABLE"));
  }
  soci::session sql(soci::postgresql, house.database_url());
  for (const std::string& difference : load.Differences(sql)) CHECK(difference == "");
  CHECK(house.Verify() == "0 differences\n");
}

}  // namespace
}  // namespace tirek::test
