#include "billing/reconciliation/act.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace tirek::reconciliation {
namespace {

// What `documents` say of the other side's documents in our words.
Result<std::vector<Document>> DocumentsOf(std::span<const CounterpartyDocument> documents) {
  std::vector<Document> all;
  all.reserve(documents.size());
  for (const CounterpartyDocument& document : documents) {
    TIREK_ASSIGN_OR_RETURN(const Money owed, document.debit.Minus(document.credit));
    all.push_back({{document.number}, document.date, owed.minor()});
  }
  return all;
}

Result<Side> TheirSideOf(const TheirFigures& theirs) {
  Side side{theirs.opening, Money::FromMinor(0, theirs.opening.currency()),
            Money::FromMinor(0, theirs.opening.currency()), theirs.opening,
            static_cast<int>(theirs.list.documents.size())};
  for (const CounterpartyDocument& document : theirs.list.documents) {
    TIREK_ASSIGN_OR_RETURN(side.debit, side.debit.Plus(document.debit));
    TIREK_ASSIGN_OR_RETURN(side.credit, side.credit.Plus(document.credit));
    TIREK_ASSIGN_OR_RETURN(side.closing, side.closing.Plus(document.debit));
    TIREK_ASSIGN_OR_RETURN(side.closing, side.closing.Minus(document.credit));
  }
  return side;
}

LineState StateOf(const Meeting& meeting, Money difference) {
  if (!meeting.theirs) return LineState::kOnlyOurs;
  if (!meeting.ours) return LineState::kOnlyTheirs;
  return difference.is_zero() ? LineState::kAgreed : LineState::kDifferentAmount;
}

Result<std::vector<ActLine>> LinesOf(std::span<const Document> ours,
                                     std::span<const Document> theirs, Currency currency) {
  std::vector<ActLine> lines;
  for (const Meeting& meeting : MeetDocuments(ours, theirs)) {
    const auto owed = [currency](std::span<const Document> side, std::optional<std::size_t> at) {
      return Money::FromMinor(at ? side[*at].owed_minor : 0, currency);
    };
    TIREK_ASSIGN_OR_RETURN(const Money difference,
                           owed(theirs, meeting.theirs).Minus(owed(ours, meeting.ours)));
    lines.push_back(
        {StateOf(meeting, difference), meeting.basis, meeting.ours, meeting.theirs, difference});
  }
  const auto key = [&](const ActLine& line) {
    const CivilDate date = line.ours ? ours[*line.ours].date : theirs[*line.theirs].date;
    return std::tuple(line.state == LineState::kAgreed, date);
  };
  std::stable_sort(lines.begin(), lines.end(),
                   [&](const ActLine& a, const ActLine& b) { return key(a) < key(b); });
  return lines;
}

}  // namespace

std::string_view LineStateName(LineState state) {
  constexpr std::array<std::string_view, 4> kNames = {"DIFFERENT_AMOUNT", "ONLY_OURS",
                                                      "ONLY_THEIRS", "AGREED"};
  return kNames[static_cast<std::size_t>(state)];
}

std::string_view BasisName(Basis basis) {
  constexpr std::array<std::string_view, 3> kNames = {"", "NUMBER", "DATE_AND_AMOUNT"};
  return kNames[static_cast<std::size_t>(basis)];
}

int Act::Count(LineState state) const {
  return static_cast<int>(std::count_if(
      lines.begin(), lines.end(), [state](const ActLine& line) { return line.state == state; }));
}

Result<Side> SideOf(Money opening, std::span<const Document> ours) {
  const Currency currency = opening.currency();
  Side side{opening, Money::FromMinor(0, currency), Money::FromMinor(0, currency), opening,
            static_cast<int>(ours.size())};
  for (const Document& document : ours) {
    const Money owed = Money::FromMinor(document.owed_minor, currency);
    TIREK_ASSIGN_OR_RETURN(side.closing, side.closing.Plus(owed));
    if (owed.is_negative()) {
      TIREK_ASSIGN_OR_RETURN(side.debit, side.debit.Minus(owed));
    } else {
      TIREK_ASSIGN_OR_RETURN(side.credit, side.credit.Plus(owed));
    }
  }
  return side;
}

Result<Act> Reconcile(Money our_opening, std::span<const Document> ours,
                      const TheirFigures& theirs) {
  Act act;
  TIREK_ASSIGN_OR_RETURN(act.ours, SideOf(our_opening, ours));
  TIREK_ASSIGN_OR_RETURN(act.theirs, TheirSideOf(theirs));
  TIREK_ASSIGN_OR_RETURN(const auto their_documents, DocumentsOf(theirs.list.documents));
  TIREK_ASSIGN_OR_RETURN(act.lines, LinesOf(ours, their_documents, our_opening.currency()));
  const Money computed = act.theirs.closing;
  act.theirs.closing = theirs.closing.value_or(computed);
  TIREK_ASSIGN_OR_RETURN(act.their_error, act.theirs.closing.Minus(computed));
  TIREK_ASSIGN_OR_RETURN(act.opening_difference, theirs.opening.Minus(our_opening));
  TIREK_ASSIGN_OR_RETURN(act.difference, act.theirs.closing.Minus(act.ours.closing));
  act.agreed = act.difference.is_zero() && act.opening_difference.is_zero() &&
               act.their_error.is_zero() && theirs.list.refused.empty() &&
               act.Count(LineState::kAgreed) == static_cast<int>(act.lines.size());
  return act;
}

}  // namespace tirek::reconciliation
