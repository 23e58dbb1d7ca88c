// Which accounts a match moves, and that its reversal leaves nothing of it.
#include "billing/ledger/match_postings.h"

#include <doctest/doctest.h>

namespace tirek::ledger {
namespace {

const CivilDate kDate = *CivilDate::FromYmd(2026, 11, 5);
const Dimensions kDims{"ctr_1", {}, {}};

Money Tenge(std::int64_t minor) { return Money::FromMinor(minor, kTenge); }

// "BANK 100; PAYABLE -100".
std::string Text(const Result<Entry>& entry) {
  if (!entry) return entry.error().reason;
  std::string text = entry->ledger_id() + ": ";
  for (const Posting& posting : entry->postings()) {
    text += std::string(AccountKindName(posting.account)) + " " +
            std::to_string(posting.amount_minor) + "; ";
  }
  CHECK(entry->source_type() == SourceType::kMatch);
  return text;
}

TEST_CASE("money leaves suspense the way it came, and goes to the bank's charges or comes back") {
  const MatchedMoney out{"mch_1/1", kDate, Tenge(100), false};
  const MatchedMoney in{"mch_1/1", kDate, Tenge(100), true};
  CHECK(Text(PostOutOfSuspense(out)) == "PAYER: BANK 100; SUSPENSE -100; ");
  CHECK(Text(PostOutOfSuspense(in)) == "PAYER: SUSPENSE 100; BANK -100; ");
  CHECK(Text(PostIntoSuspense(out)) == "PAYER: SUSPENSE 100; BANK -100; ");
  CHECK(Text(PostIntoSuspense(in)) == "PAYER: BANK 100; SUSPENSE -100; ");
  CHECK(Text(PostBankCharge(out)) == "PAYER: BANK_CHARGES 100; SUSPENSE -100; ");
  CHECK(Text(PostBankCharge({"mch_1/1", kDate, Tenge(0), false})) == "AMOUNT_NOT_POSITIVE");
}

TEST_CASE("a return makes payable what the order had ordered and netted, whatever came back") {
  struct Case {
    const char* name;
    std::int64_t paid;
    std::int64_t netted;
    const char* postings;
  };
  const Case cases[] = {
      {"paid whole", 100, 0, "prv_1: BANK 100; PAYABLE -100; "},
      {"paid short", 99, 0, "prv_1: BANK 99; PAYABLE -100; BANK_CLEARING 1; "},
      {"paid over", 101, 0, "prv_1: BANK 101; PAYABLE -100; BANK_CLEARING -1; "},
      {"something netted", 100, 30, "prv_1: BANK 100; PAYABLE -130; RECEIVABLE 30; "},
      {"nothing came back", 0, 0, "AMOUNT_NOT_POSITIVE"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const MatchedOrder order{"prv_1",       "mch_1/1",  kDims,          kDate,
                             Tenge(c.paid), Tenge(100), Tenge(c.netted)};
    CHECK(Text(PostReturnedPayment(order)) == c.postings);
    if (c.paid == 0) continue;
    const std::string paid = std::to_string(c.paid);
    CHECK(Text(PostMatchedPayment(order)) ==
          "prv_1: BANK_CLEARING " + paid + "; BANK -" + paid + "; ");
  }
}

TEST_CASE("a part that came back is owed again, and then its order had ordered less") {
  MatchedOrder order{"prv_1",   "mch_1/1",  kDims,     kDate,
                     Tenge(85), Tenge(100), Tenge(50), {false, 30}};
  CHECK(Text(PostPartlyReturned(order)) == "prv_1: BANK 85; PAYABLE -85; ");
  order.paid = Tenge(15);
  order.ordered = Tenge(15);
  CHECK(Text(PostReturnedPayment(order)) ==
        "prv_1: BANK 15; PAYABLE -65; RECEIVABLE 20; ADVANCE 30; ");
  order.paid = Tenge(0);
  CHECK(Text(PostPartlyReturned(order)) == "AMOUNT_NOT_POSITIVE");
}

TEST_CASE(
    "an advance that came back is an advance no more, and one that was earned is open again") {
  const MatchedOrder order{"prv_1",    "mch_1/1",  kDims,    kDate,
                           Tenge(100), Tenge(100), Tenge(0), {true, 0}};
  CHECK(Text(PostReturnedPayment(order)) == "prv_1: BANK 100; ADVANCE -100; ");
  const MatchedOrder earned{"prv_1",    "mch_1/1",  kDims,     kDate,
                            Tenge(100), Tenge(100), Tenge(50), {false, 30}};
  CHECK(Text(PostReturnedPayment(earned)) ==
        "prv_1: BANK 100; PAYABLE -150; RECEIVABLE 20; ADVANCE 30; ");
}

}  // namespace
}  // namespace tirek::ledger
