#include "billing/bank/balance.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace tirek::bank {
namespace {

// The sum of all lines, or of those that repeat no earlier one. A file has at most a million
// lines, so 128 bits hold any sum of them.
struct Sums {
  __int128 credits = 0;
  __int128 debits = 0;

  void Add(const StatementLine& line) {
    (line.direction == Direction::kCredit ? credits : debits) += line.amount.minor();
  }
};

// Everything by which a repeated document moves the same money again. Names are left out: the
// bank's two code pages may spell them differently.
auto MoneyKey(const StatementLine& line) {
  return std::tie(line.number, line.date, line.booked_date, line.direction, line.counterparty.iban,
                  line.counterparty.bin, line.purpose);
}

bool IsRepeat(const StatementLine& first, const StatementLine& second) {
  return first.amount == second.amount && MoneyKey(first) == MoneyKey(second);
}

// For each line the index of the first line equal to it: its own where it repeats none.
std::vector<std::size_t> FirstEqual(std::span<const StatementLine> lines) {
  std::vector<std::size_t> order(lines.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const auto key = [&](std::size_t i) {
      return std::tuple_cat(MoneyKey(lines[i]), std::tuple(lines[i].amount.minor(), i));
    };
    return key(a) < key(b);
  });
  std::vector<std::size_t> first(lines.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const bool repeat = i > 0 && IsRepeat(lines[order[i - 1]], lines[order[i]]);
    first[order[i]] = repeat ? first[order[i - 1]] : order[i];
  }
  return first;
}

bool Fits(__int128 minor) { return static_cast<std::int64_t>(minor) == minor; }

bool AddsUp(const DeclaredSums& declared, const Statement& statement, const Sums& sums) {
  return Fits(sums.credits) && Fits(sums.debits) &&
         (!declared.credits || declared.credits->minor() == sums.credits) &&
         (!declared.debits || declared.debits->minor() == sums.debits) &&
         statement.opening.minor() + sums.credits - sums.debits == statement.closing.minor();
}

std::string Text(__int128 minor, Currency currency) {
  if (!Fits(minor)) return "more than 64 bits hold";
  return Money::FromMinor(static_cast<std::int64_t>(minor), currency).ToString();
}

void RefuseSum(const std::optional<Money>& declared, __int128 sum, const Place& place,
               std::string_view what, Refusals& refusals) {
  if (!declared || declared->minor() == sum) return;
  refusals.Add(place, "STATEMENT_SUM_DIFFERS",
               std::string(what) + " of " + Text(sum, declared->currency()) +
                   " as the documents add up to, not " + declared->ToString());
}

void RefuseBalance(const DeclaredSums& declared, const Statement& statement, const Sums& sums,
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
  if (closing == statement.closing.minor()) return;
  refusals.Add(declared.closing_place, "STATEMENT_BALANCE",
               "a closing balance of " + Text(closing, currency) + " (opening " +
                   statement.opening.ToString() + " + credits " + Text(credits, currency) +
                   " − debits " + Text(debits, currency) + "), not " +
                   statement.closing.ToString());
}

void ListRepeats(const std::vector<std::size_t>& first, bool counted, Statement& statement) {
  for (std::size_t i = 0; i < first.size(); ++i) {
    if (first[i] == i) continue;
    const StatementLine& line = statement.lines[i];
    statement.repeats.push_back(
        {line.number, statement.lines[first[i]].file_line, line.file_line, counted});
  }
}

void DropRepeats(const std::vector<std::size_t>& first, Statement& statement) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < first.size(); ++i) {
    if (first[i] != i) continue;
    if (kept != i) statement.lines[kept] = std::move(statement.lines[i]);
    ++kept;
  }
  statement.lines.erase(statement.lines.begin() + static_cast<std::ptrdiff_t>(kept),
                        statement.lines.end());
}

}  // namespace

void CloseStatement(const DeclaredSums& declared, Statement& statement, Refusals& refusals) {
  const std::vector<std::size_t> first = FirstEqual(statement.lines);
  Sums once;
  Sums all;
  for (std::size_t i = 0; i < first.size(); ++i) {
    all.Add(statement.lines[i]);
    if (first[i] == i) once.Add(statement.lines[i]);
  }
  const bool counted = !AddsUp(declared, statement, once) && AddsUp(declared, statement, all);
  ListRepeats(first, counted, statement);
  const Sums& sums = counted ? all : once;
  if (!AddsUp(declared, statement, sums)) {
    RefuseBalance(declared, statement, sums, refusals);
    for (const RepeatedDocument& repeat : statement.repeats) {
      refusals.Add(repeat.line, {}, "STATEMENT_DOCUMENT_REPEATED",
                   "another document than the one at line " + std::to_string(repeat.first_line));
    }
    return;
  }
  if (!counted) DropRepeats(first, statement);
  statement.credits = Money::FromMinor(static_cast<std::int64_t>(sums.credits), statement.currency);
  statement.debits = Money::FromMinor(static_cast<std::int64_t>(sums.debits), statement.currency);
}

}  // namespace tirek::bank
