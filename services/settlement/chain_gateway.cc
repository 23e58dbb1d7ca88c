#include "services/settlement/chain_gateway.h"

#include <optional>
#include <utility>

#include "billing/ledger/entry_id.h"
#include "core/sql/binary_copy.h"
#include "core/sql/binary_row.h"
#include "core/sql/columns.h"
#include "core/sql/hex.h"
#include "core/sql/one_trip.h"

namespace tirek::settlement {
namespace {

// Columns as Read takes them.
enum Column : std::size_t {
  kLedger,
  kSequence,
  kEntryId,
  kSourceType,
  kSourceId,
  kDay,
  kMicros,
  kDescription,
  kReverses,
  kReversesId,
  kAdjustmentReason,
  kCurrency,
  kHash,
  kAccount,
  kAmount,
  kBalance,
  kContract,
  kFunding,
  kBudget,
  kAccountSequence,
  kDayMinor
};

std::optional<std::string_view> Optional(const sql::BinaryRowReader& reader, std::size_t column) {
  if (reader.IsNull(column)) return {};
  return reader.Text(column);
}

// The id that is kept in `column`, or the one that the number makes.
std::string IdOf(const sql::BinaryRowReader& row, Column column, std::int64_t sequence) {
  if (!row.IsNull(column)) return std::string(row.Text(column));
  return ledger::EntryIdOf(row.Int32(kLedger), sequence);
}

// A posting's value in an array that is there only where a posting has one.
class Dimension {
 public:
  Dimension(const sql::BinaryRowReader& row, Column column) {
    if (!row.IsNull(column)) values_ = row.Array(column);
  }
  std::optional<std::string_view> Of(std::size_t posting) const {
    return posting < values_.columns() ? Optional(values_, posting) : std::nullopt;
  }

 private:
  sql::BinaryRowReader values_;
};

void AddPostings(const sql::BinaryRowReader& row, ledger::ChainedEntry& entry) {
  const sql::BinaryRowReader accounts = row.Array(kAccount), amounts = row.Array(kAmount),
                             balances = row.Array(kBalance);
  const Dimension contracts(row, kContract), sources(row, kFunding), budgets(row, kBudget);
  const bool counted = !row.IsNull(kAccountSequence);
  const auto numbers = counted ? row.Array(kAccountSequence) : sql::BinaryRowReader();
  const auto days = counted ? row.Array(kDayMinor) : sql::BinaryRowReader();
  for (std::size_t i = 0; i < accounts.columns(); ++i) {
    entry.postings.push_back({accounts.Text(i), amounts.Int64(i), balances.Int64(i),
                              contracts.Of(i), sources.Of(i), budgets.Of(i)});
    if (counted) entry.postings.back().counted = {numbers.Int64(i), days.Int64(i)};
  }
}

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

void ChainPortion::ForEach(const StoredHeads& heads,
                           const std::function<void(std::int32_t, const ledger::ChainedEntry&,
                                                    std::string_view)>& each) const {
  for (const std::string& bytes : rows) {
    const auto row = sql::BinaryRowReader::Of(bytes);
    const std::int32_t number = row.Int32(kLedger);
    const std::string entry_id = IdOf(row, kEntryId, row.Int64(kSequence));
    std::optional<std::string> reverses_id;
    if (!row.IsNull(kReverses)) reverses_id = IdOf(row, kReversesId, row.Int64(kReverses));
    const auto head = heads.find(number);
    ledger::ChainedEntry entry{
        head == heads.end() ? std::string_view() : std::string_view(head->second.ledger_id),
        row.Int64(kSequence),
        entry_id,
        row.Text(kSourceType),
        row.Text(kSourceId),
        row.Int32(kDay),
        row.Int64(kMicros),
        row.Text(kDescription),
        reverses_id ? std::optional<std::string_view>(*reverses_id) : std::nullopt,
        row.Text(kCurrency),
        {},
        Optional(row, kAdjustmentReason)};
    AddPostings(row, entry);
    each(number, entry, row.Text(kHash));
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

StoredHeads ChainGateway::Heads() {
  StoredHeads heads;
  const auto rows = sql::OneTrip(
      work_,
      "SELECT ledger_number, ledger_id, sequence, encode(hash, 'hex') FROM settlement.ledger", {});
  for (std::size_t row = 0; row < rows.size(); ++row) {
    heads[static_cast<std::int32_t>(rows.Int64(row, 0))] = {
        std::string(rows.Text(row, 1)), rows.Int64(row, 2), sql::FromHex(rows.Text(row, 3))};
  }
  return heads;
}

ChainPortion ChainGateway::After(const ChainPlace& place, std::int64_t last) {
  return Read("ledger_number = " + std::to_string(place.ledger_number) + " AND sequence > " +
              std::to_string(place.sequence) + " AND sequence <= " + std::to_string(last));
}

ChainPortion ChainGateway::LedgersAfter(std::int32_t ledger_number) {
  return Read("ledger_number > " + std::to_string(ledger_number));
}

ChainPortion ChainGateway::Read(const std::string& where) {
  ChainPortion portion;
  sql::BinaryCopyOut copy(
      work_,
      "SELECT ledger_number, sequence, entry_id, source_type::text, source_id,"
      " effective_date - date '1970-01-01', " +
          sql::MicrosOf("record_time") +
          ", description, reverses_sequence, CASE WHEN reverses_sequence IS NOT NULL THEN (SELECT"
          " o.entry_id FROM settlement.ledger_entry o WHERE o.ledger_number = e.ledger_number"
          " AND o.sequence = e.reverses_sequence) END, adjustment_reason, currency_code::text,"
          " hash, account::text[], amount_minor, balance_minor, contract_id, funding_source,"
          " budget_code, account_sequence, day_minor FROM settlement.ledger_entry e WHERE " +
          where + " ORDER BY ledger_number, sequence LIMIT " + entries_at_once_);
  while (const auto row = copy.Next()) portion.rows.emplace_back(*row);
  return portion;
}

}  // namespace tirek::settlement
