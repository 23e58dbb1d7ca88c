// Random commands on the ledger behind its doors and on a plain map agree: each verdict, number,
// balance, turnover of a month, reservation, now and as of any day, as known at any time.
//
// The seeds are fixed, but for one that is new each time; a failure prints it.
// TIREK_MODEL_SEED=… TIREK_MODEL_STEPS=… repeats or deepens one.
#include <cstdlib>

#include <doctest/doctest.h>

#include "core/base/random.h"
#include "tests/services/settlement/model/model_trial.h"

namespace tirek::settlement::model {
namespace {

constexpr int kSteps = 70;

std::uint64_t NewSeed() {
  std::uint8_t bytes[3];
  SystemRandom().Fill(bytes);
  return bytes[0] | bytes[1] << 8U | bytes[2] << 16U;
}

TEST_CASE("the ledger does what a ledger on paper does, whatever it is asked") {
  const char* steps = std::getenv("TIREK_MODEL_STEPS");
  std::vector<std::uint64_t> seeds = {1, 2, 11, NewSeed()};
  const char* wanted = std::getenv("TIREK_MODEL_SEED");
  if (wanted != nullptr) seeds = {std::strtoull(wanted, nullptr, 10)};
  std::set<std::string> verdicts;
  for (const std::uint64_t seed : seeds) {
    CAPTURE(seed);
    ModelTrial trial(seed, steps == nullptr ? kSteps : std::atoi(steps));
    trial.Run();
    verdicts.insert(trial.verdicts().begin(), trial.verdicts().end());
  }
  if (wanted != nullptr) return;
  // What is never asked is never compared.
  for (int verdict = v1::LEDGER_VERDICT_DONE; verdict <= v1::LEDGER_VERDICT_SET_REFUSED;
       ++verdict) {
    const std::string name = v1::LedgerVerdict_Name(static_cast<v1::LedgerVerdict>(verdict));
    CAPTURE(name);
    CHECK(verdicts.contains(name.substr(15)));
  }
}

}  // namespace
}  // namespace tirek::settlement::model
