// What is read of the ledger for somebody who settles with the payer: statements, reconciliation
// acts, and what is not paid by its age.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "billing/ledger/account_statement.h"
#include "billing/ledger/ageing.h"
#include "billing/reconciliation/act.h"
#include "core/base/clock.h"
#include "core/calendar/civil_date.h"
#include "core/calendar/month.h"
#include "core/calendar/period.h"
#include "core/money/money.h"

namespace tirek::settlement {

// A statement is of one provider, period and currency, as known at a time.
struct StatementScope {
  std::string provider_id;
  Period period;
  Currency currency = kTenge;
  std::optional<Instant> known_at;  // all that is recorded when absent
};

struct StatementQuery {
  StatementScope scope;
  ledger::AccountSet accounts = ledger::AccountSet::kPayable;
  CivilDate as_of;  // of the ages
};

// One entry, as far as it moves the statement's accounts together.
struct Movement {
  CivilDate effective_date;
  Instant record_time;
  std::string source_type;
  std::string source_id;
  std::string number;     // what people call the document
  std::string reference;  // another name of it: the end-to-end id of a payment; may be empty
  std::string description;
  std::string entry_id;
  long long sequence = 0;
  Money owed = Money::FromMinor(0, kTenge);     // by how much more is owed to the provider
  Money balance = Money::FromMinor(0, kTenge);  // what is owed after it

  ledger::MovementKind kind() const { return ledger::MovementKindOf(source_type, owed); }
};

// The part of a ledger that a statement is of: its entries up to a number.
struct KnownLedger {
  std::string ledger_id;
  long long sequence = 0;  // 0 of an empty one
  std::string hash;        // of that entry, in hexadecimal digits
};

struct StatementProvider {
  std::string provider_id;
  std::string bin;
  std::string name;
};

struct OpenDocument {
  std::string provider_id;
  std::string provider_bin;
  std::string document_type;  // "CLAIM", "ADJUSTMENT"
  std::string document_id;
  std::string number;
  std::string contract_id;
  std::string contract_number;
  std::string order_code;
  std::string month;
  CivilDate effective_date;
  CivilDate due_date;
  Money amount = Money::FromMinor(0, kTenge);
  Money open = Money::FromMinor(0, kTenge);
  Money under_way = Money::FromMinor(0, kTenge);
  std::string funding_source;
  std::string budget_code;
};

// A payable as it stands to a day.
struct AgedDocument {
  OpenDocument payable;
  CivilDate as_of;

  int days_overdue() const { return ledger::DaysOverdue(payable.due_date, as_of); }
};

struct PayableFilter {
  std::string provider_id;
  std::optional<CivilDate> as_of;  // today when absent
  std::optional<Instant> known_at = {};
  std::optional<long long> sequence = {};  // of the provider's ledger, instead of known_at
  std::optional<ledger::AgeBand> band = {};
  std::string contract_id = {};
  std::string funding_source = {};
  std::string budget_code = {};
};

// The ages in one currency.
struct Ageing {
  CivilDate as_of;
  std::vector<ledger::BandSum> bands;
};

struct AccountStatement {
  StatementProvider provider;
  StatementQuery query;
  KnownLedger known;
  Money opening = Money::FromMinor(0, kTenge);
  ledger::CarriedBalances carried;
  std::vector<Movement> movements;
  Ageing ageing;
  std::vector<AgedDocument> payables;
  Money unexplained = Money::FromMinor(0, kTenge);
  Money unearned = Money::FromMinor(0, kTenge);            // paid in advance
  Money unearned_under_way = Money::FromMinor(0, kTenge);  // the part of it at the bank
};

// The other side's figures as they came.
struct ActQuery {
  StatementScope scope;
  std::string file;
  Money their_opening = Money::FromMinor(0, kTenge);
  std::optional<Money> their_closing;
};

struct ReconciliationAct {
  StatementProvider provider;
  StatementScope scope;
  std::vector<Money> by_kind;                 // how much more is owed, by ledger::MovementKind
  Money other = Money::FromMinor(0, kTenge);  // of the kinds that an act does not name
  std::vector<Movement> movements;            // what the act's `ours` are indexes of
  reconciliation::Act act;
  std::optional<reconciliation::CounterpartyList> theirs;  // absent in our side alone
};

// One document whose two figures of a tie-out differ.
struct TieOutItem {
  std::string step;  // as the wire says it: "EVIDENCE_TO_ACCRUED", …
  std::string document_type;
  std::string document_id;
  std::string number;
  Money before = Money::FromMinor(0, kTenge);
  Money after = Money::FromMinor(0, kTenge);
  std::string claim_state;  // of a claim beside its evidence: "SUBMITTED", "ADJUDICATED"
};

}  // namespace tirek::settlement
