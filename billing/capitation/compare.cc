#include "billing/capitation/compare.h"

#include <algorithm>
#include <tuple>

#include "core/money/exact.h"

namespace tirek::capitation {
namespace {

// Lines that begin on one day are the parts of a row that a cap divides: the paid one first.
auto KeyOf(const Line& line) {
  return std::tie(line.provider_id, line.placement_id, line.period.start);
}

std::vector<const Line*> Sorted(std::span<const Line> lines) {
  std::vector<const Line*> sorted;
  sorted.reserve(lines.size());
  for (const Line& line : lines) sorted.push_back(&line);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Line* a, const Line* b) { return KeyOf(*a) < KeyOf(*b); });
  return sorted;
}

bool IsSame(const Line& before, const Line& after) {
  return ResultHash({&before, 1}) == ResultHash({&after, 1});
}

std::string Changed(const char* what, const std::string& before, const std::string& after) {
  return before == after ? "" : std::string(", ") + what + " " + before + " → " + after;
}

std::string OrNone(const std::string& text) { return text.empty() ? "none" : text; }

std::string ReasonOf(const Line& line) {
  return line.reason ? std::string(DenialReasonName(*line.reason)) : "none";
}

std::string CoefficientsOf(const Line& line) {
  std::string text;
  for (const std::string& code : line.coefficient_codes) text += (text.empty() ? "" : " ") + code;
  return OrNone(text);
}

std::string TermsText(const Line& before, const Line& after) {
  return Changed("tariff", OrNone(before.tariff_code), OrNone(after.tariff_code)) +
         Changed("coefficients", CoefficientsOf(before), CoefficientsOf(after)) +
         Changed("category", OrNone(before.category), OrNone(after.category)) +
         Changed("contract", before.contract_id, after.contract_id) +
         Changed("share", Exact(before.paid_share).ToString(), Exact(after.paid_share).ToString());
}

}  // namespace

std::vector<LineChange> ChangesBetween(std::span<const Line> before, std::span<const Line> after) {
  const std::vector<const Line*> old_lines = Sorted(before);
  const std::vector<const Line*> new_lines = Sorted(after);
  std::vector<LineChange> changes;
  auto old_line = old_lines.begin();
  auto new_line = new_lines.begin();
  while (old_line != old_lines.end() || new_line != new_lines.end()) {
    const bool only_old = new_line == new_lines.end() ||
                          (old_line != old_lines.end() && KeyOf(**old_line) < KeyOf(**new_line));
    const bool only_new =
        !only_old && (old_line == old_lines.end() || KeyOf(**new_line) < KeyOf(**old_line));
    const LineChange change = {only_new ? nullptr : *old_line, only_old ? nullptr : *new_line};
    if (only_old || only_new || !IsSame(*change.before, *change.after)) changes.push_back(change);
    if (!only_new) ++old_line;
    if (!only_old) ++new_line;
  }
  return changes;
}

std::string ChangeText(const LineChange& change) {
  if (change.before == nullptr) return "new";
  if (change.after == nullptr) return "gone";
  const Line& before = *change.before;
  const Line& after = *change.after;
  std::string text =
      Changed("amount", before.amount.ToString(), after.amount.ToString()) +
      Changed("denied", before.denied_amount.ToString(), after.denied_amount.ToString()) +
      Changed("reason", ReasonOf(before), ReasonOf(after)) +
      Changed("quantity", Exact(before.quantity).ToString(), Exact(after.quantity).ToString()) +
      Changed("days", DatesText(before.dates), DatesText(after.dates)) + TermsText(before, after);
  if (text.empty()) text = ", who pays of the price";
  return text.substr(2);
}

}  // namespace tirek::capitation
