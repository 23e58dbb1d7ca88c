// Who holds one place on which days, in memory: is there room for one more?
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/calendar/period.h"

namespace tirek::placements {

class PlaceOccupancy {
 public:
  explicit PlaceOccupancy(int capacity) : capacity_(capacity) {}

  // `period` is not empty. Adds also beyond the capacity: what is stored is so.
  void Add(const std::string& person_id, Period period);

  // Does the person hold the place on any day of `period`?
  bool Holds(const std::string& person_id, Period period) const;

  // The first day of `period` on which as many persons as the place takes are there already.
  std::optional<CivilDate> FirstFullDay(Period period) const;

 private:
  void Split(CivilDate date);
  int LevelAt(CivilDate date) const;

  int capacity_;
  // How many persons hold the place from each day on until the next one named; none before all.
  std::map<CivilDate, int> levels_;
  std::map<std::string, std::vector<Period>> held_;
};

}  // namespace tirek::placements
