// What is taken off which due, and what stays owed.
#include "billing/retro/netting.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

namespace tirek::retro {
namespace {

Money Tenge(std::int64_t minor) { return Money::FromMinor(minor, kTenge); }

std::string Brief(std::span<const Due> dues, std::span<const Owing> owings) {
  const auto nettings = NetOwings(dues, owings);
  if (!nettings) return nettings.error().reason;
  std::string brief;
  for (const Netting& netting : *nettings) {
    brief += (brief.empty() ? "" : ", ") + owings[netting.owing].document_id + " " +
             netting.amount.AmountText() + " off " + std::to_string(netting.due);
  }
  return brief;
}

TEST_CASE("the oldest owing comes first, and takes the dues of its contract in their order") {
  const Due dues[] = {{"a", Tenge(1000)}, {"b", Tenge(500)}, {"a", Tenge(300)}};
  const Owing small[] = {{"adj-1", "a", Tenge(700), {}}, {"adj-2", "a", Tenge(400), {}}};
  CHECK(Brief(dues, small) == "adj-1 7.00 off 0, adj-2 3.00 off 0, adj-2 1.00 off 2");
  const Owing large[] = {{"adj-1", "a", Tenge(2000), {}}, {"adj-2", "a", Tenge(400), {}}};
  CHECK(Brief(dues, large) == "adj-1 10.00 off 0, adj-1 3.00 off 2");
  const Owing elsewhere[] = {{"adj-1", "c", Tenge(2000), {}}};
  CHECK(Brief(dues, elsewhere).empty());
  CHECK(Brief({}, large).empty());
}

TEST_CASE("instalments take at most their percentage of what the contract is due, rounded down") {
  const Due dues[] = {{"a", Tenge(1001)}, {"a", Tenge(300)}};
  const Decimal fifth = Decimal::FromInteger(20);
  const Owing owings[] = {{"adj-1", "a", Tenge(5000), fifth}};
  CHECK(Brief(dues, owings) == "adj-1 2.60 off 0");  // of 13.01
  const Owing little[] = {{"adj-1", "a", Tenge(10), fifth}};
  CHECK(Brief(dues, little) == "adj-1 0.10 off 0");
  const Due tiny[] = {{"a", Tenge(4)}};
  CHECK(Brief(tiny, owings).empty());
  const Owing both[] = {{"adj-1", "a", Tenge(1250), {}}, {"adj-2", "a", Tenge(5000), fifth}};
  CHECK(Brief(dues, both) == "adj-1 10.01 off 0, adj-1 2.49 off 1, adj-2 0.51 off 1");
}

TEST_CASE("what is of one budget is taken off dues of the same, and its part is of those alone") {
  const Due dues[] = {{"a", Tenge(1000), "REGION", "451-136"}, {"a", Tenge(400), "", "451-137"}};
  const Owing of_code[] = {{"adv-1", "a", Tenge(900), {}, "", "451-137"}};
  CHECK(Brief(dues, of_code) == "adv-1 4.00 off 1");
  const Owing of_both[] = {
      {"adv-1", "a", Tenge(900), Decimal::FromInteger(50), "REGION", "451-136"}};
  CHECK(Brief(dues, of_both) == "adv-1 5.00 off 0");
  const Owing of_neither[] = {{"adv-1", "a", Tenge(900), {}, "REGION", "451-137"}};
  CHECK(Brief(dues, of_neither).empty());
  const Owing of_any[] = {{"adv-1", "a", Tenge(1100), {}}};
  CHECK(Brief(dues, of_any) == "adv-1 10.00 off 0, adv-1 1.00 off 1");
}

TEST_CASE("two currencies are not netted") {
  const Due dues[] = {{"a", Tenge(1000)}};
  const Owing owings[] = {{"adj-1", "a", Money::FromMinor(700, *Currency::FromCode("RUB")), {}}};
  CHECK(Brief(dues, owings) == "CURRENCY_MISMATCH");
}

TEST_CASE("no due is taken below zero and no owing above what is left of it") {
  CHECK(rc::check([] {
    std::vector<Due> dues;
    for (const int minor : *rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 2000))) {
      dues.push_back({minor % 2 == 0 ? "a" : "b", Tenge(minor)});
    }
    std::vector<Owing> owings;
    for (const int minor : *rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 2000))) {
      std::optional<Decimal> percent;
      if (minor % 3 == 0) percent = Decimal::FromInteger(minor % 100 + 1);
      owings.push_back(
          {std::to_string(owings.size()), minor % 2 == 0 ? "b" : "a", Tenge(minor), percent});
    }
    const auto nettings = NetOwings(dues, owings);
    RC_ASSERT(nettings.has_value());
    for (const Netting& netting : *nettings) {
      RC_ASSERT(netting.amount.minor() > 0);
      Due& due = dues[netting.due];
      Owing& owing = owings[netting.owing];
      RC_ASSERT(due.contract_id == owing.contract_id);
      due.amount = *due.amount.Minus(netting.amount);
      owing.left = *owing.left.Minus(netting.amount);
      RC_ASSERT(!due.amount.is_negative());
      RC_ASSERT(!owing.left.is_negative());
    }
    // What could be taken whole is: either the contract's dues or the owing is used up.
    for (const Owing& owing : owings) {
      if (owing.percent || owing.left.is_zero()) continue;
      for (const Due& due : dues) {
        RC_ASSERT(due.contract_id != owing.contract_id || due.amount.is_zero());
      }
    }
  }));
}

}  // namespace
}  // namespace tirek::retro
