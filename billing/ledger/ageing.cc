#include "billing/ledger/ageing.h"

#include <algorithm>

namespace tirek::ledger {
namespace {

struct BandDefinition {
  std::string_view name;
  BandDays days;
};

// In the order of the enumeration.
constexpr std::array<BandDefinition, kAgeBands.size()> kBands = {{
    {"NOT_DUE", {std::nullopt, 0}},
    {"DAYS_1_TO_30", {1, 30}},
    {"DAYS_31_TO_60", {31, 60}},
    {"DAYS_61_TO_90", {61, 90}},
    {"OVER_90_DAYS", {91, std::nullopt}},
}};

const BandDefinition& DefinitionOf(AgeBand band) { return kBands[static_cast<std::size_t>(band)]; }

}  // namespace

std::string_view AgeBandName(AgeBand band) { return DefinitionOf(band).name; }

BandDays DaysOf(AgeBand band) { return DefinitionOf(band).days; }

int DaysOverdue(CivilDate due_date, CivilDate as_of) { return std::max(0, as_of - due_date); }

AgeBand AgeBandOf(int days_overdue) {
  const auto* const found =
      std::find_if(kAgeBands.begin(), kAgeBands.end(), [days_overdue](AgeBand band) {
        const std::optional<int> most = DaysOf(band).most;
        return !most || days_overdue <= *most;
      });
  return *found;  // the last band has no end
}

Result<std::vector<BandSum>> SumByBand(std::span<const DueSum> sums, CivilDate as_of,
                                       Currency currency) {
  const Money zero = Money::FromMinor(0, currency);
  std::vector<BandSum> bands;
  for (const AgeBand band : kAgeBands) bands.push_back({band, 0, zero, zero});
  for (const DueSum& due : sums) {
    const AgeBand band = AgeBandOf(DaysOverdue(due.due_date, as_of));
    BandSum& sum = bands[static_cast<std::size_t>(band)];
    sum.documents += due.documents;
    TIREK_ASSIGN_OR_RETURN(sum.open, sum.open.Plus(due.open));
    TIREK_ASSIGN_OR_RETURN(sum.under_way, sum.under_way.Plus(due.under_way));
  }
  return bands;
}

}  // namespace tirek::ledger
