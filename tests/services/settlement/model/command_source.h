// Random batches for a ledger: few accounts, days that go back, ids used again with the same and
// with other content, reservations that run out, sets that hang together over several ledgers.
#pragma once

#include <cstdint>
#include <random>

#include "tests/services/settlement/model/plain_ledger.h"

namespace tirek::settlement::model {

class CommandSource {
 public:
  CommandSource(std::uint64_t seed, std::vector<std::string> ledgers)
      : engine_(seed), ledgers_(std::move(ledgers)) {}

  // `model` tells which entries could be taken back.
  std::vector<Asked> Batch(const PlainLedger& model, long long now);
  // One to three entries of documents, each with an id of its own but for a few.
  std::vector<Asked> Documents();

  std::uint64_t Below(std::uint64_t bound) { return engine_() % bound; }
  bool OneIn(std::uint64_t chances) { return Below(chances) == 0; }
  template <typename T>
  const T& Any(const std::vector<T>& from) {
    return from[Below(from.size())];
  }
  std::string AnyDay();
  const std::string& AnyLedger();

 private:
  Asked Fresh(const PlainLedger& model, long long now);
  Asked Again(Asked asked);
  std::vector<Leg> AnyLegs();
  std::vector<Leg> AnyTwoLegs();
  long long AnyAmount() { return static_cast<long long>(1 + Below(60)); }
  std::string AnyReservation(const std::string& ledger);

  std::mt19937_64 engine_;
  std::vector<std::string> ledgers_;
  std::vector<Asked> asked_;
  int ids_ = 0;
  int huge_ = 0;
};

}  // namespace tirek::settlement::model
