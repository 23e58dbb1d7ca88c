#include "tests/services/settlement/model/model_trial.h"

#include <algorithm>
#include <iterator>

#include "tests/services/settlement/model/model_wire.h"

namespace tirek::settlement::model {
namespace {

constexpr long long kMinute = 60'000'000;

std::string Text(__int128 sum) { return std::to_string(static_cast<long long>(sum)); }

std::string Line(const std::vector<std::string>& words) {
  std::string line;
  for (const std::string& word : words) line += (line.empty() ? "" : " ") + word;
  return line + "\n";
}

std::string NameOf(v1::LedgerVerdict verdict) { return v1::LedgerVerdict_Name(verdict).substr(15); }

using Lines = std::vector<std::string>;

// One line a row; the query gives one column of text.
Lines Rows(soci::session& sql, const std::string& query) {
  Lines lines;
  const soci::rowset<std::string> rows = (sql.prepare << query);
  for (const std::string& row : rows) lines.push_back(row + "\n");
  return lines;
}

// The same lines, in whatever order; else the test ends with those that only one side has.
void RequireSame(Lines found, Lines expected) {
  std::sort(found.begin(), found.end());
  std::sort(expected.begin(), expected.end());
  Lines too_many, missing;
  std::set_difference(found.begin(), found.end(), expected.begin(), expected.end(),
                      std::back_inserter(too_many));
  std::set_difference(expected.begin(), expected.end(), found.begin(), found.end(),
                      std::back_inserter(missing));
  REQUIRE(Line(too_many) == Line(missing));
}

}  // namespace

ModelTrial::ModelTrial(std::uint64_t seed, int steps)
    : source_(seed, {house_.provider_of("GSZ-KRG-001"), house_.provider_of("GSZ-KRG-002"),
                     house_.provider_of("GSZ-KRG-003"), "PAYER"}),
      steps_(steps) {}

void ModelTrial::Run() {
  for (int step = 0; step < steps_; ++step) {
    CAPTURE(step);
    Step(step);
    CompareNewPostings();
    CompareAccounts();
    CompareMonths();
    CompareReservations();
    CompareAsOf();
  }
  std::vector<std::string> differences = house_.Verify();
  // Of claims that no billing made.
  std::erase_if(differences, [](const std::string& difference) {
    return difference.find("has no document CLAIM") != std::string::npos;
  });
  for (const std::string& difference : differences) CHECK(difference == "");
}

void ModelTrial::Step(int step) {
  MoveClock();
  if (step == steps_ * 6 / 10) return Close("2026-09");
  if (step == steps_ * 9 / 10) return Close("2026-10");
  switch (source_.Below(10)) {
    case 0:
      return SetLimits();
    case 1:
    case 2:
      return PostDocuments();
    case 3:
      if (last_request_.commands_size() > 0) return SendAgain();
      break;
    default:
      break;
  }
  PostBatch();
}

// Forward, now and then not at all, and at times back.
void ModelTrial::MoveClock() {
  const long long minutes = static_cast<long long>(source_.Below(120));
  house_.clock().Set({now() + (source_.OneIn(6) ? -minutes : minutes) * kMinute});
  times_.push_back(now());
}

void ModelTrial::PostBatch() {
  const std::vector<Asked> batch = source_.Batch(model_, now());
  v1::PostEntriesRequest request = RequestOf(batch);
  request.set_request_id(house_.FreshRequestId());
  request.set_validate_only(source_.OneIn(10));
  CAPTURE(request.ShortDebugString());
  const auto response = Must(house_.Call(&Stub::PostEntries, request));
  if (request.validate_only()) {
    const PlainLedger before = model_;
    TakeAnswers(batch, model_.Do(batch, now()), response);
    model_ = before;
    return;
  }
  TakeAnswers(batch, model_.Do(batch, now()), response);
  last_request_ = request;
  last_response_ = response;
}

void ModelTrial::TakeAnswers(const std::vector<Asked>& batch, const std::vector<Said>& expected,
                             const v1::PostEntriesResponse& response) {
  REQUIRE(static_cast<std::size_t>(response.answers_size()) == batch.size());
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const auto& answer = response.answers(static_cast<int>(i));
    const std::string verdict = NameOf(answer.verdict());
    verdicts_.insert(verdict);
    CAPTURE(answer.ShortDebugString());
    REQUIRE(
        Line({answer.command_id(), verdict, std::to_string(answer.sequence()), answer.account()}) ==
        Line({batch[i].id, expected[i].verdict, std::to_string(expected[i].number),
              expected[i].account}));
  }
  for (std::size_t i = 0; i < batch.size(); ++i) {
    if (expected[i].number == 0) continue;
    PlainEntry& entry =
        model_.book(batch[i].ledger).entries[static_cast<std::size_t>(expected[i].number - 1)];
    const std::string& entry_id = response.answers(static_cast<int>(i)).entry_id();
    if (expected[i].verdict == "DONE") entry.entry_id = entry_id;
    REQUIRE(entry.entry_id == entry_id);
  }
}

// After a lost answer: the same request is answered the same; another one under its id is refused.
void ModelTrial::SendAgain() {
  const auto response = Must(house_.Call(&Stub::PostEntries, last_request_));
  REQUIRE(response.SerializeAsString() == last_response_.SerializeAsString());
  v1::PostEntriesRequest other = last_request_;
  other.mutable_commands(0)->set_command_id("another");
  REQUIRE(Refusals(house_.Call(&Stub::PostEntries, other))[0] == "REQUEST_ID_REUSED");
}

void ModelTrial::PostDocuments() {
  const std::vector<Asked> documents = source_.Documents();
  const std::string expected = model_.Post(documents, now());
  sql::UnitOfWork work(house_.database("tirek_billing"), sql::Scope::Everything());
  const auto posted = LedgerGateway(work).PostAll(DocumentsOf(documents), house_.clock().Now());
  CAPTURE(expected);
  REQUIRE(posted.has_value() == expected.empty());
  if (!posted) {
    static const std::map<std::string, std::string> kReasons = {
        {"PERIOD_CLOSED", "PERIOD_CLOSED"},
        {"OVERDRAWN", "ACCOUNT_OVERDRAWN"},
        {"LIMIT_EXCEEDED", "ACCOUNT_LIMIT_EXCEEDED"},
        {"AMOUNT_OVERFLOW", "AMOUNT_OVERFLOW"}};
    // What is posted already may be refused for something else that is wrong with it, too.
    const auto reason = kReasons.find(expected);
    if (reason != kReasons.end()) REQUIRE(posted.error().reason == reason->second);
    return;
  }
  work.Commit();
  std::map<std::string, std::size_t> entries;
  for (const Asked& document : documents) ++entries[document.ledger];
  for (std::size_t i = 0; i < documents.size(); ++i) {
    auto& of_ledger = model_.book(documents[i].ledger).entries;
    of_ledger[of_ledger.size() - entries[documents[i].ledger]--].entry_id = (*posted)[i];
  }
}

void ModelTrial::SetLimits() {
  static const std::vector<std::string> kAccounts = {"EXPENSE_ACCRUED", "PAYABLE", "BANK_CLEARING",
                                                     "BANK"};
  const std::string ledger = source_.AnyLedger();
  const std::string account = source_.Any(kAccounts), currency = source_.OneIn(4) ? "USD" : "KZT";
  Limits limits;
  if (!source_.OneIn(4)) limits.least = source_.Any<long long>({-100, -20, 0});
  if (source_.OneIn(2)) limits.most = source_.Any<long long>({40, 150});
  model_.book(ledger).limits[{account, currency}] = limits;
  v1::SetAccountLimitsRequest request;
  request.set_payer(ledger == "PAYER");
  if (ledger != "PAYER") request.set_provider_id(ledger);
  request.set_account(account);
  request.set_currency_code(currency);
  if (limits.least) *request.mutable_least() = MoneyOf(currency, *limits.least);
  if (limits.most) *request.mutable_most() = MoneyOf(currency, *limits.most);
  Must(house_.Write(&Stub::SetAccountLimits, request));
}

// By a clock that is right again.
void ModelTrial::Close(const std::string& month) {
  house_.clock().Set({*std::max_element(times_.begin(), times_.end())});
  v1::ClosePeriodRequest request;
  request.set_month(month);
  Must(house_.Write(&Stub::ClosePeriod, request));
  model_.Close(month);
}

void ModelTrial::CompareAccounts() {
  std::vector<std::string> lines;
  for (const auto& [ledger, book] : model_.books()) {
    for (const Account& account : book.Accounts()) {
      lines.push_back(
          Line({ledger, account.first, account.second, Text(book.Balance(account)),
                Text(book.Reserved(account, true)), Text(book.Reserved(account, false))}));
    }
  }
  RequireSame(Rows(house_.sql(),
                   "SELECT concat_ws(' ', a.ledger_id, a.account, a.currency_code, a.balance_minor,"
                   " a.reserved_debit_minor, a.reserved_credit_minor) FROM settlement.account a"
                   " WHERE (a.ledger_id, a.account, a.currency_code) IN (SELECT ledger_id, account,"
                   " currency_code FROM settlement.posting) OR EXISTS (SELECT"
                   " FROM settlement.reservation r WHERE r.ledger_id = a.ledger_id"
                   " AND r.currency_code = a.currency_code"
                   " AND a.account IN (r.debit_account, r.credit_account))"),
              lines);
}

void ModelTrial::CompareReservations() {
  std::vector<std::string> lines;
  for (const auto& [ledger, book] : model_.books()) {
    for (const auto& [id, held] : book.held) lines.push_back(Line({ledger, id, held.state}));
  }
  RequireSame(Rows(house_.sql(),
                   "SELECT concat_ws(' ', ledger_id, reservation_id, state)"
                   " FROM settlement.reservation"),
              lines);
}

// Of every month, the newest one too; and which number each of them began with.
void ModelTrial::CompareMonths() {
  std::vector<std::string> lines, months;
  for (const auto& [ledger, book] : model_.books()) {
    for (const auto& [of, turnover] : book.Turnovers()) {
      lines.push_back(Line({ledger, of.first.first, of.first.second, of.second + "-01",
                            Text(turnover.debit), Text(-turnover.credit)}));
    }
    std::string newest;
    for (std::size_t i = 0; i < book.entries.size(); ++i) {
      const std::string month = book.entries[i].day.substr(0, 7);
      if (month <= newest) continue;
      newest = month;
      months.push_back(Line({ledger, month + "-01", std::to_string(i + 1)}));
    }
  }
  RequireSame(Rows(house_.sql(),
                   "SELECT concat_ws(' ', ledger_id, account, currency_code, month_start,"
                   " debit_minor, credit_minor) FROM settlement.turnover"),
              lines);
  RequireSame(Rows(house_.sql(),
                   "SELECT concat_ws(' ', l.ledger_id, m.month_start, m.first_sequence)"
                   " FROM settlement.ledger_month m JOIN settlement.ledger l"
                   " USING (ledger_number)"),
              months);
}

// What the last step added, each posting with the balance that the database carries along, and
// whether it came late.
void ModelTrial::CompareNewPostings() {
  std::vector<std::string> lines;
  std::string since = "false";
  for (const auto& [ledger, book] : model_.books()) {
    const std::size_t compared = compared_[ledger];
    since +=
        " OR (p.ledger_id = '" + ledger + "' AND p.sequence > " + std::to_string(compared) + ")";
    PlainBook before = book;
    before.entries.resize(compared);
    for (std::size_t i = compared; i < book.entries.size(); ++i) {
      PlainEntry entry = book.entries[i];
      before.entries.push_back(entry);
      before.entries.back().legs.clear();
      for (const Leg& leg : entry.legs) {
        before.entries.back().legs.push_back(leg);
        const Account account(leg.account, leg.currency);
        lines.push_back(
            Line({ledger, std::to_string(i + 1), entry.entry_id, entry.source, entry.day,
                  entry.reverses + "|" + entry.description, std::to_string(entry.record_time),
                  leg.account, leg.currency, std::to_string(leg.amount),
                  Text(before.Balance(account)), book.CameLate(i + 1) ? "t" : "f"}));
      }
    }
    compared_[ledger] = book.entries.size();
  }
  RequireSame(Rows(house_.sql(),
                   "SELECT concat_ws(' ', e.ledger_id, e.sequence, e.entry_id, e.source_type,"
                   " e.source_id, e.effective_date, coalesce(e.reverses_id, '') || '|'"
                   " || e.description, (extract(epoch FROM e.record_time) * 1000000)::bigint,"
                   " p.account, p.currency_code, p.amount_minor, p.balance_minor, e.late)"
                   " FROM settlement.posting p"
                   " JOIN settlement.entry e ON e.ledger_id = p.ledger_id"
                   " AND e.sequence = p.sequence WHERE " +
                       since),
              lines);
}

std::vector<std::string> ModelTrial::AsOf(const std::string& day,
                                          std::optional<long long> known_at) const {
  std::vector<std::string> lines;
  for (const auto& [ledger, book] : model_.books()) {
    PlainBook then;
    for (const PlainEntry& entry : book.entries) {
      if (entry.day <= day && entry.record_time <= known_at.value_or(INT64_MAX)) {
        then.entries.push_back(entry);
      }
    }
    for (const Account& account : then.Accounts()) {
      lines.push_back(Line({ledger, account.first, account.second, Text(then.Balance(account))}));
    }
  }
  return lines;
}

void ModelTrial::CompareAsOf() {
  v1::ListLedgerAccountsRequest request;
  request.set_page_size(1000);
  const std::string day = source_.AnyDay();
  *request.mutable_as_of() = DateOf(day);
  std::optional<long long> known_at;
  if (source_.OneIn(3)) {
    known_at = source_.Any(times_);
    request.mutable_known_at()->set_seconds(*known_at / 1'000'000);
  }
  const auto listed = Must(house_.Call(&Stub::ListLedgerAccounts, request));
  std::vector<std::string> lines;
  for (const auto& account : listed.accounts()) {
    lines.push_back(Line({account.ledger_id(), account.account(), account.balance().currency_code(),
                          std::to_string(account.balance().minor_units())}));
  }
  CAPTURE(day);
  RequireSame(lines, AsOf(day, known_at));
}

}  // namespace tirek::settlement::model
