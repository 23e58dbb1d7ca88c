#include "services/settlement/chain_verify.h"

#include <limits>
#include <map>
#include <utility>

#include "services/settlement/chain_gateway.h"

namespace tirek::settlement {
namespace {

class Chains {
 public:
  explicit Chains(std::map<std::string, StoredHead> heads) : heads_(std::move(heads)) {}

  void Add(const ChainPortion& portion);
  std::vector<std::string> Finish();
  const ChainPlace& last() const { return place_; }

 private:
  void Check(const ledger::ChainedEntry& entry, std::string_view hash);
  void EndLedger();
  void Say(const std::string& what) {
    differences_.push_back("settlement: ledger " + place_.ledger_id + ": " + what);
  }

  std::map<std::string, StoredHead> heads_;
  ChainPlace place_;
  std::string hash_;
  std::vector<std::string> differences_;
};

void Chains::Add(const ChainPortion& portion) {
  portion.ForEach(
      [this](const ledger::ChainedEntry& entry, std::string_view hash) { Check(entry, hash); });
}

void Chains::Check(const ledger::ChainedEntry& entry, std::string_view hash) {
  if (entry.ledger_id != place_.ledger_id) {
    EndLedger();
    place_ = {std::string(entry.ledger_id), 0};
    hash_.clear();
  }
  const bool follows = entry.sequence == place_.sequence + 1;
  for (auto missing = place_.sequence + 1; missing < entry.sequence; ++missing) {
    Say("the entry with number " + std::to_string(missing) + " is missing");
    if (missing - place_.sequence == 100) break;  // a number made up is not a million entries
  }
  // What stands behind a gap cannot be recomputed: the hash before it is lost.
  if (follows && ledger::ChainHash(hash_, entry) != hash) {
    Say("entry " + std::string(entry.entry_id) + " with number " + std::to_string(entry.sequence) +
        " does not match its hash: it, or a posting of it, was changed");
  }
  place_.sequence = entry.sequence;
  hash_ = hash;
}

void Chains::EndLedger() {
  if (place_.ledger_id.empty()) return;
  const StoredHead head = std::exchange(heads_[place_.ledger_id], StoredHead{});
  if (head.sequence == place_.sequence && head.hash == hash_) return;
  Say("the head says number " + std::to_string(head.sequence) + " and " +
      (head.hash == hash_ ? "the same" : "another") + " hash, the last entry is number " +
      std::to_string(place_.sequence));
}

std::vector<std::string> Chains::Finish() {
  EndLedger();
  for (const auto& [ledger_id, head] : heads_) {
    if (head.sequence == 0) continue;
    place_ = {ledger_id, 0};
    Say("the head says number " + std::to_string(head.sequence) + ", there are no entries");
  }
  return std::move(differences_);
}

}  // namespace

std::vector<std::string> VerifyChains(sql::UnitOfWork& work, int entries_at_once) {
  constexpr long long kNoEnd = std::numeric_limits<long long>::max();
  ChainGateway gateway(work, entries_at_once);
  Chains chains(gateway.Heads());
  ChainPortion portion = gateway.LedgersAfter("");
  while (!portion.entries.empty()) {
    chains.Add(portion);
    portion = gateway.After(chains.last(), kNoEnd);
    if (portion.entries.empty()) portion = gateway.LedgersAfter(chains.last().ledger_id);
  }
  return chains.Finish();
}

std::optional<std::string> RecomputedHash(sql::UnitOfWork& work, const std::string& ledger_id,
                                          long long sequence) {
  ChainGateway gateway(work, kEntriesAtOnce);
  ChainPlace place{ledger_id, 0};
  std::string hash;
  while (place.sequence < sequence) {
    bool whole = true;
    const ChainPortion portion = gateway.After(place, sequence);
    portion.ForEach([&](const ledger::ChainedEntry& entry, std::string_view) {
      whole = whole && entry.sequence == place.sequence + 1;
      hash = ledger::ChainHash(hash, entry);
      place.sequence = entry.sequence;
    });
    if (!whole || portion.entries.empty()) return {};
  }
  return hash;
}

}  // namespace tirek::settlement
