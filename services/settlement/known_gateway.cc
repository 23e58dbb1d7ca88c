#include "services/settlement/known_gateway.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/base/assert.h"
#include "core/sql/array.h"
#include "core/sql/columns.h"
#include "core/sql/one_trip.h"
#include "services/settlement/row_values.h"

namespace tirek::settlement {
namespace {

using ledger::Book;
using ledger::BookEntry;
using ledger::CommandSet;
using ledger::SourceKey;
using Parameters = std::vector<std::optional<std::string>>;

std::optional<SourceKey> SourceOf(const ledger::Command& command) {
  if (const auto* entry = std::get_if<ledger::Entry>(&command)) {
    return SourceKey{entry->ledger_id(), entry->source_type(), entry->source_id()};
  }
  if (const auto* post = std::get_if<ledger::PostReserved>(&command)) {
    return SourceKey{post->ledger_id, post->source_type, post->source_id};
  }
  if (const auto* reverse = std::get_if<ledger::ReverseEntry>(&command)) {
    return SourceKey{reverse->ledger_id, ledger::SourceType::kReversal, reverse->reversal_id};
  }
  return {};
}

// A row a posting, the entry's columns on each. Looked up one by one (OFFSET 0 keeps it so): row-
// level security makes the planner expect so few rows that it would read whole ledgers for each.
constexpr const char* kColumns =
    "SELECT e.ledger_id, e.entry_id, e.sequence, e.source_type, e.source_id,"
    " e.effective_date::text, e.description, e.reverses_id, p.currency_code, p.account,"
    " p.amount_minor, p.contract_id, p.funding_source, p.budget_code, e.adjustment_reason"
    " FROM asked x CROSS JOIN LATERAL (SELECT ledger_id, entry_id, sequence, source_type,"
    " source_id, effective_date, description, reverses_id, adjustment_reason"
    " FROM settlement.entry WHERE ";
constexpr const char* kPostings =
    " OFFSET 0) e CROSS JOIN LATERAL (SELECT line, currency_code, account, amount_minor,"
    " contract_id, funding_source, budget_code FROM settlement.posting"
    " WHERE ledger_id = e.ledger_id AND sequence = e.sequence OFFSET 0) p";
constexpr const char* kOrder = " ORDER BY e.ledger_id, e.sequence, p.line";

struct Draft {
  std::string entry_id;
  std::int64_t sequence;
  ledger::EntryDraft draft;
};

Draft DraftOf(const sql::TextRows& rows, std::size_t row) {
  const auto type = ledger::ParseSourceType(rows.Text(row, 3));
  TIREK_ASSERT(type.has_value());
  return {std::string(rows.Text(row, 1)),
          rows.Int64(row, 2),
          {std::string(rows.Text(row, 0)),
           *type,
           std::string(rows.Text(row, 4)),
           sql::DateOf(std::string(rows.Text(row, 5))),
           CurrencyOf(std::string(rows.Text(row, 8))),
           std::string(rows.Text(row, 6)),
           {},
           rows.OptionalText(row, 7),
           rows.OptionalText(row, 14)}};
}

ledger::Posting PostingOf(const sql::TextRows& rows, std::size_t row) {
  const auto kind = ledger::ParseAccountKind(rows.Text(row, 9));
  TIREK_ASSERT(kind.has_value());
  return {*kind,
          rows.Int64(row, 10),
          {rows.OptionalText(row, 11), rows.OptionalText(row, 12), rows.OptionalText(row, 13)}};
}

std::vector<BookEntry> EntriesOf(const sql::TextRows& rows) {
  std::vector<BookEntry> entries;
  for (std::size_t row = 0; row < rows.size();) {
    Draft next = DraftOf(rows, row);
    const auto same = [&](std::size_t other) {
      return other < rows.size() && rows.Text(other, 0) == next.draft.ledger_id &&
             rows.Int64(other, 2) == next.sequence;
    };
    for (; same(row); ++row) next.draft.postings.push_back(PostingOf(rows, row));
    auto entry = ledger::Entry::Make(std::move(next.draft));
    TIREK_ASSERT(entry.has_value());
    entries.push_back({next.entry_id, next.sequence, *std::move(entry)});
  }
  return entries;
}

}  // namespace

void KnownGateway::Ask(sql::Trip& trip) {
  std::vector<std::string> ids;
  for (const CommandSet& set : sets_) {
    for (const ledger::Command& command : set) {
      if (const auto source = SourceOf(command)) ids.push_back(source->source_id);
    }
  }
  if (ids.empty()) return;
  trip.Add("SELECT source_id FROM settlement.ledger_entry WHERE source_id = ANY($1::text[])",
           {sql::ArrayLiteral(ids)}, [this](const sql::TextRows& rows) {
             for (std::size_t row = 0; row < rows.size(); ++row) {
               known_ids_.emplace(rows.Text(row, 0));
             }
           });
}

void KnownGateway::AddTo(sql::UnitOfWork& work, Book& book) const {
  sql::Trip trip(work);
  AddSources(trip, book);
  AddOriginals(trip, book);
  trip.Go();
}

void KnownGateway::AddSources(sql::Trip& trip, Book& book) const {
  std::vector<std::string> ledgers, types, ids;
  for (const CommandSet& set : sets_) {
    for (const ledger::Command& command : set) {
      const auto source = SourceOf(command);
      if (!source || !known_ids_.contains(source->source_id)) continue;
      ledgers.push_back(source->ledger_id);
      types.emplace_back(ledger::SourceTypeName(source->type));
      ids.push_back(source->source_id);
    }
  }
  if (ids.empty()) return;
  static const std::string statement =
      std::string(
          "WITH asked AS MATERIALIZED (SELECT DISTINCT ledger_id, source_type, source_id"
          " FROM unnest($1::text[], $2::text[], $3::text[])"
          " AS x (ledger_id, source_type, source_id)) ") +
      kColumns +
      "ledger_id = x.ledger_id AND source_type = x.source_type AND source_id = x.source_id" +
      kPostings + kOrder;
  trip.Add(statement,
           {sql::ArrayLiteral(ledgers), sql::ArrayLiteral(types), sql::ArrayLiteral(ids)},
           [&book](const sql::TextRows& rows) {
             for (BookEntry& known : EntriesOf(rows)) {
               SourceKey key{known.entry.ledger_id(), known.entry.source_type(),
                             known.entry.source_id()};
               book.known.emplace(std::move(key), std::move(known));
             }
           });
}

void KnownGateway::AddOriginals(sql::Trip& trip, Book& book) const {
  std::vector<std::string> ledgers, ids;
  for (const CommandSet& set : sets_) {
    for (const ledger::Command& command : set) {
      const auto* reverse = std::get_if<ledger::ReverseEntry>(&command);
      if (reverse == nullptr) continue;
      ledgers.push_back(reverse->ledger_id);
      ids.push_back(reverse->entry_id);
    }
  }
  if (ids.empty()) return;
  const Parameters parameters = {sql::ArrayLiteral(ledgers), sql::ArrayLiteral(ids)};
  static const std::string asked =
      "WITH asked AS MATERIALIZED (SELECT DISTINCT x.ledger_id, x.entry_id,"
      " settlement.entry_sequence(l.ledger_number, x.entry_id) AS sequence"
      " FROM unnest($1::text[], $2::text[]) AS x (ledger_id, entry_id)"
      " CROSS JOIN LATERAL (SELECT ledger_number FROM settlement.ledger"
      " WHERE ledger_id = x.ledger_id OFFSET 0) l) ";
  trip.Add(
      asked + kColumns + "ledger_id = x.ledger_id AND sequence = x.sequence" + kPostings + kOrder,
      parameters, [&book](const sql::TextRows& rows) {
        for (BookEntry& original : EntriesOf(rows)) {
          std::pair key(original.entry.ledger_id(), original.entry_id);
          book.originals.emplace(std::move(key), std::move(original.entry));
        }
      });
  trip.Add(asked +
               "SELECT x.ledger_id, x.entry_id FROM asked x CROSS JOIN LATERAL (SELECT sequence"
               " FROM settlement.entry WHERE ledger_id = x.ledger_id"
               " AND reverses_sequence = x.sequence OFFSET 0) e",
           parameters, [&book](const sql::TextRows& rows) {
             for (std::size_t row = 0; row < rows.size(); ++row) {
               book.reversed.emplace(rows.Text(row, 0), rows.Text(row, 1));
             }
           });
}

}  // namespace tirek::settlement
