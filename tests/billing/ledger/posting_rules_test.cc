// Which accounts each document moves.
#include "billing/ledger/posting_rules.h"

#include <string>

#include <doctest/doctest.h>

namespace tirek::ledger {
namespace {

const CivilDate kDate = *CivilDate::FromYmd(2026, 10, 31);
const Dimensions kDims{"ctr_1", "REPUBLICAN", {}};

Money Tenge(std::int64_t minor) { return Money::FromMinor(minor, kTenge); }

// "EXPENSE_ACCRUED 100; PAYABLE -100".
std::string Text(const Entry& entry) {
  std::string text;
  for (const Posting& posting : entry.postings()) {
    if (!text.empty()) text += "; ";
    text +=
        std::string(AccountKindName(posting.account)) + " " + std::to_string(posting.amount_minor);
  }
  return text;
}

TEST_CASE("an adjudicated claim accrues what is approved and remembers what is not funded") {
  struct Case {
    const char* name;
    Money approved;
    Money unfunded;
    const char* postings;  // empty: no entry
  };
  const Case cases[] = {
      {"approved in full", Tenge(100), Tenge(0), "EXPENSE_ACCRUED 100; PAYABLE -100"},
      {"above the ceiling in full", Tenge(0), Tenge(7), "UNFUNDED 7; UNFUNDED_CONTRA -7"},
      {"in part", Tenge(100), Tenge(7),
       "EXPENSE_ACCRUED 100; PAYABLE -100; UNFUNDED 7; UNFUNDED_CONTRA -7"},
      {"denied in full", Tenge(0), Tenge(0), ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const auto entry =
        PostAdjudicatedClaim({"prv_a", "clm_1", kDims, kDate, c.approved, c.unfunded});
    REQUIRE(entry.has_value());
    CHECK((entry->has_value() ? Text(**entry) : std::string()) == c.postings);
    if (!entry->has_value()) continue;
    CHECK((*entry)->ledger_id() == "prv_a");
    CHECK((*entry)->source_type() == SourceType::kClaim);
    CHECK((*entry)->source_id() == "clm_1");
    CHECK((*entry)->effective_date() == kDate);
    for (const Posting& posting : (*entry)->postings()) CHECK(posting.dims == kDims);
  }
}

TEST_CASE("a claim with a negative sum or with two currencies is refused") {
  const Money dollar = Money::FromMinor(1, *Currency::FromCode("USD"));
  CHECK(PostAdjudicatedClaim({"prv_a", "clm_1", {}, kDate, Tenge(-1), Tenge(0)}).error().reason ==
        "AMOUNT_NOT_POSITIVE");
  CHECK(PostAdjudicatedClaim({"prv_a", "clm_1", {}, kDate, Tenge(5), Tenge(-5)}).error().reason ==
        "AMOUNT_NOT_POSITIVE");
  CHECK(PostAdjudicatedClaim({"prv_a", "clm_1", {}, kDate, Tenge(5), dollar}).error().reason ==
        "CURRENCY_MISMATCH");
}

TEST_CASE(
    "an adjustment posts what is owed more, what is owed back and what is beyond the ceiling") {
  struct Case {
    std::int64_t payable;
    std::int64_t receivable;
    std::int64_t unfunded;
    const char* postings;
  };
  const Case cases[] = {
      {100, 0, 0, "EXPENSE_ACCRUED 100; PAYABLE -100"},
      {0, 30, 0, "RECEIVABLE 30; EXPENSE_ACCRUED -30"},
      {100, 30, 5,
       "EXPENSE_ACCRUED 100; PAYABLE -100; RECEIVABLE 30; EXPENSE_ACCRUED -30; UNFUNDED 5; "
       "UNFUNDED_CONTRA -5"},
      {0, 0, -7, "UNFUNDED -7; UNFUNDED_CONTRA 7"},
      {0, 0, 0, ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.postings);
    const auto entry = PostAdjustment(
        {"prv_a", "adj_1", kDims, kDate, Tenge(c.payable), Tenge(c.receivable), Tenge(c.unfunded)});
    REQUIRE(entry.has_value());
    CHECK((entry->has_value() ? Text(**entry) : std::string()) == c.postings);
    if (entry->has_value()) CHECK((*entry)->source_type() == SourceType::kAdjustment);
  }
  const Money dollar = Money::FromMinor(1, *Currency::FromCode("USD"));
  const auto reason = [](Money payable, Money receivable, Money unfunded) {
    return PostAdjustment({"prv_a", "adj_1", {}, kDate, payable, receivable, unfunded})
        .error()
        .reason;
  };
  CHECK(reason(Tenge(-1), Tenge(0), Tenge(0)) == "AMOUNT_NOT_POSITIVE");
  CHECK(reason(Tenge(0), Tenge(-1), Tenge(0)) == "AMOUNT_NOT_POSITIVE");
  CHECK(reason(Tenge(1), dollar, Tenge(0)) == "CURRENCY_MISMATCH");
  CHECK(reason(Tenge(1), Tenge(1), dollar) == "CURRENCY_MISMATCH");
}

TEST_CASE("a sent order moves the payable to the bank's way, and the statement to the bank") {
  const Result<Entry> sent =
      PostSentPaymentOrder({"prv_a", "pmo_1", kDims, kDate, Tenge(500), Tenge(0)});
  REQUIRE(sent.has_value());
  CHECK(Text(*sent) == "PAYABLE 500; BANK_CLEARING -500");
  CHECK(sent->source_type() == SourceType::kPaymentOrder);
  CHECK(sent->source_id() == "pmo_1");

  const Result<Entry> paid = PostPaidStatementLine({"prv_a", "stl_1", kDims, kDate, Tenge(499)});
  REQUIRE(paid.has_value());
  CHECK(Text(*paid) == "BANK_CLEARING 499; BANK -499");
  CHECK(paid->source_type() == SourceType::kStatementLine);
  CHECK(paid->postings()[0].dims == kDims);
}

TEST_CASE("what the provider owes back is taken off its payable and its debt alike") {
  const auto text = [](std::int64_t amount, std::int64_t netted) {
    const Result<Entry> sent =
        PostSentPaymentOrder({"prv_a", "pmo_1", kDims, kDate, Tenge(amount), Tenge(netted)});
    return sent ? Text(*sent) : sent.error().reason;
  };
  CHECK(text(400, 100) == "PAYABLE 500; BANK_CLEARING -400; RECEIVABLE -100");
  CHECK(text(0, 500) == "PAYABLE 500; RECEIVABLE -500");
  CHECK(text(500, -1) == "AMOUNT_NOT_POSITIVE");
  CHECK(text(-1, 500) == "AMOUNT_NOT_POSITIVE");
}

TEST_CASE("an advance goes to the bank without being owed, and is taken off what is owed later") {
  const PaidDocument advance{true, 0};
  const auto sent =
      PostSentPaymentOrder({"prv_a", "pmo_1", kDims, kDate, Tenge(500), Tenge(0), advance});
  REQUIRE(sent.has_value());
  CHECK(Text(*sent) == "ADVANCE 500; BANK_CLEARING -500");
  const auto text = [](std::int64_t amount, std::int64_t netted, std::int64_t advances) {
    return Text(*PostSentPaymentOrder(
        {"prv_a", "pmo_2", kDims, kDate, Tenge(amount), Tenge(netted), {false, advances}}));
  };
  CHECK(text(200, 300, 300) == "PAYABLE 500; BANK_CLEARING -200; ADVANCE -300");
  CHECK(text(0, 500, 400) == "PAYABLE 500; RECEIVABLE -100; ADVANCE -400");
}

TEST_CASE("what is left of an advance is owed back under the name of its recoupment") {
  const auto recouped = PostRecoupedAdvance({"prv_a", "adv_1/1", kDims, kDate, Tenge(40)});
  REQUIRE(recouped.has_value());
  CHECK(Text(*recouped) == "RECEIVABLE 40; ADVANCE -40");
  CHECK(recouped->source_type() == SourceType::kRecoupment);
  CHECK(recouped->source_id() == "adv_1/1");
  CHECK(PostRecoupedAdvance({"prv_a", "adv_1/1", {}, kDate, Tenge(0)}).error().reason ==
        "AMOUNT_NOT_POSITIVE");
}

TEST_CASE("what nobody knows goes to the payer's suspense") {
  const Result<Entry> credit = PostUnknownCredit({"stl_1", kDate, Tenge(10)});
  REQUIRE(credit.has_value());
  CHECK(Text(*credit) == "BANK 10; SUSPENSE -10");
  CHECK(credit->ledger_id() == kPayerLedger);
  const Result<Entry> debit = PostUnknownDebit({"stl_2", kDate, Tenge(10)});
  REQUIRE(debit.has_value());
  CHECK(Text(*debit) == "SUSPENSE 10; BANK -10");
  CHECK(debit->ledger_id() == kPayerLedger);
}

TEST_CASE("orders and statement lines of zero or less are refused") {
  for (const std::int64_t minor : {std::int64_t{0}, std::int64_t{-1}}) {
    CAPTURE(minor);
    const Money amount = Tenge(minor);
    CHECK(PostSentPaymentOrder({"prv_a", "pmo_1", {}, kDate, amount, Tenge(0)}).error().reason ==
          "AMOUNT_NOT_POSITIVE");
    CHECK(PostPaidStatementLine({"prv_a", "stl_1", {}, kDate, amount}).error().reason ==
          "AMOUNT_NOT_POSITIVE");
    CHECK(PostUnknownCredit({"stl_1", kDate, amount}).error().reason == "AMOUNT_NOT_POSITIVE");
    CHECK(PostUnknownDebit({"stl_1", kDate, amount}).error().reason == "AMOUNT_NOT_POSITIVE");
  }
}

}  // namespace
}  // namespace tirek::ledger
