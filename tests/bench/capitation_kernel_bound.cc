// The kernel alone: lines from columns in memory on one core, against the same loop written out on
// plain __int128, which checks nothing and knows these rules only.
#include <algorithm>
#include <array>
#include <cstdio>
#include <stdexcept>
#include <vector>

#include "billing/capitation/fast/fast_month.h"
#include "tests/bench/bound.h"
#include "tests/bench/capitation_month.h"

namespace tirek::bench {
namespace {

namespace fast = capitation::fast;
using fast::DayMask;

constexpr std::size_t kPlacements = 500'000;
constexpr int kTimes = 15;
// A guard against getting slower: 2.4 to 2.6 were measured.
constexpr double kMost = 3.0;
constexpr double kWantedPerSecond = 10'000'000;
constexpr int kMostHospitalDays = 5;

struct PlainPrice {
  DayMask days = 0;
  __int128 numerator = 0;  // of a whole day, and of one in hospital
  __int128 divisor = 1;
  __int128 hospital_numerator = 0;
  __int128 hospital_divisor = 1;
};

struct PlainTerms {
  DayMask open = 0;  // contract and licence
  std::array<PlainPrice, 2> prices;
};

struct PlainLine {
  std::uint32_t placement = 0;
  DayMask days = 0;
  int reason = 0;
  std::int64_t minor = 0;
};

// The same month as both loops read it.
struct Loaded {
  explicit Loaded(const CapitationMonth& month) : columns(month.facts()) {
    for (const std::string_view category : kCategories) {
      columns.AddCategories({{month.order().period, std::string(category)}});
    }
    for (std::size_t i = 0; i < month.size(); ++i) {
      const PlacementMonth row = month.Row(i);
      const std::uint32_t setting = columns.AddSetting({static_cast<std::uint32_t>(row.provider),
                                                        static_cast<std::uint32_t>(row.place),
                                                        static_cast<std::uint32_t>(row.category)});
      columns.AddPlacement(
          {row.placement_id, row.person_id, "", setting, row.period, AttendanceOf(row), {}, {}});
    }
    compiled.Extend(columns);
  }

  fast::MonthColumns columns;
  fast::CompiledMonth compiled;
};

std::vector<PlainTerms> PlainTermsOf(const Loaded& loaded) {
  std::vector<PlainTerms> all;
  for (std::uint32_t setting = 0; setting < loaded.columns.settings().size(); ++setting) {
    const fast::Regime& regime = loaded.compiled.regime(setting);
    PlainTerms terms;
    terms.open = regime.in_contract & regime.licensed;
    std::size_t hospital = 0;
    while (!regime.shares.at(hospital).is_paid()) ++hospital;
    for (std::size_t i = 0; i < regime.terms.size(); ++i) {
      const fast::Price whole = *regime.terms[i].prices.at(0);
      const fast::Price away = *regime.terms[i].prices.at(hospital);
      terms.prices.at(i) = {regime.terms[i].days, whole.whole_numerator, whole.whole_divisor,
                            away.whole_numerator, away.whole_divisor};
    }
    all.push_back(terms);
  }
  return all;
}

void AppendPlain(const PlainTerms& terms, std::uint32_t placement, DayMask days, int reason,
                 bool hospital, std::vector<PlainLine>& lines) {
  for (const PlainPrice& price : terms.prices) {
    const DayMask part = days & price.days;
    if (part == 0) continue;
    const __int128 numerator = hospital ? price.hospital_numerator : price.numerator;
    const __int128 divisor = hospital ? price.hospital_divisor : price.divisor;
    const __int128 minor = (2 * fast::CountDays(part) * numerator + divisor) / (2 * divisor);
    lines.push_back({placement, part, reason, static_cast<std::int64_t>(minor)});
  }
}

void ComputePlainly(const fast::MonthColumns& columns, const std::vector<PlainTerms>& all,
                    std::vector<PlainLine>& lines) {
  const Period month = columns.days();
  for (std::uint32_t i = 0; i < columns.size(); ++i) {
    const PlainTerms& terms = all[columns.setting(i)];
    const fast::Attendance& attendance = columns.attendance(i);
    const Period period = columns.period(i);
    const DayMask discharge = fast::MaskOf(period.end, month);
    const DayMask placed = fast::MaskOf(period, month);
    const auto append = [&](DayMask days, int reason, bool hospital) {
      if (days != 0) AppendPlain(terms, i, days, reason, hospital, lines);
    };
    const auto split = [&](DayMask days, int reason) {
      if (days == 0) return;
      append(days & attendance.present, reason, false);
      append(days & attendance.absent[0], reason, true);
      append(days & attendance.absent[3], reason, false);
    };
    const DayMask valid = placed & terms.open;
    split(attendance.days() & ~placed & ~discharge, 1);
    split(attendance.days() & discharge, 2);
    split(attendance.days() & placed & ~terms.open, 3);
    append(attendance.present & valid, 0, false);
    const DayMask hospital = attendance.absent[0] & valid;
    const DayMask paid = fast::FirstDays(hospital, kMostHospitalDays);
    append(paid, 0, true);
    append(hospital & ~paid, 4, true);
    append(attendance.absent[3] & valid, 5, false);
  }
}

struct Figures {
  std::size_t lines = 0;
  double kernel = 0;
  double plain = 0;
};

Figures MeasureOnce() {
  const CapitationMonth month(kPlacements, false);
  const Loaded loaded(month);
  const std::vector<PlainTerms> terms = PlainTermsOf(loaded);
  const fast::FastRun run(loaded.columns, loaded.compiled);
  fast::FastRun::Part part;
  std::vector<PlainLine> plain;
  part.lines.reserve(4 * kPlacements);
  plain.reserve(4 * kPlacements);
  Figures figures;
  for (int time = 0; time < kTimes; ++time) {
    const double kernel = CpuSeconds([&] {
      part.lines.clear();
      run.Compute(0, static_cast<std::uint32_t>(loaded.columns.size()), part);
    });
    const double plainly = CpuSeconds([&] {
      plain.clear();
      ComputePlainly(loaded.columns, terms, plain);
    });
    figures.kernel = time == 0 ? kernel : std::min(figures.kernel, kernel);
    figures.plain = time == 0 ? plainly : std::min(figures.plain, plainly);
  }
  figures.lines = part.lines.size();
  __int128 sum = 0;
  __int128 plain_sum = 0;
  for (const fast::FastLine& line : part.lines) sum += line.amount_minor;
  for (const PlainLine& line : plain) plain_sum += line.minor;
  if (!part.for_reference.empty()) throw std::runtime_error("the kernel left placements out");
  if (sum != plain_sum || plain.size() != part.lines.size()) {
    throw std::runtime_error("the two do not come to the same lines");
  }
  return figures;
}

const Figures& Measured() {
  static const Figures figures = MeasureOnce();
  return figures;
}

Measurement MeasureRate() {
  const Figures& figures = Measured();
  const double rate = static_cast<double>(figures.lines) / figures.kernel;
  std::array<char, 80> text{};
  std::snprintf(text.data(), text.size(), "%zu lines in %s, %.1f million a second", figures.lines,
                SecondsText(figures.kernel).c_str(), rate / 1e6);
  return {text.data(), kWantedPerSecond / rate};
}

Measurement MeasureRatio() {
  const Figures& figures = Measured();
  return {SecondsText(figures.kernel) + " against " + SecondsText(figures.plain) + " for " +
              std::to_string(figures.lines) + " lines",
          figures.kernel / figures.plain};
}

}  // namespace

Bound CapitationRateBound() {
  return {"capitation-rate", "10,000,000 lines a second : the kernel's on one core", 1,
          MeasureRate};
}

Bound CapitationKernelBound() {
  return {"capitation-kernel", "the kernel's lines : the same on plain __int128", kMost,
          MeasureRatio};
}

}  // namespace tirek::bench
