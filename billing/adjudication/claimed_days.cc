#include "billing/adjudication/claimed_days.h"

#include <algorithm>
#include <string_view>
#include <tuple>

#include "core/money/allocation.h"
#include "core/money/exact.h"

namespace tirek::adjudication {
namespace {

using capitation::Line;

Decimal QuantityOf(const Line& line, std::size_t day) {
  return line.quantities.empty() ? Decimal::FromInteger(1) : line.quantities[day];
}

Result<void> AddDays(const Line& line, std::size_t index, std::vector<ClaimedDay>& days) {
  TIREK_ASSERT(line.quantities.empty() || line.quantities.size() == line.dates.size());
  std::vector<Exact> weights;
  for (std::size_t i = 0; i < line.dates.size(); ++i) weights.emplace_back(QuantityOf(line, i));
  const bool denied = line.status == capitation::LineStatus::kDenied;
  const Money sum = denied ? Money::FromMinor(0, line.denied_amount.currency()) : line.amount;
  TIREK_ASSIGN_OR_RETURN(const std::vector<Money> amounts, Allocate(sum, weights));
  for (std::size_t i = 0; i < line.dates.size(); ++i) {
    days.push_back({index, line.dates[i], QuantityOf(line, i), amounts[i]});
  }
  return {};
}

// Who is accepted first: by date and then by admission, or the other way round. The index of the
// line does not tell: of two lines with one day of a placement at most one has money.
class AcceptedBefore {
 public:
  AcceptedBefore(std::span<const Line> lines, order::CutOrder cut_order)
      : lines_(lines), by_day_(cut_order == order::CutOrder::kLatestDayFirst) {}

  bool operator()(const ClaimedDay& a, const ClaimedDay& b) const {
    const auto admission = [this](const ClaimedDay& day) {
      const Line& line = lines_[day.line];
      return std::tie(line.admission_date, line.admission_key, line.placement_id);
    };
    if (by_day_ && a.date != b.date) return a.date < b.date;
    if (admission(a) != admission(b)) return admission(a) < admission(b);
    return std::tie(a.date, lines_[a.line].reason) < std::tie(b.date, lines_[b.line].reason);
  }

 private:
  std::span<const Line> lines_;
  bool by_day_;
};

}  // namespace

Result<std::vector<ClaimedDay>> ClaimedDays(std::span<const Line> lines,
                                            order::CutOrder cut_order) {
  std::vector<ClaimedDay> days;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    TIREK_RETURN_IF_ERROR(AddDays(lines[i], i, days));
  }
  std::sort(days.begin(), days.end(), AcceptedBefore(lines, cut_order));
  return days;
}

}  // namespace tirek::adjudication
