// What pays the days of placements in one setting, found once for a month: the order's rules as day
// masks and integer prices. The reference engine itself is asked for the terms of a day.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "billing/capitation/fast/columns.h"
#include "billing/capitation/fast/price.h"
#include "billing/capitation/terms.h"

namespace tirek::capitation::fast {

// How days away are paid, by the rules that say so; none for days that the person was there, or
// that no rule tells of.
struct Share {
  const order::AbsenceRule* rule = nullptr;
  const order::BasisRule* basis = nullptr;

  bool is_paid() const { return rule != nullptr && !rule->paid_share.is_zero(); }
  Decimal paid() const { return is_paid() ? rule->paid_share : Decimal::FromInteger(1); }

  friend auto operator<=>(const Share&, const Share&) = default;
};

using DayAmounts = std::array<std::int64_t, 32>;  // of 0 to 31 days

// Days of one tariff, its coefficients and the person's category.
struct TermsDays {
  std::uint32_t terms = 0;  // of the compiled month
  DayMask days = 0;
  // One for each of the regime's shares, in their order; empty without a tariff, absent where a
  // price does not fit.
  std::vector<std::optional<Price>> prices;
  // What so many whole days come to, one a share; null where the price or one of the sums does not
  // fit. Most lines are of whole days, and need no division then.
  std::vector<std::shared_ptr<const DayAmounts>> amounts;
  std::vector<std::string> traces;  // one a share, see compact_trace.h
};

struct ShareDays {
  std::size_t share = 0;
  DayMask days = 0;
};

struct Regime {
  const order::StateSocialOrder* order = nullptr;
  // The kernel knows every rule that holds on the days of the month.
  bool is_plain = true;
  DayMask in_contract = 0;
  DayMask licensed = 0;
  DayMask tie = 0;          // two tariffs in force
  DayMask no_tariff = 0;    // none
  DayMask not_working = 0;  // of a person-month that is divided by working days
  DayMask day_units = 0;    // a person can be paid only once a date
  std::vector<TermsDays> terms;
  std::vector<Share> shares;                          // the first is of no rule
  std::array<std::vector<ShareDays>, kReasons> away;  // ascending; the days that rules tell of
  std::array<bool, kReasons> is_paid{};               // on some day of the month
};

class CompiledMonth {
 public:
  // Compiles the settings that the columns got since the last call.
  void Extend(const MonthColumns& columns);

  const Regime& regime(std::uint32_t setting) const { return regimes_[setting]; }
  // Of a line, whatever denies it; null without one.
  const order::Tariff* tariff(std::uint32_t terms) const { return terms_[terms].tariff; }

 private:
  // What pays one unit: a treatment without its day's own.
  struct Terms {
    const order::Tariff* tariff = nullptr;
    std::vector<const order::Coefficient*> coefficients;
    int parts = 1;              // of a person-month
    std::optional<Exact> rate;  // absent without one, or where the order refuses its remainder
  };
  // What the reference engine says of a day.
  struct DayTerms {
    std::uint32_t terms = 0;
    bool is_plain = true;
    bool tie = false;
    bool not_working = false;
    std::array<Share, kReasons> shares;
  };
  using TermsKey =
      std::tuple<const order::Tariff*, const order::Step*, std::vector<const order::Coefficient*>,
                 std::vector<const order::Step*>, std::string, const order::ProrationRule*>;
  using DayKey = std::tuple<const order::StateSocialOrder*, Kato, order::DeliveryCondition,
                            std::string, std::string, std::optional<int>, CivilDate>;

  Regime Compile(const MonthColumns& columns, const Setting& setting);
  const DayTerms& TermsOn(const Row& row);
  DayTerms Ask(Row row);
  std::uint32_t IndexOf(const Treatment& treatment, const Row& row);
  void AddDays(Regime& regime, const DayTerms& found, DayMask days) const;
  void AddPrices(Regime& regime);
  struct Priced {
    std::optional<Price> price;
    std::shared_ptr<const DayAmounts> amounts;
  };
  const Priced& PriceFor(std::uint32_t terms, const Share& share,
                         const order::StateSocialOrder& order);

  std::deque<Regime> regimes_;
  std::deque<Terms> terms_;
  std::map<TermsKey, std::uint32_t> terms_indices_;
  std::map<DayKey, DayTerms> days_;
  std::map<std::pair<std::uint32_t, Share>, Priced> prices_;
};

}  // namespace tirek::capitation::fast
