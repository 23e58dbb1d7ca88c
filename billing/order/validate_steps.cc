// Whether the bands of a step table follow each other without gap and overlap.
#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>

#include "billing/order/check.h"

namespace tirek::order {
namespace {

constexpr std::int64_t kNoEnd = std::numeric_limits<std::int64_t>::max();

struct Band {
  std::size_t index = 0;
  std::int64_t first = 0;
  std::int64_t last = 0;  // kNoEnd for an open one

  std::string Name() const { return "steps[" + std::to_string(index) + "]"; }
};

std::string RangeText(std::int64_t first, std::int64_t last) {
  return first == last ? std::to_string(first)
                       : std::to_string(first) + " to " + std::to_string(last);
}

class BandCheck {
 public:
  BandCheck(Check& check, std::string path, const StepTable& table)
      : check_(check), path_(std::move(path)), steps_(table.steps) {}

  void Run() {
    if (steps_.empty()) check_.Add(path_ + "steps", "REQUIRED", "at least one band");
    for (std::size_t i = 0; i < steps_.size(); ++i) CheckBand(i);
    // A band whose ends were not read stands nowhere.
    if (check_.IsWhole(path_ + "steps[")) CheckNeighbours();
  }

 private:
  std::string FieldOf(const Band& band, const char* field) const {
    return path_ + band.Name() + "." + field;
  }

  void CheckBand(std::size_t index) {
    const Step& step = steps_[index];
    const Band band{index, step.first, step.last ? *step.last : kNoEnd};
    check_.RequirePositive(FieldOf(band, "value"), step.value);
    if (step.first < 0) check_.Add(FieldOf(band, "first"), "OUT_OF_RANGE", "a number from 0");
    if (band.last < band.first) {
      check_.Add(FieldOf(band, "last"), "STEP_REVERSED",
                 "at least " + std::to_string(step.first) + ", which the band begins with");
      return;  // it holds nothing
    }
    CheckAscends(band);
    bands_.push_back(band);
  }

  // The list itself is in order, so that a person reads it as the act prints it.
  void CheckAscends(const Band& band) {
    if (bands_.empty() || bands_.back().first <= band.first) return;
    const Band& before = bands_.back();
    check_.Add(FieldOf(band, "first"), "STEPS_OUT_OF_ORDER",
               "a band that begins after " + before.Name() + ": it begins at " +
                   std::to_string(band.first) + ", " + before.Name() + " at " +
                   std::to_string(before.first));
  }

  // By their beginnings, each with the one of those before it that reaches furthest.
  void CheckNeighbours() {
    std::stable_sort(bands_.begin(), bands_.end(),
                     [](const Band& a, const Band& b) { return a.first < b.first; });
    std::optional<Band> furthest;
    for (const Band& band : bands_) {
      if (furthest) CheckPair(*furthest, band);
      if (!furthest || furthest->last < band.last) furthest = band;
    }
  }

  void CheckPair(const Band& left, const Band& right) {
    if (left.last == kNoEnd) {
      check_.Add(FieldOf(left, "last"), "STEP_OPEN_NOT_LAST",
                 "an end before " + std::to_string(right.first) + ": " + right.Name() +
                     " begins there, and only the last band has no end");
    } else if (right.first <= left.last) {
      ReportOverlap(left, right);
    } else if (right.first - left.last > 1) {
      const std::int64_t from = left.last + 1;
      check_.Add(FieldOf(right, "first"), "STEP_GAP",
                 std::to_string(from) + ": " + left.Name() + " ends at " +
                     std::to_string(left.last) + ", " + right.Name() + " begins at " +
                     std::to_string(right.first) + ": nothing holds " +
                     RangeText(from, right.first - 1));
    }
  }

  void ReportOverlap(const Band& left, const Band& right) {
    check_.Add(FieldOf(right, "first"), "STEP_OVERLAP",
               std::to_string(left.last + 1) + ": " + left.Name() + " ends at " +
                   std::to_string(left.last) + ", " + right.Name() + " begins at " +
                   std::to_string(right.first) + ": both hold " +
                   RangeText(right.first, std::min(left.last, right.last)));
  }

  Check& check_;
  const std::string path_;
  const std::vector<Step>& steps_;
  std::vector<Band> bands_;  // that hold something
};

}  // namespace

void CheckSteps(Check& check, const std::string& path, const StepTable& table) {
  BandCheck(check, path, table).Run();
}

}  // namespace tirek::order
