// Which budgets pay together, the pots that providers share, and the VAT.
#include <algorithm>

#include "billing/order/check.h"
#include "billing/order/overlap.h"
#include "core/money/exact.h"

namespace tirek::order {
namespace {

bool IsWholeWeight(const Decimal& share) {
  const auto whole = share.ToScale(0, Rounding::kExact);
  return whole && *whole >= Decimal::FromInteger(1);
}

// The named shares of a rule, each with a name of its own, together 1 – or, where the list takes
// weights, whole numbers: no decimals add thirds to 1.
class ShareList {
 public:
  // `path` is the list's: "funding_rules[0].parts".
  ShareList(Check& check, std::string path) : check_(check), path_(std::move(path)) {}

  void Take(const char* name_field, const std::string& name, const char* share_field,
            const Decimal& share) {
    const std::string path = path_ + "[" + std::to_string(count_++) + "].";
    check_.RequireText(path + name_field, name, "a name");
    if (!name.empty() && !names_.insert(name).second) {
      check_.Add(path + name_field, "DUPLICATE_CODE",
                 "a name that no earlier row has; \"" + name + "\" is taken");
    }
    shares_.emplace_back(path + share_field, share);
    sum_ = sum_ + Exact(share);
  }

  void CheckSum(const char* expected) { Judge(expected, false); }
  void CheckSumOrWeights(const char* expected) {
    const auto is_weight = [](const auto& share) { return IsWholeWeight(share.second); };
    Judge(expected, std::all_of(shares_.begin(), shares_.end(), is_weight));
  }

 private:
  void Judge(const char* expected, bool weights) {
    for (const auto& [field, share] : shares_) {
      if (weights) {
        check_.RequirePositive(field, share);
      } else {
        check_.RequireShare(field, share);
      }
    }
    if (count_ == 0) {
      check_.Add(path_, "REQUIRED", expected);
    } else if (!weights && check_.IsWhole(path_) && sum_ != Exact(1)) {
      check_.Add(path_, "SHARES_NOT_ONE",
                 std::string(expected) + "; these add to " + sum_.ToString());
    }
  }

  Check& check_;
  const std::string path_;
  std::size_t count_ = 0;
  std::set<std::string> names_;
  std::vector<std::pair<std::string, Decimal>> shares_;  // with their fields
  Exact sum_;
};

void CheckFundingRules(Check& check) {
  const std::vector<FundingRule>& rules = check.order().funding_rules;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const std::string path = RowPath("funding_rules", i) + ".";
    check.RequireServiceOfOrder(path, rules[i].service);
    ShareList shares(check, path + "parts");
    for (const FundingPart& part : rules[i].parts) {
      shares.Take("payer", part.payer, "share", part.share);
    }
    shares.CheckSumOrWeights("budgets whose shares add to 1, or are whole weights such as 1, 1, 1");
    check.RequireWholeMonths(path, rules[i].period);
    check.RequireText(path + "source_act", rules[i].source_act, "the act that set the rule");
  }
  CheckClashes(
      check, "funding_rules", rules, [](const FundingRule& rule) { return rule.service; },
      "RULE_OVERLAP", "service");
}

// A pot is money: it divides into whole minor units only if it consists of them.
void CheckPotAmount(Check& check, const std::string& field, const Decimal& amount) {
  check.RequirePositive(field, amount);
  const Currency currency = check.order().currency;
  if (amount.scale() <= currency.minor_digits() || amount.scale() > kMaxScale) return;
  check.Add(field, "SCALE_TOO_LONG",
            "at most the " + std::to_string(currency.minor_digits()) + " decimals of " +
                std::string(currency.code()));
}

void CheckPots(Check& check) {
  std::set<std::string> codes;
  for (std::size_t i = 0; i < check.order().pots.size(); ++i) {
    const Pot& pot = check.order().pots[i];
    const std::string path = RowPath("pots", i) + ".";
    check.RequireCode(path, pot.code, codes);
    CheckPotAmount(check, path + "amount", pot.amount);
    ShareList weights(check, path + "indicators");
    for (const PotIndicator& indicator : pot.indicators) {
      weights.Take("code", indicator.code, "weight", indicator.weight);
    }
    weights.CheckSum("indicators whose weights add to 1");
    check.RequireWholeMonths(path, pot.period);
    check.RequireText(path + "source_act", pot.source_act, "the act that set the pot");
  }
}

void CheckVat(Check& check) {
  const std::optional<Vat>& vat = check.order().vat;
  if (!vat) return;
  check.RequireText("vat.source_act", vat->source_act, "the act that says so");
  if (!check.IsRead("vat.treatment")) return;
  if (vat->treatment == VatTreatment::kExempt) {
    check.RequireAbsent("vat.rate", vat->rate, "INCLUDED");
    return;
  }
  check.RequirePositive("vat.rate", vat->rate);
  if (vat->rate > Decimal::FromInteger(1)) {
    check.Add("vat.rate", "SHARE_OUT_OF_RANGE", "a share from 0 to 1");
  }
}

}  // namespace

void CheckFunding(Check& check) {
  CheckFundingRules(check);
  CheckPots(check);
  CheckVat(check);
}

}  // namespace tirek::order
