#include "billing/bank/balance.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace tirek::bank {
namespace {

bool Fits(__int128 minor) { return static_cast<std::int64_t>(minor) == minor; }

bool Agrees(const std::optional<Money>& declared, __int128 sum) {
  return !declared || declared->minor() == sum;
}

bool AddsUp(const DeclaredSums& declared, const Statement& statement, const LineSums& sums) {
  const bool balanced =
      statement.opening.minor() + sums.credits - sums.debits == statement.closing.minor();
  return Fits(sums.credits) && Fits(sums.debits) && Agrees(declared.credits, sums.credits) &&
         Agrees(declared.debits, sums.debits) && (balanced || !statement.states_balances);
}

std::string Text(__int128 minor, Currency currency) {
  if (!Fits(minor)) return "more than 64 bits hold";
  return Money::FromMinor(static_cast<std::int64_t>(minor), currency).ToString();
}

void RefuseSum(const std::optional<Money>& declared, __int128 sum, const Place& place,
               std::string_view what, Refusals& refusals) {
  if (Agrees(declared, sum)) return;
  refusals.Add(place, "STATEMENT_SUM_DIFFERS",
               std::string(what) + " of " + Text(sum, declared->currency()) +
                   " as the documents add up to, not " + declared->ToString());
}

void RefuseCount(const std::optional<long long>& declared, long long count, const Place& place,
                 std::string_view what, Refusals& refusals) {
  if (!declared || *declared == count) return;
  refusals.Add(place, "STATEMENT_COUNT_DIFFERS",
               std::to_string(count) + " " + std::string(what) + " as the file has, not " +
                   std::to_string(*declared));
}

void RefuseBalance(const DeclaredSums& declared, const Statement& statement, const LineSums& sums,
                   Refusals& refusals) {
  const Currency currency = statement.currency;
  if (!Fits(sums.credits) || !Fits(sums.debits)) {
    refusals.Add(declared.closing_place, "STATEMENT_AMOUNT", "documents whose sum fits 64 bits");
    return;
  }
  RefuseSum(declared.credits, sums.credits, declared.credits_place, "credits", refusals);
  RefuseSum(declared.debits, sums.debits, declared.debits_place, "debits", refusals);
  // The bank's own sums where it gives them: then the balances are judged by themselves.
  const __int128 credits = declared.credits ? declared.credits->minor() : sums.credits;
  const __int128 debits = declared.debits ? declared.debits->minor() : sums.debits;
  const __int128 closing = statement.opening.minor() + credits - debits;
  if (closing == statement.closing.minor() || !statement.states_balances) return;
  refusals.Add(declared.closing_place, "STATEMENT_BALANCE",
               "a closing balance of " + Text(closing, currency) + " (opening " +
                   statement.opening.ToString() + " + credits " + Text(credits, currency) +
                   " − debits " + Text(debits, currency) + "), not " +
                   statement.closing.ToString());
}

void RefuseRepeats(const Statement& statement, Refusals& refusals) {
  for (const RepeatedDocument& repeat : statement.repeats) {
    refusals.Add(repeat.line, {}, "STATEMENT_DOCUMENT_REPEATED",
                 "another document than the one at line " + std::to_string(repeat.first_line));
  }
}

Money MoneyOf(__int128 minor, Currency currency) {
  return Money::FromMinor(static_cast<std::int64_t>(minor), currency);
}

}  // namespace

void LineSums::Add(const StatementLine& line) {
  if (line.state != LineState::kBooked) return;
  const bool credit = line.direction == Direction::kCredit;
  (credit ? credits : debits) += line.amount.minor();
  ++(credit ? credit_count : debit_count);
}

void CloseStatement(const DeclaredSums& declared, const LineSums& once, const LineSums& all,
                    Statement& statement, Refusals& refusals) {
  const bool counted = !AddsUp(declared, statement, once) && AddsUp(declared, statement, all);
  for (RepeatedDocument& repeat : statement.repeats) repeat.counted = counted;
  const LineSums& sums = counted ? all : once;
  RefuseCount(declared.credit_count, sums.credit_count, declared.credits_place, "credits",
              refusals);
  RefuseCount(declared.debit_count, sums.debit_count, declared.debits_place, "debits", refusals);
  if (!AddsUp(declared, statement, sums)) {
    RefuseBalance(declared, statement, sums, refusals);
    RefuseRepeats(statement, refusals);
  }
  if (!Fits(sums.credits) || !Fits(sums.debits)) return;
  // Of a refused statement too: whoever looks for the difference needs both sides.
  statement.credits = MoneyOf(sums.credits, statement.currency);
  statement.debits = MoneyOf(sums.debits, statement.currency);
  if (statement.states_balances) return;
  statement.opening = Money::FromMinor(0, statement.currency);
  // Both sums fit 64 bits and are not negative, so their difference does too.
  statement.closing = MoneyOf(sums.credits - sums.debits, statement.currency);
}

}  // namespace tirek::bank
