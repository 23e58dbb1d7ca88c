// Entries: what is refused, and reversals.
#include "billing/ledger/entry.h"

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "billing/ledger/balances.h"

namespace tirek::ledger {
namespace {

constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();

EntryDraft Draft(std::vector<Posting> postings) {
  return {"prv_a",   SourceType::kClaim,  "clm_1", *CivilDate::FromYmd(2026, 10, 31), kTenge,
          "A claim", std::move(postings), {}};
}

TEST_CASE("an entry is balanced and says something, or it is not made") {
  struct Case {
    const char* name;
    std::vector<Posting> postings;
    const char* reason;  // empty: made
  };
  const auto expense = AccountKind::kExpenseAccrued;
  const auto payable = AccountKind::kPayable;
  const auto unfunded = AccountKind::kUnfunded;
  const auto contra = AccountKind::kUnfundedContra;
  const Case cases[] = {
      {"no posting", {}, "ENTRY_TOO_FEW_POSTINGS"},
      {"one posting", {{expense, 100, {}}}, "ENTRY_TOO_FEW_POSTINGS"},
      {"one posting of zero", {{expense, 0, {}}}, "ENTRY_TOO_FEW_POSTINGS"},
      {"two postings of zero", {{expense, 0, {}}, {payable, 0, {}}}, "ENTRY_ZERO_POSTING"},
      {"a zero among others",
       {{expense, 5, {}}, {payable, -5, {}}, {expense, 0, {}}},
       "ENTRY_ZERO_POSTING"},
      {"one tiyn missing", {{expense, 100, {}}, {payable, -99, {}}}, "ENTRY_UNBALANCED"},
      {"two debits", {{expense, 1, {}}, {payable, 1, {}}}, "ENTRY_UNBALANCED"},
      {"money against memo", {{expense, 100, {}}, {contra, -100, {}}}, "ENTRY_UNBALANCED"},
      {"wraps to zero in 64 bits",
       {{expense, kMax, {}}, {expense, kMax, {}}, {payable, 2, {}}},
       "AMOUNT_OVERFLOW"},
      {"the amount without a negation",
       {{expense, kMin, {}}, {payable, kMin, {}}},
       "AMOUNT_OVERFLOW"},
      {"balanced beyond 64 bits",
       {{expense, kMax, {}}, {expense, 1, {}}, {payable, -kMax, {}}, {payable, -1, {}}},
       "AMOUNT_OVERFLOW"},
      {"the smallest", {{expense, 1, {}}, {payable, -1, {}}}, ""},
      {"the largest", {{expense, kMax, {}}, {payable, -kMax, {}}}, ""},
      {"three postings", {{expense, 3, {}}, {payable, -1, {}}, {payable, -2, {}}}, ""},
      {"money and memo",
       {{expense, 3, {}}, {payable, -3, {}}, {unfunded, 7, {}}, {contra, -7, {}}},
       ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const Result<Entry> entry = Entry::Make(Draft(c.postings));
    CHECK((entry ? std::string() : entry.error().reason) == c.reason);
    if (entry) CHECK(entry->postings().size() == c.postings.size());
  }
}

TEST_CASE("an unbalanced entry is refused with both sums and the document's name") {
  const Result<Entry> entry = Entry::Make(
      Draft({{AccountKind::kExpenseAccrued, 100, {}}, {AccountKind::kPayable, -99, {}}}));
  REQUIRE_FALSE(entry.has_value());
  CHECK(entry.error().metadata.at("debits_minor") == "100");
  CHECK(entry.error().metadata.at("credits_minor") == "99");
  CHECK(entry.error().metadata.at("source_type") == "CLAIM");
  CHECK(entry.error().metadata.at("source_id") == "clm_1");
}

TEST_CASE("an entry names its ledger and its document") {
  EntryDraft draft = Draft({{AccountKind::kBank, 1, {}}, {AccountKind::kSuspense, -1, {}}});
  draft.ledger_id.clear();
  CHECK(Entry::Make(draft).error().reason == "ENTRY_SOURCE_MISSING");
  draft.ledger_id = "prv_a";
  draft.source_id.clear();
  CHECK(Entry::Make(draft).error().reason == "ENTRY_SOURCE_MISSING");
}

TEST_CASE(
    "a reversal is the exact negation, linked to its original, and together they are nothing") {
  const Dimensions dims{"ctr_1", "REPUBLICAN", "431-007"};
  const Entry original = *Entry::Make(
      Draft({{AccountKind::kExpenseAccrued, kMax, dims}, {AccountKind::kPayable, -kMax, dims}}));
  const Entry reversal = Reverse(original, {"ent_1", "rev_1", *CivilDate::FromYmd(2026, 11, 2)});
  CHECK(reversal.reverses_id() == "ent_1");
  CHECK(reversal.source_type() == SourceType::kReversal);
  CHECK(reversal.source_id() == "rev_1");
  CHECK(reversal.ledger_id() == original.ledger_id());
  CHECK(reversal.effective_date().ToString() == "2026-11-02");
  REQUIRE(reversal.postings().size() == 2);
  CHECK(reversal.postings()[0] == Posting{AccountKind::kExpenseAccrued, -kMax, dims});
  CHECK(reversal.postings()[1] == Posting{AccountKind::kPayable, kMax, dims});
  const std::vector<Entry> both = {original, reversal};
  const Balances balances = *FoldEntries(both);
  CHECK(balances.size() == 2);
  for (const auto& account : balances) {
    CAPTURE(AccountKindName(account.first.kind));
    CHECK(account.second == 0);
  }
}

TEST_CASE("source types have names that parse") {
  const char* names[] = {"CLAIM", "PAYMENT_ORDER", "STATEMENT_LINE", "REVERSAL"};
  for (const char* name : names) {
    CAPTURE(name);
    REQUIRE(ParseSourceType(name).has_value());
    CHECK(SourceTypeName(*ParseSourceType(name)) == name);
  }
  CHECK_FALSE(ParseSourceType("claim").has_value());
}

TEST_CASE("a balance that would not fit is refused and nothing of the entry is kept") {
  const Entry large = *Entry::Make(
      Draft({{AccountKind::kExpenseAccrued, kMax, {}}, {AccountKind::kPayable, -kMax, {}}}));
  const Entry small =
      *Entry::Make(Draft({{AccountKind::kPayable, -1, {}}, {AccountKind::kExpenseAccrued, 1, {}}}));
  Balances balances;
  REQUIRE(AddEntry(balances, large).has_value());
  const Balances before = balances;
  const Result<void> refused = AddEntry(balances, small);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().reason == "AMOUNT_OVERFLOW");
  CHECK(refused.error().metadata.at("account") == "EXPENSE_ACCRUED");
  CHECK(balances == before);
}

TEST_CASE("a trial balance that does not sum to zero names its ledger and the difference") {
  Balances balances;
  balances[{"prv_a", AccountKind::kBank, kTenge}] = 5;
  balances[{"prv_a", AccountKind::kPayable, kTenge}] = -5;
  CHECK(CheckTrialBalance(balances).has_value());

  // Equal over all ledgers is not enough: each balances by itself.
  balances[{"prv_b", AccountKind::kBank, kTenge}] = 1;
  balances[{"prv_c", AccountKind::kBank, kTenge}] = -1;
  const Result<void> refused = CheckTrialBalance(balances);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().reason == "TRIAL_BALANCE_UNEVEN");
  CHECK(refused.error().metadata.at("ledger_id") == "prv_b");
  CHECK(refused.error().metadata.at("difference_minor") == "1");

  Balances wide;
  for (const AccountKind kind : {AccountKind::kBank, AccountKind::kPayable}) {
    wide[{"prv_a", kind, kTenge}] = kMin;
  }
  CHECK(CheckTrialBalance(wide).error().metadata.at("difference_minor") == "-18446744073709551616");
}

}  // namespace
}  // namespace tirek::ledger
