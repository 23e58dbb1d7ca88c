// Account statements through the real door: months that chain, and what was known then.
#include <algorithm>

#include "tests/services/settlement/pilot_month.h"

namespace tirek::settlement {
namespace {

std::string MonthName(int month) {
  return std::string("2026-") + (month < 10 ? "0" : "") + std::to_string(month);
}

// "opening -debit +credit closing", and each balance.
std::string Shown(const v1::GetAccountStatementResponse& answer) {
  const auto& s = answer.statement();
  std::string all = std::to_string(s.opening().minor_units()) + " -" +
                    std::to_string(s.debit().minor_units()) + " +" +
                    std::to_string(s.credit().minor_units()) + " " +
                    std::to_string(s.closing().minor_units()) + ":";
  for (const auto& movement : answer.movements()) {
    all += " " + std::to_string(movement.balance().minor_units());
  }
  return all;
}

// A year in which 100 is accrued on the last day of a month and 90 of it paid on the 15th of the
// next; 7 of March become known in December.
struct Year {
  SettlementHouse house;
  std::string provider = house.provider_of("GSZ-KRG-003");
  Instant before_late{};

  Year() {
    for (int month = 1; month <= 12; ++month) {
      const std::string id = std::to_string(month);
      const Month of{2026, month};
      if (month > 1) Pay(house, provider, "pay" + id, *CivilDate::FromYmd(2026, month, 15), 90);
      Accrue(house, provider, "clm" + id, of.period().end - 1, 100);
      house.clock().Set({house.clock().Now().micros + kDay});
    }
    before_late = house.clock().Now();
    house.clock().Set({before_late.micros + kDay});
    Accrue(house, provider, "late", *CivilDate::FromYmd(2026, 3, 20), 7);
  }

  v1::GetAccountStatementResponse Get(int month, std::optional<Instant> known_at = {}) {
    auto request = Wanted(provider, MonthName(month));
    if (known_at) *request.mutable_known_at() = At(*known_at);
    return Must(house.Call(&Statements::GetAccountStatement, request));
  }
};

TEST_CASE("a year's months chain, and what was recorded later is there as known now alone") {
  Year year;
  CHECK(Shown(year.Get(1)) == "0 -0 +100 100: 100");
  CHECK(Shown(year.Get(2)) == "100 -90 +100 110: 10 110");
  CHECK(Shown(year.Get(3)) == "110 -90 +107 127: 20 27 127");
  CHECK(Shown(year.Get(3, year.before_late)) == "110 -90 +100 120: 20 120");
  CHECK(Shown(year.Get(12)) == "207 -90 +100 217: 117 217");
  CHECK(Shown(year.Get(12, year.before_late)) == "200 -90 +100 210: 110 210");
  for (const std::optional<Instant> known_at : {std::optional<Instant>(), {year.before_late}}) {
    for (int month = 1; month < 12; ++month) {
      CAPTURE(month);
      CHECK(year.Get(month, known_at).statement().closing().minor_units() ==
            year.Get(month + 1, known_at).statement().opening().minor_units());
    }
  }
  // Before anything was recorded nothing is known.
  const auto nothing = year.Get(3, Instant{0});
  CHECK(Shown(nothing) == "0 -0 +0 0:");
  CHECK(nothing.statement().sequence() == 0);

  v1::GetAccountStatementRequest whole;
  whole.set_provider_id(year.provider);
  *whole.mutable_start_date() = Day(2026, 1, 1);
  *whole.mutable_end_date() = Day(2027, 1, 1);
  const auto all = Must(year.house.Call(&Statements::GetAccountStatement, whole, Role::kAuditor));
  CHECK(all.movements_size() == 24);
  CHECK(all.statement().closing().minor_units() == 217);
  CHECK(all.statement().sequence() == 24);
  CHECK(all.statement().hash().size() == 64);
}

TEST_CASE("what is known at each entry's own time is the entries up to it") {
  Year year;
  std::vector<long long> micros(24);
  for (int i = 0; i < 24; ++i) {
    const std::string number = std::to_string(i + 1);
    year.house.sql() << "SELECT (extract(epoch FROM record_time) * 1000000)::bigint FROM"
                        " settlement.entry WHERE sequence = " +
                            number,
        soci::into(micros[static_cast<std::size_t>(i)]);
  }
  for (std::size_t i = 0; i < micros.size(); ++i) {
    CAPTURE(i);
    // Entries of one time are known together.
    const auto last = std::upper_bound(micros.begin(), micros.end(), micros[i]);
    CHECK(year.Get(1, Instant{micros[i]}).statement().sequence() == last - micros.begin());
    const auto first = std::lower_bound(micros.begin(), micros.end(), micros[i]);
    CHECK(year.Get(1, Instant{micros[i] - 1}).statement().sequence() == first - micros.begin());
  }
}

Lines Movements(const v1::GetAccountStatementResponse& answer) {
  Lines lines;
  for (const auto& m : answer.movements()) {
    lines.push_back(v1::MovementKind_Name(m.kind()).substr(14) + " " + m.number() + " -" +
                    std::to_string(m.debit().minor_units()) + " +" +
                    std::to_string(m.credit().minor_units()));
  }
  return lines;
}

TEST_CASE("each set of accounts has its own movements, called as people call them") {
  PilotMonth month;
  auto request = Wanted(month.short_paid, "");
  *request.mutable_start_date() = Day(2026, 10, 1);
  *request.mutable_end_date() = Day(2026, 12, 1);
  const auto payable = month.Get(request);
  CHECK(Movements(payable) == Lines{"ACCRUED GSZ-KRG-002/2026-10 -0 +61587890",
                                    "ORDERED TRK-202610-GSZ-KRG-002 -61587890 +0"});
  CHECK(payable.statement().account_set() == v1::ACCOUNT_SET_PAYABLE);
  CHECK(payable.statement().provider_bin() == "051240990020");
  CHECK(payable.statement().closing().minor_units() == 0);
  request.set_account_set(v1::ACCOUNT_SET_SETTLEMENTS);
  const auto settlements = month.Get(request);
  CHECK(Movements(settlements) ==
        Lines{"ACCRUED GSZ-KRG-002/2026-10 -0 +61587890", "PAID 20261102 -61487890 +0"});
  CHECK(settlements.statement().closing().minor_units() == 100'000);
  request.set_account_set(v1::ACCOUNT_SET_RECEIVABLE);
  CHECK(month.Get(request).movements().empty());
}

TEST_CASE("a provider reads its own statement and act, by no name, and nobody else's") {
  PilotMonth month;
  const std::string token = month.house.provider_token("GSZ-KRG-002");
  const auto own =
      Must(month.house.Call(&Statements::GetAccountStatement, Wanted("", "2026-10"), token));
  CHECK(own.statement().provider_id() == month.short_paid);
  CHECK(own.movements_size() == 1);
  const std::string other = month.house.provider_of("GSZ-KRG-001");
  CHECK(month.house.Call(&Statements::GetAccountStatement, Wanted(other, "2026-10"), token)
            .error()
            .reason == "PROVIDER_SCOPE");
  // Also where the file is none: whose act it is, is asked before.
  v1::CompareReconciliationActRequest compared;
  compared.set_provider_id(other);
  compared.set_month("2026-10");
  CHECK(month.house.Call(&Statements::CompareReconciliationAct, compared, token).error().reason ==
        "PROVIDER_SCOPE");
  v1::GetReconciliationActRequest act;
  act.set_month("2026-10");
  CHECK(Must(month.house.Call(&Statements::GetReconciliationAct, act, token)).lines_size() == 1);
  CHECK(Must(month.house.Call(&Statements::ListPayables, v1::ListPayablesRequest(), token))
            .payables_size() == 1);
}

TEST_CASE("all wrong fields are named at once") {
  SettlementHouse house;
  v1::GetAccountStatementRequest request;
  CHECK(Refusals(house.Call(&Statements::GetAccountStatement, request)) ==
        Lines{"month INVALID_MONTH"});
  request.set_month("2026-10");
  CHECK(Refusals(house.Call(&Statements::GetAccountStatement, request)) ==
        Lines{"provider_id INVALID_ID"});
  request.set_provider_id("prv_00000000000000000000000000");
  CHECK(Refusals(house.Call(&Statements::GetAccountStatement, request)) ==
        Lines{"PROVIDER_NOT_FOUND"});
  *request.mutable_end_date() = Day(2026, 2, 30);
  request.set_currency_code("tenge");
  request.mutable_known_at()->set_nanos(-1);
  *request.mutable_as_of() = Day(9999, 12, 31);
  CHECK(Refusals(house.Call(&Statements::GetAccountStatement, request)) ==
        Lines{"month INVALID_MONTH", "currency_code UNKNOWN_CURRENCY", "known_at INVALID_TIME",
              "as_of OUT_OF_RANGE"});
  request.Clear();
  *request.mutable_start_date() = Day(2026, 10, 1);
  CHECK(Refusals(house.Call(&Statements::GetAccountStatement, request)) ==
        Lines{"end_date INVALID_DATE"});
  *request.mutable_end_date() = Day(2026, 10, 1);
  CHECK(Refusals(house.Call(&Statements::GetAccountStatement, request)) ==
        Lines{"end_date PERIOD_REVERSED"});
}

}  // namespace
}  // namespace tirek::settlement
