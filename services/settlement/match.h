// Matches of the bank's lines with payment orders: what is suggested, accepted and undone.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "billing/ledger/posting_rules.h"
#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/base/result.h"
#include "core/calendar/civil_date.h"
#include "core/money/money.h"
#include "services/settlement/statement.h"

namespace tirek::settlement {

struct MatchTag {
  static constexpr std::string_view kPrefix = "mch";
};
using MatchId = Id<MatchTag>;

struct SuggestionTag {
  static constexpr std::string_view kPrefix = "sug";
};
using SuggestionId = Id<SuggestionTag>;

// A line that stands in suspense.
struct SuspendedLine {
  LineKey key;
  std::string account_iban;
  bool is_credit = false;
  Money amount = Money::FromMinor(0, kTenge);
  CivilDate book_date;
  std::string counterparty_bin;
  std::string counterparty_iban;
  std::string reference;
  bool fee = false;
  bool returned = false;
  std::string reason;  // one of error_reason.proto
  std::string why;
  std::vector<LineReference> references = {};

  // Debits positive, credits negative: as match_line has it.
  long long signed_minor() const { return is_credit ? -amount.minor() : amount.minor(); }
};

// A payment order that lines are matched with, with what they have paid for it so far.
struct MatchableOrder {
  std::string payment_order_id;
  std::string provider_id;
  std::string month;
  std::string end_to_end_id;
  Money amount = Money::FromMinor(0, kTenge);
  Money netted = Money::FromMinor(0, kTenge);
  Money paid = Money::FromMinor(0, kTenge);
  std::string state;
  std::string payee_iban;
  std::string payee_bin;
  CivilDate execution_date;
  std::string account_iban;  // that it is paid from
  ledger::PaidDocument pays = {};
  ledger::Dimensions dims = {};
  bool set_off = false;          // the order of an advance of which a part is earned or recouped
  long long returned_minor = 0;  // came back in part
  std::string document_id = {};  // that it pays
  // Of an order that is paid or returned: what no order pays of its document, and whether it cannot
  // stand again because another one pays the document as a whole.
  long long left_minor = 0;
  bool replaced = false;

  bool waits() const { return state == "SENT" || state == "BROKEN"; }
  // What the bank was told to pay, less what came back of it in part.
  Money kept() const {
    return Money::FromMinor(amount.minor() - returned_minor, amount.currency());
  }
  long long open_minor() const { return kept().minor() - paid.minor(); }
};

struct Suggestion {
  SuggestionId suggestion_id;
  std::string relation;  // as stored: "PAYMENT", …
  int confidence = 0;
  std::vector<LineKey> lines;
  std::vector<std::string> end_to_end_ids;
  std::optional<Money> expected;
  Money found = Money::FromMinor(0, kTenge);
  std::string why;
};

// What is to be accepted: a suggestion, or what a person found.
struct NewMatch {
  std::string suggestion_id;  // empty: the rest says it
  std::string relation;
  std::vector<LineKey> lines;
  std::vector<std::string> end_to_end_ids;
  std::string reason;
  int confidence = 0;
};

struct Undoing {
  std::string match_id;         // this or
  std::optional<LineKey> line;  // the line that the import matched
  std::string reason;
};

// A part of a line that belongs to one order, or to none.
struct MatchedPart {
  LineKey key;
  std::string provider_id;  // empty, as the next, when it belongs to no order
  std::string payment_order_id;
  std::string end_to_end_id;
  long long amount_minor = 0;  // debits positive, credits negative
  std::string payer_entry_id;
  std::string entry_id;
};

struct BankMatch {
  MatchId match_id;
  std::string action;  // as stored: "ACCEPT", "UNDO"
  std::string relation;
  Money amount = Money::FromMinor(0, kTenge);
  int confidence = 0;
  std::string principal;
  std::string reason;
  Instant record_time;
  std::string undoes_id;
  std::string undone_by_id = {};  // as read back
  std::vector<MatchedPart> parts = {};
};

// INVALID_ID unless it is a statement's id, "/" and a number from 1.
Result<LineKey> ParseLineKey(const std::string& text);

struct SuspenseItem {
  SuspendedLine line;
  int age_days = 0;
};

struct SuggestionFilter {
  std::string account_iban;
};
struct MatchFilter {
  std::string relation;
};
struct SuspenseFilter {
  std::optional<CivilDate> as_of;
  std::string account_iban;
};

}  // namespace tirek::settlement
