#include "billing/ledger/entry.h"

#include <array>
#include <limits>
#include <utility>

#include "core/base/assert.h"

namespace tirek::ledger {
namespace {

constexpr std::array<std::pair<SourceType, std::string_view>, 8> kSourceTypes = {{
    {SourceType::kClaim, "CLAIM"},
    {SourceType::kPaymentOrder, "PAYMENT_ORDER"},
    {SourceType::kStatementLine, "STATEMENT_LINE"},
    {SourceType::kReversal, "REVERSAL"},
    {SourceType::kAdjustment, "ADJUSTMENT"},
    {SourceType::kManual, "MANUAL"},
    {SourceType::kMatch, "MATCH"},
    {SourceType::kRecoupment, "RECOUPMENT"},
}};

Error Refused(const EntryDraft& draft, std::string reason, std::string message) {
  return Error{ErrorKind::kInvalid,
               std::move(reason),
               std::move(message),
               {{"source_type", std::string(SourceTypeName(draft.source_type))},
                {"source_id", draft.source_id}},
               {}};
}

struct Totals {
  std::uint64_t debits = 0;
  std::uint64_t credits = 0;
};

// Adds an amount that is neither zero nor int64's minimum; false when the sum passes int64.
bool AddTo(Totals& totals, std::int64_t amount) {
  std::uint64_t& total = amount > 0 ? totals.debits : totals.credits;
  total += static_cast<std::uint64_t>(amount > 0 ? amount : -amount);
  return total <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
}

Result<void> CheckBalance(const EntryDraft& draft) {
  std::array<Totals, 2> columns;  // indexed by Column
  for (const Posting& posting : draft.postings) {
    if (posting.amount_minor == 0) {
      return Refused(draft, "ENTRY_ZERO_POSTING", "A posting of zero says nothing.");
    }
    Totals& totals = columns[static_cast<std::size_t>(DefinitionOf(posting.account).column)];
    if (posting.amount_minor == std::numeric_limits<std::int64_t>::min() ||
        !AddTo(totals, posting.amount_minor)) {
      return Refused(draft, "AMOUNT_OVERFLOW", "The sum of the postings is too large.");
    }
  }
  for (const Totals& totals : columns) {
    if (totals.debits == totals.credits) continue;
    Error error = Refused(draft, "ENTRY_UNBALANCED", "Debits and credits of an entry are equal.");
    error.metadata["debits_minor"] = std::to_string(totals.debits);
    error.metadata["credits_minor"] = std::to_string(totals.credits);
    return error;
  }
  return {};
}

}  // namespace

std::string_view SourceTypeName(SourceType type) {
  for (const auto& [candidate, name] : kSourceTypes) {
    if (candidate == type) return name;
  }
  AssertFailed("a known source type", __FILE__, __LINE__);
}

std::optional<SourceType> ParseSourceType(std::string_view name) {
  for (const auto& [candidate, candidate_name] : kSourceTypes) {
    if (candidate_name == name) return candidate;
  }
  return {};
}

Result<Entry> Entry::Make(EntryDraft draft) {
  if (draft.ledger_id.empty() || draft.source_id.empty()) {
    return Refused(draft, "ENTRY_SOURCE_MISSING", "An entry names its ledger and its document.");
  }
  if (draft.postings.size() < 2) {
    return Refused(draft, "ENTRY_TOO_FEW_POSTINGS", "An entry has at least two postings.");
  }
  TIREK_RETURN_IF_ERROR(CheckBalance(draft));
  return Entry(std::move(draft));
}

Entry Reverse(const Entry& original, const Reversal& reversal) {
  EntryDraft draft{original.ledger_id(),
                   SourceType::kReversal,
                   reversal.reversal_id,
                   reversal.effective_date,
                   original.currency(),
                   "Reversal of: " + original.description(),
                   {original.postings().begin(), original.postings().end()},
                   reversal.reversed_entry_id,
                   reversal.adjustment_reason};
  for (Posting& posting : draft.postings) posting.amount_minor = -posting.amount_minor;
  // The negation of a valid entry is valid; only an unnamed reversal could fail, and that is ours.
  return Entry::Make(std::move(draft)).value();
}

}  // namespace tirek::ledger
