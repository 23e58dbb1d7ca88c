// What a long history costs: a posting far back, balances as of a day and statements of a month in
// a ledger that has gone on a hundred times as long, and the proof of the whole chain.
//
// TIREK_BENCH_HISTORY sets how many entries the long ledger has (1,000,000; in full 10,000,000), a
// hundred and some each day; the short one has as many a day, and two months.
#include <chrono>
#include <cstdlib>
#include <functional>
#include <memory>
#include <random>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/sql/binary_copy.h"
#include "core/sql/unit_of_work.h"
#include "services/settlement/chain_verify.h"
#include "services/settlement/ledger_list_gateway.h"
#include "tests/bench/bound.h"
#include "tests/bench/ledger_house.h"
#include "tests/bench/quantile.h"

namespace tirek::bench {
namespace {

constexpr int kLong = 1'000'000;
constexpr int kTimes = 100;     // as many days as the short ledger has
constexpr int kShortDays = 61;  // November and December
constexpr int kLongDays = kTimes * kShortDays;
constexpr int kQuestions = 40;
constexpr int kPosts = 300;
constexpr int kPortion = 100'000;
constexpr int kRowsShown = 50;
const CivilDate kFirstDay = *CivilDate::Parse("2016-11-01");

int LongWanted() {
  const char* wanted = std::getenv("TIREK_BENCH_HISTORY");
  return wanted == nullptr ? kLong : std::stoi(wanted);
}

CivilDate AddYears(CivilDate date, int years) {
  std::string text = date.ToString();
  text.replace(0, 4, std::to_string(std::stoi(text.substr(0, 4)) + years));
  return *CivilDate::Parse(text);
}

double MillisOf(const std::function<void()>& work) { return 1'000 * Seconds(work); }

class History {
 public:
  History() : house_(2), queue_(house_.NewQueue(1)), entries_(LongWanted()) {
    Fill(short_, entries_ / kTimes, kShortDays);
    Fill(long_, entries_, kLongDays);
    house_.sql() << "VACUUM ANALYZE settlement.ledger_entry";
    house_.sql() << "CHECKPOINT";
  }

  Measurement Backdated() {
    std::vector<double> late, ordinary;
    for (int i = 0; i < kPosts; ++i) {
      late.push_back(MillisOf([&] { Post(kFirstDay + i % 30); }));
      ordinary.push_back(MillisOf([&] { Post(kFirstDay + (kLongDays - 1)); }));
    }
    long long rewritten = 0;
    house_.sql() << "SELECT sum(n_tup_upd + n_tup_del) FROM pg_stat_all_tables WHERE"
                    " schemaname = 'settlement' AND relname IN ('ledger_entry', 'ledger_month')",
        soci::into(rewritten);
    if (rewritten != 0) throw std::runtime_error("old rows were rewritten");
    return Compared("a posting " + std::to_string(entries_) + " entries back", late,
                    "an ordinary one", ordinary);
  }

  Measurement Balances() {
    return Asked("balances as of a day", [this](const std::string& ledger_id, CivilDate day) {
      sql::UnitOfWork work(house_.database(), sql::Scope::Everything());
      if (settlement::LedgerListGateway(work)
              .Accounts({ledger_id, day, {}}, {kRowsShown, {}})
              .empty()) {
        throw std::runtime_error("there are no balances");
      }
    });
  }

  Measurement Statements() {
    return Asked("a page of a month", [this](const std::string& ledger_id, CivilDate day) {
      sql::UnitOfWork work(house_.database(), sql::Scope::Everything());
      const auto entries = settlement::LedgerListGateway(work).Entries(
          {ledger_id, Month::Of(day).ToString(), 0, kRowsShown});
      if (entries.size() != kRowsShown) throw std::runtime_error("the page is not full");
    });
  }

  Measurement Verified() {
    sql::UnitOfWork work(house_.database(), sql::Scope::Everything());
    const auto [verify, copy] = BestOf(
        2,
        [&] {
          const auto differences = settlement::VerifyChains(work);
          if (!differences.empty()) throw std::runtime_error(differences.front());
        },
        [&] {
          Read(work,
               std::string("SELECT ") + kLedgerEntryColumns + " FROM settlement.ledger_entry");
        });
    return {SecondsText(verify) + " for " + std::to_string(entries_ + entries_ / kTimes) +
                " entries, their rows by COPY in " + SecondsText(copy),
            verify / copy};
  }

 private:
  // In the order of the days.
  void Fill(const std::string& ledger_id, int entries, int days) {
    for (int from = 0; from < entries; from += kPortion) {
      std::vector<ledger::CommandSet> sets;
      for (int i = from; i < entries && i < from + kPortion; ++i) {
        const auto day = static_cast<int>(static_cast<long long>(i) * days / entries);
        sets.push_back(Transfer(ledger_id, 1 + i % 10'000, kFirstDay + day));
      }
      PostAll(*queue_, std::move(sets), 8'192);
    }
  }

  void Post(CivilDate day) {
    std::vector<ledger::CommandSet> sets = {Transfer(long_, 100, day)};
    PostAll(*queue_, std::move(sets), 1);
  }

  static void Read(sql::UnitOfWork& work, const std::string& query) {
    sql::BinaryCopyOut copy(work, query);
    while (copy.Next()) {
    }
  }

  // The same question of random days, by turns of the long ledger and of the short one.
  Measurement Asked(const char* what,
                    const std::function<void(const std::string&, CivilDate)>& ask) {
    std::mt19937 random(4);
    std::uniform_int_distribution<int> in(0, kShortDays - 1);
    std::uniform_int_distribution<int> later(0, kTimes / 6 - 1);
    std::vector<double> in_long, in_short;
    for (int i = 0; i < kQuestions; ++i) {
      const int day = in(random);
      // The same day of the year, up to as many years later as there are: months are as long.
      const CivilDate asked = kFirstDay + day;
      const CivilDate years_later = AddYears(asked, later(random));
      in_long.push_back(MillisOf([&] { ask(long_, years_later); }));
      in_short.push_back(MillisOf([&] { ask(short_, asked); }));
    }
    return Compared(std::string(what) + " with " + std::to_string(entries_) + " entries", in_long,
                    "with " + std::to_string(entries_ / kTimes), in_short);
  }

  static Measurement Compared(const std::string& what, const std::vector<double>& one,
                              const std::string& other_what, const std::vector<double>& other) {
    std::ostringstream text;
    text.precision(3);
    const double one_median = Quantile(one, 0.5);
    const double other_median = Quantile(other, 0.5);
    text << what << ": " << one_median << " ms, " << other_what << ": " << other_median
         << " ms (medians)";
    return {text.str(), one_median / other_median};
  }

  LedgerHouse house_;
  std::unique_ptr<settlement::PostingQueue> queue_;
  int entries_;
  const std::string short_ = LedgerHouse::LedgerId(1);
  const std::string long_ = LedgerHouse::LedgerId(2);
};

History& TheHistory() {
  static const auto history = std::make_unique<History>();
  return *history;
}

}  // namespace

Bound SettlementBackdatedBound() {
  return {"settlement-backdated", "a posting far back : an ordinary one", 2,
          [] { return TheHistory().Backdated(); }};
}

Bound SettlementBalancesBound() {
  return {"settlement-balances", "balances as of a day in a long history : in a short one", 1.2,
          [] { return TheHistory().Balances(); }};
}

Bound SettlementStatementsBound() {
  return {"settlement-statements", "a page of a month in a long history : in a short one", 1.2,
          [] { return TheHistory().Statements(); }};
}

Bound SettlementVerifyBound() {
  return {"settlement-verify", "the proof of the whole chain : its rows read by COPY", 4,
          [] { return TheHistory().Verified(); }};
}

}  // namespace tirek::bench
