// Model: random documents on the ledger and on a plain map agree, and every ledger sums to zero.
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "billing/ledger/balances.h"
#include "billing/ledger/posting_rules.h"

namespace tirek::ledger {
namespace {

using Model = std::map<std::pair<std::string, std::string>, __int128>;  // (ledger, account)

const CivilDate kDate = *CivilDate::FromYmd(2026, 10, 31);

Money Amount(std::int64_t least) {
  return Money::FromMinor(*rc::gen::inRange<std::int64_t>(least, 1'000'000'000'000), kTenge);
}

void Move(Model& model, const std::string& ledger, const char* debit, const char* credit,
          Money amount) {
  if (amount.is_zero()) return;
  model[{ledger, debit}] += amount.minor();
  model[{ledger, credit}] -= amount.minor();
}

// One random document: posted by the rules, and told to the model in plain words.
std::optional<Entry> AnyDocument(Model& model, const std::vector<Entry>& earlier) {
  const std::string ledger = *rc::gen::element<std::string>("prv_a", "prv_b", "prv_c");
  const std::string id = "doc_" + std::to_string(earlier.size());
  switch (*rc::gen::inRange(0, 6)) {
    case 0: {
      const Money approved = Amount(0), unfunded = Amount(0);
      Move(model, ledger, "EXPENSE_ACCRUED", "PAYABLE", approved);
      Move(model, ledger, "UNFUNDED", "UNFUNDED_CONTRA", unfunded);
      return *PostAdjudicatedClaim({ledger, id, {}, kDate, approved, unfunded});
    }
    case 1: {
      const Money amount = Amount(1);
      Move(model, ledger, "PAYABLE", "BANK_CLEARING", amount);
      return *PostSentPaymentOrder(
          {ledger, id, {}, kDate, amount, Money::FromMinor(0, amount.currency())});
    }
    case 2: {
      const Money amount = Amount(1);
      Move(model, ledger, "BANK_CLEARING", "BANK", amount);
      return *PostPaidStatementLine({ledger, id, {}, kDate, amount});
    }
    case 3: {
      const Money amount = Amount(1);
      Move(model, "PAYER", "BANK", "SUSPENSE", amount);
      return *PostUnknownCredit({id, kDate, amount});
    }
    case 4: {
      const Money amount = Amount(1);
      Move(model, "PAYER", "SUSPENSE", "BANK", amount);
      return *PostUnknownDebit({id, kDate, amount});
    }
    default: {
      if (earlier.empty()) return {};
      const Entry& original = earlier[*rc::gen::inRange<std::size_t>(0, earlier.size())];
      for (const Posting& posting : original.postings()) {
        const std::string account(AccountKindName(posting.account));
        model[{original.ledger_id(), account}] -= posting.amount_minor;
      }
      return Reverse(original, {"ent_1", id, kDate});
    }
  }
}

TEST_CASE("random documents keep every ledger at zero and the balances those of a plain map") {
  CHECK(rc::check("ledger equals model", [] {
    Model model;
    std::vector<Entry> entries;
    const int documents = *rc::gen::inRange(0, 60);
    for (int i = 0; i < documents; ++i) {
      if (std::optional<Entry> entry = AnyDocument(model, entries)) {
        entries.push_back(*std::move(entry));
      }
    }
    const Result<Balances> balances = FoldEntries(entries);
    RC_ASSERT(balances.has_value());
    RC_ASSERT(CheckTrialBalance(*balances).has_value());
    RC_ASSERT(balances->size() == model.size());
    std::map<std::string, __int128> sums;
    for (const auto& [account, balance] : *balances) {
      const std::string name(AccountKindName(account.kind));
      RC_ASSERT(model.at({account.ledger_id, name}) == __int128{balance});
      sums[account.ledger_id] += balance;
    }
    for (const auto& [ledger, sum] : sums) RC_ASSERT(sum == 0);
  }));
}

TEST_CASE("an entry is made exactly when its postings balance") {
  CHECK(rc::check("made if and only if balanced", [] {
    const auto amounts =
        *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(-4, 5));
    EntryDraft draft{"prv_a", SourceType::kClaim, "clm_1", kDate, kTenge, "", {}, {}};
    std::int64_t sum = 0;
    bool zero = false;
    for (const std::int64_t amount : amounts) {
      draft.postings.push_back({AccountKind::kBank, amount, {}});
      sum += amount;
      zero = zero || amount == 0;
    }
    RC_ASSERT(Entry::Make(draft).has_value() == (amounts.size() >= 2 && !zero && sum == 0));
  }));
}

}  // namespace
}  // namespace tirek::ledger
