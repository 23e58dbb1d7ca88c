#include "billing/bank/camt_statement.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "billing/bank/amount_text.h"
#include "billing/bank/camt_entry.h"

namespace tirek::bank {
namespace {

// The day after the last one: "…T00:00:00" is the end of the day before.
std::optional<CivilDate> EndOf(std::string_view text) {
  const std::optional<CivilDate> day = ParseIsoDay(text);
  if (!day || text.substr(10).starts_with("T00:00:00")) return day;
  return day->PlusDays(1);
}

}  // namespace

void CamtStatement::Take(Camt field, const XmlElement& element) {
  switch (field) {
    case Camt::kStatementId:
      id_ = element.text;
      break;
    case Camt::kCreated:
      created_ = DayOf(element, "CreDtTm").value_or(created_);
      break;
    case Camt::kFrom:
      from_ = DayOf(element, "FrDtTm");
      break;
    case Camt::kTo:
      if (DayOf(element, "ToDtTm")) to_ = EndOf(element.text);
      break;
    case Camt::kIban:
    case Camt::kAccountNumber:
      account_ = element.text;
      break;
    case Camt::kAccountCurrency:
      currency_ = CurrencyOf(element.text, element.line, refusals_);
      break;
    case Camt::kBalanceType:
    case Camt::kBalanceAmount:
    case Camt::kBalanceSign:
    case Camt::kBalanceDate:
      TakeBalance(field, element);
      break;
    default:
      TakeTotal(field, element);
      break;
  }
}

std::optional<CivilDate> CamtStatement::DayOf(const XmlElement& element, const char* name) {
  const std::optional<CivilDate> day = ParseIsoDay(element.text);
  if (!day) {
    refusals_.Add(element.line, name, "STATEMENT_DATE",
                  "a date that exists, written yyyy-mm-dd, with or without a time");
  }
  return day;
}

void CamtStatement::OpenBalance(int line) {
  constexpr std::size_t kMostBalances = 1000;
  if (balances_.size() == kMostBalances) {
    refusals_.Add(line, "Bal", "STATEMENT_TOO_MANY_DETAILS", "at most 1000 balances");
    balances_.clear();
  }
  balances_.emplace_back();
  balances_.back().line = line;
}

void CamtStatement::TakeBalance(Camt field, const XmlElement& element) {
  Balance& balance = balances_.back();
  if (field == Camt::kBalanceType) {
    balance.type = element.text;
  } else if (field == Camt::kBalanceSign) {
    balance.has_sign = true;
    balance.sign = DirectionOf(element, refusals_);
  } else if (field == Camt::kBalanceDate) {
    balance.has_date = true;
    balance.date = DayOf(element, "Dt");
  } else {
    balance.has_amount = true;
    balance.amount = AmountOf(element);
  }
}

std::optional<Money> CamtStatement::AmountOf(const XmlElement& element) {
  const std::optional<Currency> currency = CurrencyOf(element.currency, element.line, refusals_);
  if (!currency) return {};
  const std::optional<Money> amount = ParseBankAmount(element.text, '.', *currency);
  if (!amount) {
    refusals_.Add(element.line, "Amt", "STATEMENT_AMOUNT",
                  "digits with at most " + std::to_string(currency->minor_digits()) +
                      " decimals behind a point, and an amount that fits 64 bits");
  }
  return amount;
}

void CamtStatement::CloseBalance() {
  const Balance& balance = balances_.back();
  const std::pair<bool, const char*> parts[] = {{!balance.type.empty(), "Tp"},
                                                {balance.has_amount, "Amt"},
                                                {balance.has_sign, "CdtDbtInd"},
                                                {balance.has_date, "Dt"}};
  for (const auto& [present, name] : parts) {
    if (present) continue;
    refusals_.Add(balance.line, name, "STATEMENT_VALUE_MISSING",
                  "a value for it in the balance that begins here");
  }
  all_balances_read_ = all_balances_read_ && balance.amount && balance.sign && balance.date;
}

void CamtStatement::TakeTotal(Camt field, const XmlElement& element) {
  const bool is_count =
      field == Camt::kAllCount || field == Camt::kCreditCount || field == Camt::kDebitCount;
  Total& total = field <= Camt::kAllSum ? all_ : field <= Camt::kCreditSum ? credits_ : debits_;
  if (!is_count) {
    total.sum = element.text;
    total.sum_place = {element.line, "Sum"};
    return;
  }
  total.count = ParseCount(element.text);
  total.count_place = {element.line, "NbOfNtries"};
  if (!total.count) {
    refusals_.Add(total.count_place, "STATEMENT_AMOUNT", "a number of at most 15 digits");
  }
}

// The currency is the account's, else that of its balances, else that of its first entry.
bool CamtStatement::Begin(std::optional<Currency> of_first_line) {
  if (statement_) return true;
  if (!currency_ && !balances_.empty() && balances_.front().amount) {
    currency_ = balances_.front().amount->currency();
  }
  if (!currency_) currency_ = of_first_line;
  if (!currency_) {
    refusals_.Add(line_, "Ccy", "STATEMENT_VALUE_MISSING", "the currency of the account");
    return false;
  }
  const Money zero = Money::FromMinor(0, *currency_);
  // An account in another form than an IBAN is kept as it is written: whose it is, is not known.
  statement_ = Statement{Iban::Parse(account_).has_value() ? *Iban::Parse(account_) : Iban(),
                         *currency_,
                         {created_, created_},
                         zero,
                         zero,
                         zero,
                         zero,
                         {},
                         {},
                         kind_,
                         id_,
                         account_};
  statement_->file_line = line_;
  sink_.Begin(index_, *statement_);
  return true;
}

void CamtStatement::ExtendDays(const StatementLine& line) {
  if (line.state != LineState::kBooked) return;
  first_day_ = std::min(first_day_.value_or(line.booked_date), line.booked_date);
  last_day_ = std::max(last_day_.value_or(line.booked_date), line.booked_date);
}

void CamtStatement::TakeLine(const StatementLine& line) {
  if (!Begin(line.amount.currency())) return;
  if (line.amount.currency() != *currency_) {
    refusals_.Add(line.file_line, "Amt", "STATEMENT_CURRENCY",
                  "the account's currency " + std::string(currency_->code()));
  } else {
    booked_.Add(line);
    StatementLine any{{}, {}, {}, {}, line.amount, line.direction, {}, {}, {}, {}};
    every_.Add(any);
  }
  ExtendDays(line);
  sink_.Take(index_, line);
}

const CamtStatement::Balance* CamtStatement::Find(
    std::initializer_list<std::string_view> types) const {
  for (const std::string_view type : types) {
    for (const Balance& balance : balances_) {
      if (balance.type == type && balance.amount && balance.sign) return &balance;
    }
  }
  return nullptr;
}

std::optional<Money> CamtStatement::BalanceIn(const Balance& balance, Currency currency) {
  if (balance.amount->currency() != currency) {
    refusals_.Add(balance.line, "Amt", "STATEMENT_CURRENCY",
                  "the account's currency " + std::string(currency.code()));
    return {};
  }
  const std::int64_t minor = balance.amount->minor();
  return Money::FromMinor(*balance.sign == Direction::kCredit ? minor : -minor, currency);
}

// Booked balances where there are any, else available ones. A report of an unfinished day states
// interim balances that some entries have not reached yet: they tie nothing.
void CamtStatement::SetBalances() {
  for (const Balance& balance : balances_) {
    if (!balance.amount || !balance.sign || !balance.date) continue;
    const Money signed_amount =
        *balance.sign == Direction::kCredit ? *balance.amount : *balance.amount->Negated();
    statement_->balances.push_back({balance.type, signed_amount, *balance.date});
    const bool is_available = balance.type == "CLAV" && signed_amount.currency() == *currency_;
    if (is_available) statement_->available = signed_amount;
  }
  const bool has_booked = Find({"OPBD", "PRCD", "CLBD"}) != nullptr;
  const Balance* opening = has_booked ? Find({"OPBD", "PRCD"}) : Find({"OPAV"});
  const Balance* closing = has_booked ? Find({"CLBD"}) : Find({"CLAV"});
  statement_->states_balances = opening != nullptr && closing != nullptr;
  if (!statement_->states_balances) {
    if (kind_ == StatementKind::kStatement && all_balances_read_) {
      refusals_.Add(line_, "Bal", "STATEMENT_VALUE_MISSING",
                    "an opening and a closing balance (OPBD or PRCD, and CLBD)");
    }
    return;
  }
  const std::optional<Money> opening_amount = BalanceIn(*opening, *currency_);
  const std::optional<Money> closing_amount = BalanceIn(*closing, *currency_);
  statement_->states_balances = opening_amount && closing_amount;
  statement_->opening = opening_amount.value_or(statement_->opening);
  statement_->closing = closing_amount.value_or(statement_->closing);
  closing_place_ = {closing->line, "Bal"};
}

// The days that the bank says, and those of all bookings where they are more.
void CamtStatement::SetPeriod() {
  const Balance* closing = Find({"CLBD", "CLAV"});
  const CivilDate closing_day =
      closing != nullptr && closing->date ? *closing->date : last_day_.value_or(created_);
  CivilDate start = first_day_.value_or(closing_day);
  CivilDate end = std::max(last_day_.value_or(closing_day), closing_day);
  end = end.PlusDays(1).value_or(end);
  if (from_ && to_ && *to_ <= *from_) {
    refusals_.Add(line_, "FrToDt", "STATEMENT_PERIOD", "a last day on or after the first day");
  } else if (from_ && to_) {
    start = first_day_ ? std::min(*first_day_, *from_) : *from_;
    end = last_day_ ? std::max(last_day_->PlusDays(1).value_or(*last_day_), *to_) : *to_;
  }
  statement_->period = {start, std::max(start, end)};
}

// Some banks count what is pending into their totals, some do not: either is right.
void CamtStatement::Declare(const Total& total, const __int128& booked_sum, long long booked_count,
                            const __int128& every_sum, long long every_count,
                            std::optional<Money>& sum, std::optional<long long>& count,
                            Place& place) {
  const bool of_every =
      total.count.value_or(booked_count) == every_count && every_count != booked_count;
  if (total.count && !of_every) count = total.count;
  place = total.sum.empty() ? total.count_place : total.sum_place;
  if (total.sum.empty()) return;
  const std::optional<Money> stated = ParseBankAmount(total.sum, '.', *currency_);
  if (!stated) {
    refusals_.Add(total.sum_place, "STATEMENT_AMOUNT", "a sum in the account's currency");
    return;
  }
  const bool agrees = stated->minor() == booked_sum || stated->minor() == every_sum;
  if (!agrees) sum = stated;
}

void CamtStatement::CheckAll() {
  if (all_.count && *all_.count != booked_.credit_count + booked_.debit_count &&
      *all_.count != every_.credit_count + every_.debit_count) {
    refusals_.Add(all_.count_place, "STATEMENT_COUNT_DIFFERS",
                  std::to_string(every_.credit_count + every_.debit_count) +
                      " entries as the file has, not " + std::to_string(*all_.count));
  }
  if (all_.sum.empty()) return;
  const std::optional<Money> stated = ParseBankAmount(all_.sum, '.', *currency_);
  if (stated && (stated->minor() == booked_.credits + booked_.debits ||
                 stated->minor() == every_.credits + every_.debits)) {
    return;
  }
  refusals_.Add(all_.sum_place, "STATEMENT_SUM_DIFFERS",
                "the sum of all entries, credits and debits alike");
}

void CamtStatement::Finish() {
  if (account_.empty()) {
    refusals_.Add(line_, "Acct", "STATEMENT_VALUE_MISSING", "the account, as IBAN or number");
  }
  if (!Begin({})) return;
  SetBalances();
  SetPeriod();
  DeclaredSums declared;
  Declare(credits_, booked_.credits, booked_.credit_count, every_.credits, every_.credit_count,
          declared.credits, declared.credit_count, declared.credits_place);
  Declare(debits_, booked_.debits, booked_.debit_count, every_.debits, every_.debit_count,
          declared.debits, declared.debit_count, declared.debits_place);
  CheckAll();
  declared.closing_place = closing_place_.line == 0 ? Place{line_, {}} : closing_place_;
  CloseStatement(declared, booked_, booked_, *statement_, refusals_);
  sink_.End(index_, *statement_);
}

}  // namespace tirek::bank
