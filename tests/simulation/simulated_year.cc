#include "tests/simulation/simulated_year.h"

#include <algorithm>

#include <doctest/doctest.h>
#include <soci/soci.h>

#include "core/money/money.h"
#include "tests/support/small_provider.h"
#include "tirek/access/v1/access.grpc.pb.h"

namespace tirek::simulation {
namespace {

namespace v1 = settlement::v1;
using access::Role;

constexpr int kProviders = 2;
constexpr int kPlacements = 5;  // odd ones with provider 1
constexpr const char* kPayerAccount = "KZ90070TESTKRG000001";

int ProviderOf(int placement) { return placement % 2 == 1 ? 1 : 2; }

template <typename T>
T Must(Result<T> result) {
  if (!result) FAIL(result.error().reason << ": " << Describe(result.error()));
  return std::move(result).value();
}

google::type::Date ToProto(CivilDate date) {
  google::type::Date proto;
  proto.set_year(date.year());
  proto.set_month(date.month());
  proto.set_day(date.day());
  return proto;
}

std::string SixDigits(CivilDate date) {
  const std::string text = date.ToString();
  return text.substr(2, 2) + text.substr(5, 2) + text.substr(8, 2);
}

std::string Comma(long long minor) {
  std::string text = Money::FromMinor(minor, kTenge).AmountText();
  text[text.find('.')] = ',';
  return text;
}

}  // namespace

SimulatedYear::SimulatedYear(std::uint64_t seed)
    : random_(seed),
      money_({{"access", "registry", "contracts", "settlement"}, &house_.clock, {}}, house_.house) {
  house_.ComesDay("2026-01-01");
  house_.Tamper("UPDATE contracts.state_order SET create_time = '2026-01-01'");
  for (int provider = 1; provider <= kProviders; ++provider) {
    house_.AddProvider(provider, 90'000'000 + Below(50'000'000));
    // Identifiers that a payment file takes.
    house_.Tamper("UPDATE registry.provider SET bin = '" + test::TestBin(provider) + "', iban = '" +
                  test::TestIban(provider) + "' WHERE provider_id = '" +
                  billing::IdOf("prv", provider) + "'");
  }
  for (int placement = 1; placement <= kPlacements; ++placement) {
    house_.AddPlacement(placement, ProviderOf(placement), "2026-01-01");
  }
  finance_ = money_.Token(Role::kFinance);
}

void SimulatedYear::Carry(int month) {
  const Month at = Month::Of(*CivilDate::FromYmd(2026, month, 1));
  house_.ComesDay((at.period().end + 1).ToString());
  Attend(at);
  CorrectLate();
  Bill(at);
  Adjust();
  CheckInvariants();
  Pay(at);
  CheckInvariants();
  ImportStatement(at);
  CheckInvariants();
  Close(at);
  CheckInvariants();
  CheckClosedMonths();
}

// Up to eight days of each person, some of them away.
void SimulatedYear::Attend(const Month& month) {
  for (int placement = 1; placement <= kPlacements; ++placement) {
    for (int i = 0, day = 0; i < 8; ++i) {
      day += 1 + Below(3);
      const std::string date = (month.period().start + (day - 1)).ToString();
      const bool away = OneIn(6);
      house_.Attend(placement, ProviderOf(placement), date, date, away ? "EXCUSED" : "");
      if (!away) attended_.emplace_back(placement, date);
    }
  }
}

// Also of months that are paid and closed.
void SimulatedYear::CorrectLate() {
  for (int i = Below(4); i > 0; --i) {
    const std::size_t at = random_() % attended_.size();
    const auto [placement, date] = attended_[at];
    attended_.erase(attended_.begin() + static_cast<std::ptrdiff_t>(at));
    house_.Correct(placement, ProviderOf(placement), date, OneIn(2) ? "UNEXCUSED" : "EXCUSED");
    ++events_["corrected"];
  }
}

void SimulatedYear::Bill(const Month& month) {
  house_.Run(month.ToString());
  for (int provider = 1; provider <= kProviders; ++provider) {
    const auto claim = house_.Bill(provider, month.ToString());
    ++events_[claim.unfunded().minor_units() > 0 ? "beyond the ceiling" : "funded"];
  }
}

void SimulatedYear::Adjust() {
  if (house_.Check().lines() == 0) return;
  for (const auto& adjustment : house_.Post()) {
    ++events_[adjustment.receivable().minor_units() > 0 ? "owed back" : "owed more"];
  }
}

std::string SimulatedYear::SecondSignature() {
  access::v1::IssueTokenRequest request;
  request.set_principal("second-signature");
  request.set_role(common::v1::ROLE_FINANCE);
  return Must(Write(&access::v1::AccessService::Stub::IssueToken, request,
                    money_.Token(Role::kAdministrator)))
      .secret();
}

void SimulatedYear::Pay(const Month& month) {
  v1::CreatePaymentRunRequest create;
  create.set_month(month.ToString());
  *create.mutable_execution_date() = ToProto(month.period().end + 2);
  const auto run = Write(&Stub::CreatePaymentRun, create, finance_);
  if (!run && run.error().reason == "NOTHING_TO_PAY") {
    ++events_["nothing to pay"];
    return;
  }
  v1::ApprovePaymentRunRequest approve;
  approve.set_payment_run_id(Must(run).payment_run().payment_run_id());
  Must(Write(&Stub::ApprovePaymentRun, approve, SecondSignature()));
  v1::ExportPaymentFileRequest send;
  send.set_payment_run_id(approve.payment_run_id());
  Must(Write(&Stub::ExportPaymentFile, send, finance_));
}

// The bank pays what it was sent, at times a little less, and now and then money comes from nobody
// that we know.
void SimulatedYear::ImportStatement(const Month& month) {
  v1::ListPaymentOrdersRequest list;
  list.set_state(v1::PAYMENT_ORDER_STATE_SENT);
  list.set_page_size(1000);
  const auto orders = Must(money_.Call(&Stub::ListPaymentOrders, finance_, list));
  const CivilDate day = month.period().end + 3;
  house_.ComesDay((day + 1).ToString());
  std::string text = "{1:F01TESTKZKAXXXX0000000000}{2:O940TESTKZKAXXXXN}{4:\r\n:20:ST1\r\n:25:" +
                     std::string(kPayerAccount) + "\r\n:28C:1/1\r\n:60F:C" + SixDigits(day + -1) +
                     "KZT" + Comma(bank_minor_) + "\r\n";
  const auto add = [&](long long minor, const std::string& purpose) {
    bank_minor_ += minor;
    text += ":61:" + SixDigits(day) + SixDigits(day).substr(2) + (minor > 0 ? "C" : "D") +
            Comma(std::abs(minor)) + "NTRFNONREF\r\n:86:" + purpose + "\r\n";
  };
  for (const v1::PaymentOrder& order : orders.payment_orders()) {
    const bool is_short = OneIn(6);
    const long long moved = order.amount().minor_units() - (is_short ? 100 : 0);
    if (moved <= 0) continue;
    add(-moved, order.end_to_end_id());
    paid_[order.provider_id()] += moved;
    ++events_[is_short ? "paid short" : "paid"];
  }
  if (OneIn(2)) {
    const long long unknown = 1 + Below(1'000'000);
    add(unknown, "unknown");
    paid_["PAYER"] -= unknown;
    ++events_["from nobody"];
  }
  text += ":62F:C" + SixDigits(day) + "KZT" + Comma(bank_minor_) + "\r\n-}\r\n";
  v1::ImportBankStatementRequest request;
  request.set_file(text);
  Must(Write(&Stub::ImportBankStatement, request, finance_));
}

void SimulatedYear::Close(const Month& month) {
  v1::ClosePeriodRequest request;
  request.set_month(month.ToString());
  Must(Write(&Stub::ClosePeriod, request, finance_));
  const std::string last_day = (month.period().end + -1).ToString();
  closed_[last_day] = Balances(last_day);
}

void SimulatedYear::CheckInvariants() {
  for (const std::string& difference : house_.house.Verify()) {
    // The facts were written as other services publish them, not as they keep them.
    const bool of_facts = difference.rfind("order GSZ-2026: its document", 0) == 0 ||
                          difference.rfind("placements:", 0) == 0;
    if (!of_facts) REQUIRE(difference == "");
  }
  // Each ledger balances; what the bank moved stands on BANK, to the tiyn, and nothing else does.
  long long uneven = -1;
  house_.house.sql() << "SELECT count(*) FROM (SELECT FROM settlement.posting GROUP BY ledger_id,"
                        " currency_code HAVING sum(amount_minor) <> 0) wrong",
      soci::into(uneven);
  REQUIRE(uneven == 0);
  std::map<std::string, long long> bank;
  for (const std::string& line : Balances()) {
    const std::size_t colon = line.find(':'), space = line.find(' ');
    if (line.substr(colon + 1, space - colon - 1) != "BANK") continue;
    bank[line.substr(0, colon)] = -std::stoll(line.substr(space + 1));
  }
  REQUIRE(bank == paid_);
}

void SimulatedYear::CheckClosedMonths() {
  for (const auto& [day, balances] : closed_) {
    CAPTURE(day);
    REQUIRE(Balances(day).size() == balances.size());
    const auto now = Balances(day);
    for (std::size_t i = 0; i < balances.size(); ++i) REQUIRE(now[i] == balances[i]);
  }
}

std::vector<std::string> SimulatedYear::Balances(const std::string& as_of) {
  v1::ListLedgerAccountsRequest request;
  request.set_page_size(1000);
  if (!as_of.empty()) *request.mutable_as_of() = ToProto(*CivilDate::Parse(as_of));
  std::vector<std::string> lines;
  const auto listed = Must(money_.Call(&Stub::ListLedgerAccounts, finance_, request));
  for (const auto& account : listed.accounts()) {
    lines.push_back(account.ledger_id() + ":" + account.account() + " " +
                    std::to_string(account.balance().minor_units()));
  }
  return lines;
}

std::string SimulatedYear::Journal(v1::JournalFormat format) {
  v1::GetLedgerJournalRequest request;
  request.set_format(format);
  return Must(money_.Call(&Stub::GetLedgerJournal, finance_, request)).file();
}

}  // namespace tirek::simulation
