#include "billing/documents/accepted_services.h"

#include <compare>
#include <set>
#include <tuple>
#include <utility>

#include "core/money/exact.h"
#include "core/money/round.h"

namespace tirek::documents {
namespace {

// Units of one tariff and price, of one or more persons.
struct Share {
  Decimal quantity;
  std::optional<Money> price;
  Money amount;
};

// Of a tariff those with a price come first, the cheapest before; what was rounded after what is
// exactly price times quantity.
struct GroupKey {
  std::string tariff_code;
  bool is_unpriced = false;
  std::int64_t price_minor = 0;
  bool is_rounded = false;

  friend auto operator<=>(const GroupKey&, const GroupKey&) = default;
};

struct Group {
  Decimal quantity;
  Money amount;
  std::set<std::string> persons;
};

// The price in whole tiyns to which the sum belongs.
std::optional<Money> PriceOf(Money sum, const Decimal& quantity) {
  if (quantity.is_zero() || sum.is_zero()) return {};
  const Result<Exact> price = Exact::FromMoney(sum).DividedBy(Exact(quantity));
  if (!price) return {};
  const Result<Money> money = Round(*price, sum.currency(), Rounding::kHalfUp);
  if (!money) return {};
  const Result<Money> cost = CostOf(*money, quantity);
  if (!cost || *cost != sum) return {};
  return *money;
}

bool IsCost(Money price, const Decimal& quantity, Money amount) {
  const Result<Money> cost = CostOf(price, quantity);
  return cost && *cost == amount;
}

bool IsExactly(Money price, const Decimal& quantity, Money amount) {
  return Exact::FromMoney(price) * Exact(quantity) == Exact::FromMoney(amount);
}

// What the ceiling leaves of a line: its whole days, and the rest of the day that it crosses.
struct Accepted {
  Decimal whole_days;
  Decimal crossing;
  Money crossing_amount;
};

Result<Accepted> AcceptedOf(const AdjudicatedLine& line) {
  Accepted accepted{line.quantity, Decimal(), Money::FromMinor(0, line.approved.currency())};
  for (const CutDay& day : line.cut_days) {
    TIREK_ASSIGN_OR_RETURN(accepted.whole_days, accepted.whole_days.Minus(day.quantity));
    if (day.unfunded == day.claimed) continue;
    TIREK_ASSIGN_OR_RETURN(const Money rest, day.claimed.Minus(day.unfunded));
    TIREK_ASSIGN_OR_RETURN(accepted.crossing, accepted.crossing.Plus(day.quantity));
    TIREK_ASSIGN_OR_RETURN(accepted.crossing_amount, accepted.crossing_amount.Plus(rest));
  }
  return accepted;
}

Result<std::vector<Share>> SharesOf(const AdjudicatedLine& line) {
  const std::optional<Money> price = PriceOf(line.claimed, line.quantity);
  TIREK_ASSIGN_OR_RETURN(const Accepted accepted, AcceptedOf(line));
  TIREK_ASSIGN_OR_RETURN(const Money whole, line.approved.Minus(accepted.crossing_amount));
  std::vector<Share> shares;
  if (price && IsCost(*price, accepted.whole_days, whole)) {
    if (!whole.is_zero()) shares.push_back({accepted.whole_days, price, whole});
    if (!accepted.crossing_amount.is_zero()) {
      shares.push_back({accepted.crossing, {}, accepted.crossing_amount});
    }
    return shares;
  }
  TIREK_ASSIGN_OR_RETURN(const Decimal quantity, accepted.whole_days.Plus(accepted.crossing));
  shares.push_back({quantity, {}, line.approved});
  return shares;
}

Error UnknownTariff(const std::string& code) {
  return {ErrorKind::kInternal,
          "TARIFF_NOT_FOUND",
          "The order has no tariff of the code that a line names.",
          {{"tariff_code", code}},
          {}};
}

using Groups = std::map<GroupKey, Group>;

GroupKey KeyOf(const std::string& tariff_code, const Share& share) {
  if (!share.price) return {tariff_code, true};
  return {tariff_code, false, share.price->minor(),
          !IsExactly(*share.price, share.quantity, share.amount)};
}

Result<void> AddTo(Group& group, const Decimal& quantity, Money amount) {
  TIREK_ASSIGN_OR_RETURN(group.quantity, group.quantity.Plus(quantity));
  TIREK_ASSIGN_OR_RETURN(group.amount, group.amount.Plus(amount));
  return {};
}

Result<void> AddLine(const AdjudicatedLine& line, Groups& groups) {
  if (line.approved.is_zero()) return {};
  TIREK_ASSIGN_OR_RETURN(const std::vector<Share> shares, SharesOf(line));
  for (const Share& share : shares) {
    const Group empty{Decimal(), Money::FromMinor(0, share.amount.currency()), {}};
    Group& group = groups.try_emplace(KeyOf(line.tariff_code, share), empty).first->second;
    TIREK_RETURN_IF_ERROR(AddTo(group, share.quantity, share.amount));
    group.persons.insert(line.person_id);
  }
  return {};
}

// What was rounded line by line joins what was not, where price times quantity still gives the sum.
Result<void> JoinRounded(Groups& groups) {
  for (auto rounded = groups.begin(); rounded != groups.end();) {
    GroupKey key = rounded->first;
    key.is_rounded = false;
    const auto exact = groups.find(key);
    if (!rounded->first.is_rounded || exact == groups.end()) {
      ++rounded;
      continue;
    }
    Group joined = exact->second;
    TIREK_RETURN_IF_ERROR(AddTo(joined, rounded->second.quantity, rounded->second.amount));
    const Money price = Money::FromMinor(key.price_minor, joined.amount.currency());
    if (!IsCost(price, joined.quantity, joined.amount)) {
      ++rounded;
      continue;
    }
    joined.persons.insert(rounded->second.persons.begin(), rounded->second.persons.end());
    exact->second = std::move(joined);
    rounded = groups.erase(rounded);
  }
  return {};
}

ServiceRow RowOf(const GroupKey& key, const Group& group, const TariffTerms& tariff,
                 const Month& month) {
  std::optional<Money> price = Money::FromMinor(key.price_minor, group.amount.currency());
  if (key.is_unpriced || !IsCost(*price, group.quantity, group.amount)) price.reset();
  return {key.tariff_code,
          tariff,
          tariff.period.Intersect(month.period()),
          static_cast<int>(group.persons.size()),
          group.quantity,
          price,
          group.amount};
}

}  // namespace

Result<Money> CostOf(Money price, const Decimal& quantity) {
  return Round(Exact::FromMoney(price) * Exact(quantity), price.currency(), Rounding::kHalfUp);
}

Result<AcceptedServices> GroupServices(const std::vector<AdjudicatedLine>& lines,
                                       const std::map<std::string, TariffTerms>& tariffs,
                                       const Month& month, Currency currency) {
  Groups groups;
  AcceptedServices services{{}, Money::FromMinor(0, currency), Money::FromMinor(0, currency)};
  for (const AdjudicatedLine& line : lines) {
    TIREK_RETURN_IF_ERROR(AddLine(line, groups));
    TIREK_ASSIGN_OR_RETURN(services.total, services.total.Plus(line.approved));
    TIREK_ASSIGN_OR_RETURN(services.unfunded, services.unfunded.Plus(line.unfunded));
  }
  TIREK_RETURN_IF_ERROR(JoinRounded(groups));
  for (const auto& [key, group] : groups) {
    const auto tariff = tariffs.find(key.tariff_code);
    if (tariff == tariffs.end()) return UnknownTariff(key.tariff_code);
    services.rows.push_back(RowOf(key, group, tariff->second, month));
  }
  return services;
}

}  // namespace tirek::documents
