#include "billing/bank/mt_statement.h"

#include <algorithm>
#include <utility>

#include "billing/bank/amount_text.h"
#include "billing/bank/eknp.h"
#include "billing/bank/reference.h"

namespace tirek::bank {
namespace {

constexpr std::size_t kLongestDetails = 64 * 1024;

// Codes of the German banks' table for payments that came back.
bool IsReturnCode(std::string_view code) { return code == "108" || code == "109" || code == "159"; }

Statement EmptyStatement(const MtHead& head, Currency currency) {
  const Money zero = Money::FromMinor(0, currency);
  // "BIC/account" names the account in its second part.
  const Result<Iban> iban = Iban::Parse(head.account.substr(head.account.find('/') + 1));
  Statement statement{iban ? *iban : Iban(), currency, {}, zero, zero, zero, zero, {}, {}};
  statement.kind = head.interim ? StatementKind::kInterim : StatementKind::kStatement;
  statement.id = head.number;
  statement.account_number = head.account;
  statement.states_balances = false;
  statement.file_line = head.line;
  return statement;
}

std::string KnownReference(std::string_view reference) {
  return reference == "NONREF" ? std::string() : std::string(reference);
}

}  // namespace

MtStatement::MtStatement(std::size_t index, const MtHead& head, Currency currency,
                         StatementSink& sink, Refusals& refusals)
    : index_(index), sink_(sink), refusals_(refusals), statement_(EmptyStatement(head, currency)) {
  declared_.closing_place = {head.line, {}};
  sink_.Begin(index_, statement_);
}

void MtStatement::Open(const MtBalance& opening, bool is_later_page) {
  has_opening_ = true;
  if (is_later_page) {
    refusals_.Add(statement_.file_line, "60M", "STATEMENT_TRUNCATED",
                  "the page before: :60M: is no opening balance of the statement");
  }
  statement_.opening = opening.amount;
  statement_.balances.push_back({"60F", opening.amount, opening.date});
}

void MtStatement::Continue(const MtBalance& opening, int line) {
  between_pages_ = false;
  has_closing_ = false;
  if (opening.amount == statement_.closing) return;
  refusals_.Add(line, "60M", "STATEMENT_BALANCE",
                "an opening balance of " + statement_.closing.ToString() +
                    ", with which the page before closed");
}

void MtStatement::RefuseEntry(const MtEntry& entry, const std::optional<Money>& amount, int line) {
  if (!entry.value_date) {
    refusals_.Add(line, "61", "STATEMENT_DATE", "a value date that exists, written yymmdd");
  }
  if (!entry.direction) {
    refusals_.Add(line, "61", "STATEMENT_DIRECTION", "C, D, RC, RD, EC or ED behind the dates");
  } else if (!amount) {
    refusals_.Add(line, "61", "STATEMENT_AMOUNT",
                  "digits with a decimal comma, at most " +
                      std::to_string(statement_.currency.minor_digits()) +
                      " decimals, and an amount that fits 64 bits");
  }
}

void MtStatement::TakeEntry(const MtEntry& entry, int line) {
  EndEntry();
  const auto amount = ParseBankAmount(entry.amount, ',', statement_.currency);
  RefuseEntry(entry, amount, line);
  if (!entry.value_date || !entry.direction || !amount) return;
  const CivilDate booked = entry.booked_date.value_or(*entry.value_date);
  entry_ = StatementLine{KnownReference(entry.reference),
                         booked,
                         booked,
                         *entry.value_date,
                         *amount,
                         *entry.direction,
                         {},
                         {},
                         std::string(entry.supplement),
                         {},
                         line,
                         entry.expected ? LineState::kPending : LineState::kBooked,
                         {},
                         std::string(entry.bank_reference),
                         std::string(entry.type)};
  if (amount->is_zero()) entry_->state = LineState::kInformation;
  entry_->reversal = entry.reversal;
  const std::string_view code = std::string_view(entry_->type).substr(entry_->type.empty() ? 0 : 1);
  entry_->fee = code == "CHG" || code == "COM";
  if (code == "RTI") entry_->returned.emplace();
}

void MtStatement::TakeDetails(std::string_view text) {
  if (!entry_) return;  // about the statement as a whole
  if (details_.size() + text.size() > kLongestDetails) {
    refusals_.Add(entry_->file_line, "86", "STATEMENT_TEXT_TOO_LONG",
                  "at most 65536 bytes about one entry");
    return;
  }
  if (!details_.empty()) details_ += '\n';
  details_ += text;
}

void MtStatement::EndEntry() {
  if (!entry_) return;
  StatementLine& line = *entry_;
  if (!details_.empty()) {
    MtDetails details = ParseMtDetails(details_);
    line.purpose = std::move(details.purpose);
    line.counterparty = {
        std::move(details.name), {}, std::move(details.account), std::move(details.bank)};
    line.end_to_end_id = std::move(details.end_to_end_id);
    if (IsReturnCode(details.code) && !line.returned) line.returned.emplace();
    details_.clear();
  }
  if (const std::optional<Eknp> eknp = FindEknp(line.purpose)) {
    line.knp = eknp->knp;
    line.counterparty.kbe = line.direction == Direction::kCredit ? eknp->kod : eknp->kbe;
  }
  line.reference = FindReference(line.end_to_end_id);
  if (!line.reference) line.reference = FindReference(line.purpose);
  if (!line.reference) line.reference = FindReference(line.number);
  if (line.state == LineState::kBooked) {
    first_day_ = std::min(first_day_.value_or(line.booked_date), line.booked_date);
    last_day_ = std::max(last_day_.value_or(line.booked_date), line.booked_date);
  }
  sums_.Add(line);
  sink_.Take(index_, line);
  entry_.reset();
}

void MtStatement::Close(const std::string& tag, const MtBalance& closing, int line) {
  EndEntry();
  has_closing_ = true;
  between_pages_ = tag == "62M";
  statement_.closing = closing.amount;
  closing_day_ = closing.date;
  declared_.closing_place = {line, tag};
  statement_.balances.push_back({tag, closing.amount, closing.date});
  if (closing.amount.currency() == statement_.currency) return;
  refusals_.Add(line, tag, "STATEMENT_CURRENCY",
                "the account's currency " + std::string(statement_.currency.code()));
  statement_.closing = Money::FromMinor(closing.amount.minor(), statement_.currency);
}

void MtStatement::TakeBalance(const std::string& tag, const MtBalance& balance) {
  EndEntry();
  if (tag == "64") statement_.available = balance.amount;
  statement_.balances.push_back({tag, balance.amount, balance.date});
}

void MtStatement::TakeSum(const std::string& tag, const MtSum& sum, int line) {
  EndEntry();
  const bool is_credit = tag == "90C";
  (is_credit ? declared_.credits : declared_.debits) = sum.amount;
  (is_credit ? declared_.credit_count : declared_.debit_count) = sum.count;
  (is_credit ? declared_.credits_place : declared_.debits_place) = {line, tag};
  if (sum.amount.currency() == statement_.currency) return;
  refusals_.Add(line, tag, "STATEMENT_CURRENCY",
                "the account's currency " + std::string(statement_.currency.code()));
}

// The opening balance bears the day of the statement before: the days begin with the first entry.
void MtStatement::SetPeriod() {
  const CivilDate last = std::max(closing_day_.value_or(last_day_.value_or(CivilDate())),
                                  last_day_.value_or(closing_day_.value_or(CivilDate())));
  statement_.period = {first_day_.value_or(last), last.PlusDays(1).value_or(last)};
}

void MtStatement::Finish() {
  EndEntry();
  const bool interim = statement_.kind == StatementKind::kInterim;
  statement_.states_balances = has_opening_ && has_closing_;
  const std::pair<bool, const char*> balances[] = {{has_opening_, "60F"}, {has_closing_, "62F"}};
  for (const auto& [present, tag] : balances) {
    if (present || interim) continue;
    refusals_.Add(statement_.file_line, tag, "STATEMENT_VALUE_MISSING",
                  "a value for it in the message that begins here");
  }
  if (between_pages_) {
    refusals_.Add(declared_.closing_place, "STATEMENT_TRUNCATED",
                  "the next page: :62M: is no closing balance of the statement");
  }
  if (statement_.account_number.empty()) {
    refusals_.Add(statement_.file_line, "25", "STATEMENT_VALUE_MISSING",
                  "the account, as IBAN or number");
  }
  SetPeriod();
  CloseStatement(declared_, sums_, sums_, statement_, refusals_);
  sink_.End(index_, statement_);
}

}  // namespace tirek::bank
