#include "services/settlement/chain_verify.h"

#include <map>
#include <optional>
#include <utility>

#include "billing/ledger/chain.h"
#include "core/sql/binary_copy.h"
#include "core/sql/binary_row.h"
#include "core/sql/columns.h"
#include "core/sql/hex.h"
#include "core/sql/one_trip.h"

namespace tirek::settlement {
namespace {

constexpr std::size_t kEntriesAtOnce = 20'000;

// The rows of one portion: the texts that the entries point into.
struct Portion {
  std::vector<std::string> entries;   // rows as COPY sent them
  std::vector<std::string> postings;  // likewise, of these entries and in their order
};

struct Place {
  std::string ledger_id;
  long long sequence = 0;
};

struct Head {
  long long sequence = 0;
  std::string hash;
};

std::string Quoted(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'') quoted += '\'';
    quoted += c;
  }
  return quoted + "'";
}

std::string PairOf(const Place& place) {
  return "(" + Quoted(place.ledger_id) + ", " + std::to_string(place.sequence) + ")";
}

std::vector<std::string> CopyRows(sql::UnitOfWork& work, const std::string& query) {
  std::vector<std::string> rows;
  sql::BinaryCopyOut copy(work, query);
  while (const auto row = copy.Next()) rows.emplace_back(*row);
  return rows;
}

sql::BinaryRowReader ReaderOf(const std::string& row) {
  sql::BinaryRowReader reader;
  if (!reader.Read(row)) throw soci::soci_error("COPY sent something else than rows");
  return reader;
}

Place PlaceOf(const std::string& row) {
  const auto reader = ReaderOf(row);
  return {std::string(reader.Text(0)), reader.Int64(1)};
}

// The entries after a place, of all ledgers or up to a place of one.
Portion ReadPortion(sql::UnitOfWork& work, const Place& after,
                    const std::optional<Place>& until = {}) {
  const std::string bound =
      until ? " AND (ledger_id, sequence) <= " + PairOf(*until) : std::string();
  Portion portion;
  portion.entries =
      CopyRows(work,
               "SELECT ledger_id, sequence, entry_id, source_type, source_id,"
               " effective_date - date '1970-01-01', " +
                   sql::MicrosOf("record_time") +
                   ", description, reverses_id, hash, adjustment_reason FROM settlement.entry"
                   " WHERE (ledger_id, sequence) > " +
                   PairOf(after) + bound + " ORDER BY ledger_id, sequence LIMIT " +
                   std::to_string(kEntriesAtOnce));
  if (portion.entries.empty()) return portion;
  portion.postings =
      CopyRows(work,
               "SELECT ledger_id, sequence, account, amount_minor, account_sequence, balance_minor,"
               " day_minor, contract_id, funding_source, budget_code, currency_code::text"
               " FROM settlement.posting JOIN settlement.entry USING (ledger_id, sequence) WHERE "
               "(ledger_id, sequence) > " +
                   PairOf(after) + " AND (ledger_id, sequence) <= " +
                   PairOf(PlaceOf(portion.entries.back())) + " ORDER BY ledger_id, sequence, line");
  return portion;
}

std::optional<std::string_view> Optional(const sql::BinaryRowReader& reader, std::size_t column) {
  if (reader.IsNull(column)) return {};
  return reader.Text(column);
}

ledger::ChainedEntry EntryOf(const sql::BinaryRowReader& reader) {
  return {reader.Text(0),
          reader.Int64(1),
          reader.Text(2),
          reader.Text(3),
          reader.Text(4),
          reader.Int32(5),
          reader.Int64(6),
          reader.Text(7),
          Optional(reader, 8),
          "",
          {},
          Optional(reader, 10)};
}

void AddPosting(const sql::BinaryRowReader& reader, ledger::ChainedEntry& entry) {
  if (entry.postings.empty()) entry.currency = reader.Text(10);
  entry.postings.push_back({reader.Text(2), reader.Int64(3), reader.Int64(4), reader.Int64(5),
                            reader.Int64(6), Optional(reader, 7), Optional(reader, 8),
                            Optional(reader, 9)});
}

// Each entry of a portion with its postings, and the hash that is stored with it.
template <typename Each>
void ForEachEntry(const Portion& portion, Each each) {
  std::size_t next = 0;
  for (const std::string& row : portion.entries) {
    const auto reader = ReaderOf(row);
    ledger::ChainedEntry entry = EntryOf(reader);
    for (; next < portion.postings.size(); ++next) {
      const auto posting = ReaderOf(portion.postings[next]);
      if (posting.Text(0) != entry.ledger_id || posting.Int64(1) != entry.sequence) break;
      AddPosting(posting, entry);
    }
    each(entry, reader.Text(9));
  }
}

class Chains {
 public:
  explicit Chains(std::map<std::string, Head> heads) : heads_(std::move(heads)) {}

  void Add(const Portion& portion);
  std::vector<std::string> Finish();
  const Place& last() const { return place_; }

 private:
  void Check(const ledger::ChainedEntry& entry, std::string_view hash);
  void EndLedger();
  void Say(const std::string& what) {
    differences_.push_back("settlement: ledger " + place_.ledger_id + ": " + what);
  }

  std::map<std::string, Head> heads_;
  Place place_;
  std::string hash_;
  std::vector<std::string> differences_;
};

void Chains::Add(const Portion& portion) {
  ForEachEntry(portion, [this](const ledger::ChainedEntry& entry, std::string_view hash) {
    Check(entry, hash);
  });
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
  const Head head = std::exchange(heads_[place_.ledger_id], Head{});
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

std::map<std::string, Head> ReadHeads(sql::UnitOfWork& work) {
  std::map<std::string, Head> heads;
  const auto rows = sql::OneTrip(
      work, "SELECT ledger_id, sequence, encode(hash, 'hex') FROM settlement.ledger_head", {});
  for (std::size_t row = 0; row < rows.size(); ++row) {
    heads[std::string(rows.Text(row, 0))] = {rows.Int64(row, 1), sql::FromHex(rows.Text(row, 2))};
  }
  return heads;
}

}  // namespace

std::vector<std::string> VerifyChains(sql::UnitOfWork& work) {
  Chains chains(ReadHeads(work));
  Place after;
  while (true) {
    const Portion portion = ReadPortion(work, after);
    if (portion.entries.empty()) return chains.Finish();
    chains.Add(portion);
    after = chains.last();
  }
}

std::optional<std::string> RecomputedHash(sql::UnitOfWork& work, const std::string& ledger_id,
                                          long long sequence) {
  Place place{ledger_id, 0};
  std::string hash;
  bool whole = true;
  while (whole && place.sequence < sequence) {
    const Portion portion = ReadPortion(work, place, Place{ledger_id, sequence});
    if (portion.entries.empty()) return {};
    ForEachEntry(portion, [&](const ledger::ChainedEntry& entry, std::string_view) {
      whole = whole && entry.sequence == place.sequence + 1;
      hash = ledger::ChainHash(hash, entry);
      place.sequence = entry.sequence;
    });
  }
  if (!whole) return {};
  return hash;
}

}  // namespace tirek::settlement
