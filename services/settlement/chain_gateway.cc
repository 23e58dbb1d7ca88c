#include "services/settlement/chain_gateway.h"

#include <optional>
#include <utility>

#include "core/sql/binary_copy.h"
#include "core/sql/binary_row.h"
#include "core/sql/columns.h"
#include "core/sql/hex.h"
#include "core/sql/one_trip.h"

namespace tirek::settlement {
namespace {

std::vector<std::string> CopyRows(sql::UnitOfWork& work, const std::string& query) {
  std::vector<std::string> rows;
  sql::BinaryCopyOut copy(work, query);
  while (const auto row = copy.Next()) rows.emplace_back(*row);
  return rows;
}

ChainPlace PlaceOf(const std::string& row) {
  const auto reader = sql::BinaryRowReader::Of(row);
  return {std::string(reader.Text(0)), reader.Int64(1)};
}

// SQL: places within a ledger, or of the ledgers after it. Plain comparisons alone: row-level
// security keeps a comparison of pairs out of the index.
std::string InLedger(sql::UnitOfWork& work, const std::string& ledger_id, long long after) {
  return "ledger_id = " + work.Quoted(ledger_id) + " AND sequence > " + std::to_string(after);
}
std::string UpTo(long long sequence) { return " AND sequence <= " + std::to_string(sequence); }
std::string InLaterLedgers(sql::UnitOfWork& work, const std::string& ledger_id) {
  return "ledger_id > " + work.Quoted(ledger_id);
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

// Postings by the entry that they are of. Those that are of none are no part of a chain.
class PostingsOfEntries {
 public:
  explicit PostingsOfEntries(const std::vector<std::string>& rows) : rows_(rows) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const auto reader = sql::BinaryRowReader::Of(rows[row]);
      first_.try_emplace({reader.Text(0), reader.Int64(1)}, row);
    }
  }

  void AddTo(ledger::ChainedEntry& entry) const {
    const auto first = first_.find({entry.ledger_id, entry.sequence});
    if (first == first_.end()) return;
    for (std::size_t row = first->second; row < rows_.size(); ++row) {
      const auto reader = sql::BinaryRowReader::Of(rows_[row]);
      if (reader.Text(0) != entry.ledger_id || reader.Int64(1) != entry.sequence) return;
      AddPosting(reader, entry);
    }
  }

 private:
  const std::vector<std::string>& rows_;
  std::map<std::pair<std::string_view, std::int64_t>, std::size_t> first_;
};

// For the rest of the transaction, or until it is told otherwise.
void ReadAlongIndexes(sql::UnitOfWork& work, bool alone) {
  const std::string other = alone ? "'off'" : "'on'";
  sql::OneTrip(work,
               "SELECT set_config('enable_sort', " + other +
                   ", true), set_config('enable_bitmapscan', " + other +
                   ", true), set_config('enable_seqscan', " + other + ", true)",
               {});
}

}  // namespace

void ChainPortion::ForEach(
    const std::function<void(const ledger::ChainedEntry&, std::string_view)>& each) const {
  const PostingsOfEntries of_entries(postings);
  for (const std::string& row : entries) {
    const auto reader = sql::BinaryRowReader::Of(row);
    ledger::ChainedEntry entry = EntryOf(reader);
    of_entries.AddTo(entry);
    each(entry, reader.Text(9));
  }
}

ChainGateway::ChainGateway(sql::UnitOfWork& work, int entries_at_once)
    : work_(work), entries_at_once_(std::to_string(entries_at_once)) {
  ReadAlongIndexes(work_, true);
}

ChainGateway::~ChainGateway() {
  try {
    ReadAlongIndexes(work_, false);
  } catch (const soci::soci_error&) {
    // The transaction is lost, and the setting with it.
  }
}

std::map<std::string, StoredHead> ChainGateway::Heads() {
  std::map<std::string, StoredHead> heads;
  const auto rows = sql::OneTrip(
      work_, "SELECT ledger_id, sequence, encode(hash, 'hex') FROM settlement.ledger_head", {});
  for (std::size_t row = 0; row < rows.size(); ++row) {
    heads[std::string(rows.Text(row, 0))] = {rows.Int64(row, 1), sql::FromHex(rows.Text(row, 2))};
  }
  return heads;
}

ChainPortion ChainGateway::After(const ChainPlace& place, long long last) {
  const std::string where = InLedger(work_, place.ledger_id, place.sequence);
  ChainPortion portion{Entries(where + UpTo(last)), {}};
  if (portion.entries.empty()) return portion;
  portion.postings = Postings(where + UpTo(PlaceOf(portion.entries.back()).sequence));
  return portion;
}

ChainPortion ChainGateway::LedgersAfter(const std::string& ledger_id) {
  ChainPortion portion{Entries(InLaterLedgers(work_, ledger_id)), {}};
  std::vector<std::string>& entries = portion.entries;
  if (entries.empty()) return portion;
  const ChainPlace cut = PlaceOf(entries.back());
  const bool several = PlaceOf(entries.front()).ledger_id != cut.ledger_id;
  if (several && std::to_string(entries.size()) == entries_at_once_) {
    while (PlaceOf(entries.back()).ledger_id == cut.ledger_id) entries.pop_back();
  }
  const ChainPlace last = PlaceOf(entries.back());
  portion.postings = Postings(InLaterLedgers(work_, ledger_id) +
                              " AND ledger_id <= " + work_.Quoted(last.ledger_id) +
                              (several ? std::string() : UpTo(last.sequence)));
  return portion;
}

std::vector<std::string> ChainGateway::Entries(const std::string& where) {
  return CopyRows(work_,
                  "SELECT ledger_id, sequence, entry_id, source_type, source_id,"
                  " effective_date - date '1970-01-01', " +
                      sql::MicrosOf("record_time") +
                      ", description, reverses_id, hash, adjustment_reason FROM settlement.entry"
                      " WHERE " +
                      where + " ORDER BY ledger_id, sequence LIMIT " + entries_at_once_);
}

std::vector<std::string> ChainGateway::Postings(const std::string& where) {
  return CopyRows(work_,
                  "SELECT ledger_id, sequence, account, amount_minor, account_sequence,"
                  " balance_minor, day_minor, contract_id, funding_source, budget_code,"
                  " currency_code::text FROM settlement.posting WHERE " +
                      where + " ORDER BY ledger_id, sequence, line");
}

}  // namespace tirek::settlement
