// Reconciliation acts: which documents meet, and that what differs explains the difference.
#include "billing/reconciliation/act.h"

#include <doctest/doctest.h>

namespace tirek::reconciliation {
namespace {

Money Tenge(std::int64_t minor) { return Money::FromMinor(minor, kTenge); }
CivilDate Day(int day) { return *CivilDate::FromYmd(2026, 10, day); }

Document Ours(std::vector<std::string> numbers, int day, std::int64_t owed) {
  return {std::move(numbers), Day(day), owed};
}

// As the other side's books have it: services as a debit, payments as a credit.
CounterpartyDocument Theirs(std::string number, int day, std::int64_t owed) {
  return {1, std::move(number), Day(day), Tenge(owed > 0 ? owed : 0), Tenge(owed < 0 ? -owed : 0)};
}

std::string Shown(const Act& act, const std::vector<CounterpartyDocument>& theirs,
                  const std::vector<Document>& ours) {
  std::string all;
  for (const ActLine& line : act.lines) {
    all += std::string(LineStateName(line.state));
    if (line.ours) all += " " + ours[*line.ours].numbers[0];
    if (line.theirs) all += "=" + theirs[*line.theirs].number;
    if (line.basis == Basis::kDateAndAmount) all += "?";
    all += " " + std::to_string(line.difference.minor()) + "; ";
  }
  return all;
}

TEST_CASE("documents meet by number, then by day and amount, and never within a tolerance") {
  struct Case {
    const char* name;
    std::vector<Document> ours;
    std::vector<CounterpartyDocument> theirs;
    const char* lines;
  };
  const Case cases[] = {
      {"nothing on both sides", {}, {}, ""},
      {"the same", {Ours({"A"}, 1, 100)}, {Theirs("A", 1, 100)}, "AGREED A=A 0; "},
      {"the same number on another day",
       {Ours({"A"}, 1, 100)},
       {Theirs("A", 9, 100)},
       "AGREED A=A 0; "},
      {"a tiyn more", {Ours({"A"}, 1, 100)}, {Theirs("A", 1, 101)}, "DIFFERENT_AMOUNT A=A 1; "},
      {"the other sign",
       {Ours({"A"}, 1, 100)},
       {Theirs("A", 1, -100)},
       "DIFFERENT_AMOUNT A=A -200; "},
      {"only ours", {Ours({"A"}, 1, 100)}, {}, "ONLY_OURS A -100; "},
      {"only theirs", {}, {Theirs("B", 1, -7)}, "ONLY_THEIRS=B -7; "},
      {"another number, the same day and amount",
       {Ours({"A"}, 1, 100)},
       {Theirs("B", 1, 100)},
       "AGREED A=B? 0; "},
      {"another number and day",
       {Ours({"A"}, 1, 100)},
       {Theirs("B", 2, 100)},
       "ONLY_OURS A -100; ONLY_THEIRS=B 100; "},
      {"another number and amount",
       {Ours({"A"}, 1, 100)},
       {Theirs("B", 1, 101)},
       "ONLY_OURS A -100; ONLY_THEIRS=B 101; "},
      {"a second name of a payment",
       {Ours({"17", "TRK-1"}, 5, -50)},
       {Theirs("TRK-1", 6, -50)},
       "AGREED 17=TRK-1 0; "},
      {"a number is stronger than day and amount",
       {Ours({"A"}, 1, 100), Ours({"B"}, 1, 70)},
       {Theirs("B", 1, 100), Theirs("A", 1, 70)},
       "DIFFERENT_AMOUNT A=A -30; DIFFERENT_AMOUNT B=B 30; "},
      {"of one number, those of one amount meet first",
       {Ours({"A"}, 1, 100), Ours({"A"}, 1, 200)},
       {Theirs("A", 1, 200), Theirs("A", 1, 150)},
       "DIFFERENT_AMOUNT A=A 50; AGREED A=A 0; "},
      {"a document that they have twice",
       {Ours({"A"}, 1, 100)},
       {Theirs("A", 1, 100), Theirs("A", 1, 100)},
       "ONLY_THEIRS=A 100; AGREED A=A 0; "},
      {"a document that we have twice",
       {Ours({"A"}, 1, 100), Ours({"A"}, 2, 100)},
       {Theirs("A", 1, 100)},
       "ONLY_OURS A -100; AGREED A=A 0; "},
      {"alike in all, three against two",
       {Ours({"1"}, 1, 5), Ours({"2"}, 1, 5), Ours({"3"}, 1, 5)},
       {Theirs("x", 1, 5), Theirs("y", 1, 5)},
       "ONLY_OURS 3 -5; AGREED 1=x? 0; AGREED 2=y? 0; "},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const TheirFigures theirs{Tenge(0), std::nullopt, {c.theirs, {}}};
    const auto act = Reconcile(Tenge(0), c.ours, theirs);
    REQUIRE(act);
    CHECK(Shown(*act, c.theirs, c.ours) == c.lines);
    std::int64_t explained = 0;
    for (const ActLine& line : act->lines) explained += line.difference.minor();
    CHECK(explained == act->difference.minor());
    CHECK(act->agreed == (std::string(c.lines).find("ONLY") == std::string::npos &&
                          std::string(c.lines).find("DIFFERENT") == std::string::npos));
  }
}

TEST_CASE("the difference is what the openings, the lines and their own error come to") {
  const std::vector<Document> ours = {Ours({"A"}, 1, 1000), Ours({"P"}, 5, -400)};
  TheirFigures theirs{Tenge(30), Tenge(700), {{Theirs("A", 1, 1001), Theirs("P", 5, -400)}, {}}};
  const auto act = Reconcile(Tenge(10), ours, theirs);
  REQUIRE(act);
  CHECK(act->ours.credit == Tenge(1000));
  CHECK(act->ours.debit == Tenge(400));
  CHECK(act->ours.closing == Tenge(610));
  CHECK(act->theirs.debit == Tenge(1001));
  CHECK(act->theirs.credit == Tenge(400));
  CHECK(act->theirs.closing == Tenge(700));
  CHECK(act->opening_difference == Tenge(20));
  CHECK(act->their_error == Tenge(69));  // 700 where their rows come to 631
  CHECK(act->difference == Tenge(90));
  CHECK(act->Count(LineState::kDifferentAmount) == 1);
  CHECK(act->Count(LineState::kAgreed) == 1);
  CHECK_FALSE(act->agreed);
}

TEST_CASE("sides agree only when every part of them does") {
  const std::vector<Document> ours = {Ours({"A"}, 1, 100)};
  const auto agreed = [&](Money their_opening, std::optional<Money> closing, bool refused) {
    CounterpartyList list{{Theirs("A", 1, 100)}, {}};
    if (refused) list.refused.push_back({3, {}});
    const auto act = Reconcile(Tenge(5), ours, {their_opening, closing, list});
    REQUIRE(act);
    return act->agreed;
  };
  CHECK(agreed(Tenge(5), std::nullopt, false));
  CHECK(agreed(Tenge(5), Tenge(105), false));
  CHECK_FALSE(agreed(Tenge(5), Tenge(106), false));
  CHECK_FALSE(agreed(Tenge(4), std::nullopt, false));
  CHECK_FALSE(agreed(Tenge(4), Tenge(105), false));  // the end alone agrees
  CHECK_FALSE(agreed(Tenge(5), std::nullopt, true));
}

TEST_CASE("sums of a stranger that do not fit are refused") {
  const std::vector<CounterpartyDocument> huge = {Theirs("A", 1, INT64_MAX),
                                                  Theirs("B", 1, INT64_MAX)};
  CHECK(Reconcile(Tenge(0), {}, {Tenge(0), {}, {huge, {}}}).error().reason == "AMOUNT_OVERFLOW");
  const std::vector<CounterpartyDocument> once = {Theirs("A", 1, INT64_MAX)};
  const std::vector<Document> ours = {Ours({"A"}, 1, -2)};
  CHECK(Reconcile(Tenge(0), ours, {Tenge(0), {}, {once, {}}}).error().reason == "AMOUNT_OVERFLOW");
}

}  // namespace
}  // namespace tirek::reconciliation
