// An entry of double-entry bookkeeping: made balanced or not at all, and never changed.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "billing/ledger/chart.h"
#include "core/base/result.h"
#include "core/calendar/civil_date.h"
#include "core/money/currency.h"

namespace tirek::ledger {

// What a posting can be broken down by in reports.
struct Dimensions {
  std::optional<std::string> contract_id;
  std::optional<std::string> funding_source;
  std::optional<std::string> budget_code;

  friend bool operator==(const Dimensions&, const Dimensions&) = default;
};

struct Posting {
  AccountKind account;
  std::int64_t amount_minor;  // debit positive, credit negative, never zero
  Dimensions dims;

  friend bool operator==(const Posting&, const Posting&) = default;
};

// The kind of document an entry was made from; a document has at most one entry.
enum class SourceType {
  kClaim,
  kPaymentOrder,
  kStatementLine,
  kReversal,
  kAdjustment,
  kManual,
  kMatch,
  kRecoupment,
};
std::string_view SourceTypeName(SourceType type);  // "PAYMENT_ORDER"
std::optional<SourceType> ParseSourceType(std::string_view name);

struct EntryDraft {
  std::string ledger_id;
  SourceType source_type;
  std::string source_id;
  CivilDate effective_date;
  Currency currency;  // of every posting: an entry cannot mix currencies
  std::string description;
  std::vector<Posting> postings;
  std::optional<std::string> reverses_id;  // the entry that this one takes back
  // Why it adjusts a month that is closed softly.
  std::optional<std::string> adjustment_reason = {};
};

// Invariants: at least two postings, none zero; debits equal credits, in money and in memo
// accounts each; the sum of debits fits int64, so that an exact negation exists.
class Entry {
 public:
  static Result<Entry> Make(EntryDraft draft);

  const std::string& ledger_id() const { return draft_.ledger_id; }
  SourceType source_type() const { return draft_.source_type; }
  const std::string& source_id() const { return draft_.source_id; }
  CivilDate effective_date() const { return draft_.effective_date; }
  Currency currency() const { return draft_.currency; }
  const std::string& description() const { return draft_.description; }
  std::span<const Posting> postings() const { return draft_.postings; }
  const std::optional<std::string>& reverses_id() const { return draft_.reverses_id; }
  const std::optional<std::string>& adjustment_reason() const { return draft_.adjustment_reason; }

 private:
  explicit Entry(EntryDraft draft) : draft_(std::move(draft)) {}
  EntryDraft draft_;
};

struct Reversal {
  std::string reversed_entry_id;  // the id under which the original is stored
  std::string reversal_id;        // the document that takes it back
  CivilDate effective_date;
  std::optional<std::string> adjustment_reason = {};
};

// The exact negation of `original`, linked to it.
Entry Reverse(const Entry& original, const Reversal& reversal);

}  // namespace tirek::ledger
