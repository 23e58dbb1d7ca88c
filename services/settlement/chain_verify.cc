#include "services/settlement/chain_verify.h"

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

#include "services/settlement/chain_gateway.h"

namespace tirek::settlement {
namespace {

class Chains {
 public:
  explicit Chains(StoredHeads heads) : heads_(std::move(heads)) {}

  void Add(const ChainPortion& portion);
  std::vector<std::string> Finish();
  const ChainPlace& last() const { return place_; }

 private:
  void Check(std::int32_t ledger, const ledger::ChainedEntry& entry, std::string_view hash);
  void EndLedger();
  void Say(const std::string& what);

  StoredHeads heads_;
  std::set<std::int32_t> seen_;  // ledgers with entries
  ChainPlace place_;
  std::string hash_;
  std::vector<std::string> differences_;
};

void Chains::Say(const std::string& what) {
  const auto head = heads_.find(place_.ledger_number);
  const std::string ledger = head == heads_.end()
                                 ? "of number " + std::to_string(place_.ledger_number)
                                 : head->second.ledger_id;
  differences_.push_back("settlement: ledger " + ledger + ": " + what);
}

void Chains::Add(const ChainPortion& portion) {
  portion.ForEach(heads_, [this](std::int32_t ledger, const ledger::ChainedEntry& entry,
                                 std::string_view hash) { Check(ledger, entry, hash); });
}

void Chains::Check(std::int32_t ledger, const ledger::ChainedEntry& entry, std::string_view hash) {
  if (ledger != place_.ledger_number) {
    EndLedger();
    place_ = {ledger, 0};
    hash_.clear();
    seen_.insert(ledger);
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
  if (place_.ledger_number == 0) return;
  const auto head = heads_.find(place_.ledger_number);
  if (head == heads_.end()) {
    Say("there is no such ledger, and it has entries");
    return;
  }
  if (head->second.sequence == place_.sequence && head->second.hash == hash_) return;
  Say("the head says number " + std::to_string(head->second.sequence) + " and " +
      (head->second.hash == hash_ ? "the same" : "another") + " hash, the last entry is number " +
      std::to_string(place_.sequence));
}

std::vector<std::string> Chains::Finish() {
  EndLedger();
  for (const auto& [number, head] : heads_) {
    if (head.sequence == 0 || seen_.contains(number)) continue;
    place_ = {number, 0};
    Say("the head says number " + std::to_string(head.sequence) + ", there are no entries");
  }
  return std::move(differences_);
}

constexpr std::int64_t kNoEnd = std::numeric_limits<std::int64_t>::max();

}  // namespace

std::vector<std::string> VerifyChains(sql::UnitOfWork& work, int entries_at_once) {
  ChainGateway gateway(work, entries_at_once);
  Chains chains(gateway.Heads());
  ChainPortion portion = gateway.LedgersAfter(0);
  while (!portion.rows.empty()) {
    chains.Add(portion);
    // What is left of the ledger that the portion ends in, then the ledgers after it.
    portion = gateway.After(chains.last(), kNoEnd);
    if (portion.rows.empty()) portion = gateway.LedgersAfter(chains.last().ledger_number);
  }
  return chains.Finish();
}

std::optional<std::string> RecomputedHash(sql::UnitOfWork& work, const std::string& ledger_id,
                                          long long sequence) {
  ChainGateway gateway(work, kEntriesAtOnce);
  const StoredHeads heads = gateway.Heads();
  const auto ledger = std::find_if(heads.begin(), heads.end(), [&](const auto& head) {
    return head.second.ledger_id == ledger_id;
  });
  if (ledger == heads.end()) return {};
  ChainPlace place{ledger->first, 0};
  std::string hash;
  while (place.sequence < sequence) {
    bool whole = true;
    const ChainPortion portion = gateway.After(place, sequence);
    portion.ForEach(heads, [&](std::int32_t, const ledger::ChainedEntry& entry, std::string_view) {
      whole = whole && entry.sequence == place.sequence + 1;
      hash = ledger::ChainHash(hash, entry);
      place.sequence = entry.sequence;
    });
    if (!whole || portion.rows.empty()) return {};
  }
  return hash;
}

}  // namespace tirek::settlement
