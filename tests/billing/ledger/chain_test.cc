// The text that an entry's hash is of: every field stands in it, and as it always stood.
#include "billing/ledger/chain.h"

#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

namespace tirek::ledger {
namespace {

TEST_CASE("every field of an entry and of its postings is in its hash") {
  using Counted = ChainedPosting::Counted;
  const ChainedEntry base{"prv_a",
                          1,
                          "ent_1",
                          "MANUAL",
                          "a",
                          10,
                          20,
                          "text",
                          {},
                          "KZT",
                          {{"BANK", 5, 5, {}, {}, {}}, {"PAYABLE", -5, -5, "c", "f", "b"}}};
  std::vector<ChainedEntry> others(20, base);
  others[0].ledger_id = "prv_b";
  others[1].sequence = 2;
  others[2].entry_id = "ent_2";
  others[3].source_type = "CLAIM";
  others[4].source_id = "b";
  others[5].effective_day = 11;
  others[6].record_micros = 21;
  others[7].description = "texs";
  others[8].reverses_id = "";
  others[9].currency = "USD";
  others[10].postings.pop_back();
  others[11].postings[0].account = "SUSPENSE";
  others[12].postings[0].amount_minor = 6;
  others[13].postings[0].balance_minor = 6;
  others[14].postings[0].contract_id = "";
  others[15].postings[1].funding_source = {};
  others[16].postings[1].budget_code = "bb";
  std::swap(others[17].postings[0], others[17].postings[1]);
  others[18].description = "tex";
  others[18].source_id = "at";
  others[19].adjustment_reason = "";
  // As releases before ledger_rows counted them.
  ChainedEntry counted = base;
  counted.postings[0].counted = Counted{1, 5};
  counted.postings[1].counted = Counted{1, -5};
  others.insert(others.end(), 3, counted);
  others[21].postings[0].counted->account_sequence = 2;
  others[22].postings[1].counted->day_minor = -6;
  std::vector<std::string> hashes = {ChainHash("", base), ChainHash("x", base)};
  for (const ChainedEntry& other : others) hashes.push_back(ChainHash("", other));
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      CAPTURE(i);
      CAPTURE(j);
      CHECK(hashes[i] != hashes[j]);
    }
  }
}

TEST_CASE(
    "what is hashed is written down: of entries that are counted, and of those that are not") {
  ChainedEntry entry{"prv_a",
                     7,
                     "ent_1",
                     "MANUAL",
                     "a",
                     10,
                     20,
                     "",
                     {},
                     "KZT",
                     {{"BANK", 5, 15, {}, "f", {}}, {"PAYABLE", -5, -25, {}, {}, ""}}};
  std::string text;
  AppendCanonical(text, "h", entry);
  const std::string head = "\n1:h\n5:prv_a\n7\n5:ent_1\n6:MANUAL\n1:a\n10\n20\n0:\n-\n3:KZT\n2";
  CHECK(text ==
        "tirek-ledger-2" + head + "\n4:BANK\n5\n15\n-\n1:f\n-" + "\n7:PAYABLE\n-5\n-25\n-\n-\n0:");
  entry.postings[0].counted = ChainedPosting::Counted{3, 8};
  entry.postings[1].counted = ChainedPosting::Counted{4, -9};
  text.clear();
  AppendCanonical(text, "h", entry);
  CHECK(text == "tirek-ledger-1" + head + "\n4:BANK\n5\n3\n15\n8\n-\n1:f\n-" +
                    "\n7:PAYABLE\n-5\n4\n-25\n-9\n-\n-\n0:");
}

}  // namespace
}  // namespace tirek::ledger
