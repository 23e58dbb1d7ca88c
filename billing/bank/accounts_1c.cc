#include "billing/bank/accounts_1c.h"

#include <algorithm>
#include <utility>

namespace tirek::bank {
namespace {

bool SaysWhenBooked(const DocumentRecord& document, Direction direction) {
  return document.operation_date ||
         (direction == Direction::kCredit ? document.credited_date : document.debited_date);
}

}  // namespace

CivilDate BookedDate(const DocumentRecord& document, Direction direction) {
  if (document.operation_date) return *document.operation_date;
  const auto& moved =
      direction == Direction::kCredit ? document.credited_date : document.debited_date;
  return moved.value_or(document.date);
}

void Accounts1c::Add(AccountRecord account) {
  sections_of_[account.iban.text()].push_back(records_.size());
  records_.push_back(std::move(account));
}

void Accounts1c::Check(Refusals& refusals) {
  if (records_.empty()) {
    refusals.Add(1, {}, "STATEMENT_NO_ACCOUNT",
                 "a section СекцияРасчСчет with the account's balances");
  }
  for (auto& [iban, sections] : sections_of_) {
    std::sort(sections.begin(), sections.end(), [&](std::size_t a, std::size_t b) {
      return records_[a].period.start < records_[b].period.start;
    });
    for (std::size_t i = 1; i < sections.size(); ++i) {
      CheckSequence(records_[sections[i - 1]], records_[sections[i]], refusals);
    }
  }
}

void Accounts1c::CheckSequence(const AccountRecord& earlier, const AccountRecord& later,
                               Refusals& refusals) {
  if (later.period.start < earlier.period.end) {
    refusals.Add(later.line, {}, "STATEMENT_PERIOD",
                 "no day that the account's section at line " + std::to_string(earlier.line) +
                     " has already");
  } else if (later.opening.amount != earlier.closing.amount) {
    refusals.Add(later.opening.place, "STATEMENT_BALANCE",
                 "an opening balance of " + earlier.closing.amount.ToString() +
                     ", with which the section at line " + std::to_string(earlier.line) +
                     " closed");
  }
}

std::vector<View1c> Accounts1c::ViewsOf(const DocumentRecord& document) const {
  using Column = DocumentRecord::Column;
  std::vector<View1c> views;
  // In one common column a date of the other side alone says that this side saw nothing.
  const bool only_credited = document.credited_date && !document.debited_date;
  const bool only_debited = document.debited_date && !document.credited_date;
  const bool either = document.column == Column::kEither;
  if (document.column == Column::kExpense || (either && !only_credited)) {
    AddView(document, Direction::kDebit, document.payer.iban, views);
  }
  if (document.column == Column::kIncome || (either && !only_debited)) {
    AddView(document, Direction::kCredit, document.payee.iban, views);
  }
  return views;
}

void Accounts1c::AddView(const DocumentRecord& document, Direction direction,
                         const std::string& iban, std::vector<View1c>& views) const {
  const bool own_column = document.column != DocumentRecord::Column::kEither;
  const bool implied = iban.empty() && own_column && sections_of_.size() == 1;
  const auto found = implied ? sections_of_.begin() : sections_of_.find(iban);
  if (found == sections_of_.end()) return;
  const std::vector<std::size_t>& sections = found->second;
  if (sections.size() == 1 && !SaysWhenBooked(document, direction)) {
    views.push_back({direction, sections.front()});
    return;
  }
  const CivilDate booked = BookedDate(document, direction);
  for (const std::size_t section : sections) {
    if (records_[section].period.Contains(booked)) views.push_back({direction, section});
  }
}

}  // namespace tirek::bank
