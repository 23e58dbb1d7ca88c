#include "services/settlement/ledger_gateway.h"

#include <soci/soci.h>

#include "billing/ledger/decide.h"
#include "core/sql/constraint.h"
#include "services/settlement/book_gateway.h"

namespace tirek::settlement {
namespace {

using ledger::Verdict;

constexpr sql::ConstraintMeaning kMeanings[] = {
    {"entry_reverses_id_uq", ErrorKind::kAlreadyExists, "ENTRY_REVERSED",
     "This entry is reversed already."},
    {"entry_source_uq", ErrorKind::kAlreadyExists, "ENTRY_EXISTS",
     "This document is posted already; each document has exactly one entry."},
};

Error PeriodClosed(const std::string& month) {
  return Error{ErrorKind::kPrecondition,
               "PERIOD_CLOSED",
               "The month " + month + " is closed; nothing posts into it any more.",
               {{"month", month}},
               {}};
}

Error PeriodSoftClosed(const std::string& month) {
  return Error{ErrorKind::kPrecondition,
               "PERIOD_SOFT_CLOSED",
               "The month " + month + " is closed softly; only adjustments post into it.",
               {{"month", month}},
               {}};
}

Error AccountRefuses(const char* reason, const char* message, const ledger::Entry& entry,
                     const ledger::Answer& answer) {
  return Error{ErrorKind::kPrecondition,
               reason,
               message,
               {{"ledger_id", entry.ledger_id()}, {"account", answer.account}},
               {}};
}

Error RefusedAs(const ledger::Entry& entry, const ledger::Answer& answer) {
  switch (answer.verdict) {
    case Verdict::kPeriodClosed:
      return PeriodClosed(Month::Of(entry.effective_date()).ToString());
    case Verdict::kPeriodSoftClosed:
      return PeriodSoftClosed(Month::Of(entry.effective_date()).ToString());
    case Verdict::kOverdrawn:
      return AccountRefuses("ACCOUNT_OVERDRAWN", "The account would go below what it must hold.",
                            entry, answer);
    case Verdict::kLimitExceeded:
      return AccountRefuses("ACCOUNT_LIMIT_EXCEEDED", "The account would go above its ceiling.",
                            entry, answer);
    case Verdict::kAmountOverflow:
      return {ErrorKind::kInvalid,
              "AMOUNT_OVERFLOW",
              "The balance of the account would be too large.",
              {{"ledger_id", entry.ledger_id()}},
              {}};
    case Verdict::kReversedAlready:
      return {ErrorKind::kAlreadyExists,
              "ENTRY_REVERSED",
              "This entry is reversed already.",
              {{"entry_id", entry.reverses_id().value_or("")}},
              {}};
    default:
      return {ErrorKind::kAlreadyExists,
              "ENTRY_EXISTS",
              "This document is posted already; each document has exactly one entry.",
              {},
              {}};
  }
}

}  // namespace

Result<std::string> LedgerGateway::Post(const ledger::Entry& entry, Instant now) {
  TIREK_ASSIGN_OR_RETURN(const auto ids, PostAll({&entry, 1}, now));
  return ids.front();
}

Result<std::vector<std::string>> LedgerGateway::PostAll(std::span<const ledger::Entry> entries,
                                                        Instant now) {
  std::vector<std::string> ids;
  if (entries.empty()) return ids;
  const ledger::CommandSet commands(entries.begin(), entries.end());
  BookGateway gateway(work_);
  ledger::Book book;
  sql::Trip reading(work_);
  gateway.Open({&commands, 1}, reading, book);
  reading.Go();
  gateway.OpenNew({&commands, 1}, book);
  gateway.ReadReservations({&commands, 1}, now, book);
  const auto answers = ledger::Decide(book, {&commands, 1}, now).front();
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Verdict verdict = answers[i].verdict;
    // A document that is named twice here is told apart from one that was posted before by the
    // database alone: who may only post cannot read what is posted.
    if (verdict != Verdict::kDone && verdict != Verdict::kSetRefused) {
      return RefusedAs(entries[i], answers[i]);
    }
    ids.push_back(answers[i].entry_id);
  }
  TIREK_RETURN_IF_ERROR(sql::Constrained(kMeanings, [&] {
    sql::Trip writing(work_);
    gateway.Write(book, now, writing);
    writing.Go();
  }));
  return ids;
}

Result<void> LedgerGateway::HoldMonth(const Month& month) {
  const std::string text = month.ToString();
  const std::string literal = "{" + text + "}";
  std::string state;
  work_.sql() << "SELECT state FROM settlement.hold_months(:months::text[])", soci::use(literal),
      soci::into(state);
  if (state == "OPEN") return {};
  return state == "CLOSED" ? PeriodClosed(text) : PeriodSoftClosed(text);
}

}  // namespace tirek::settlement
