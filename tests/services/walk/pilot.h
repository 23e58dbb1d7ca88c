// A house after the pilot's month: five providers with everything a provider can have, from sites
// to payments and breaks, made through the real RPCs by the commands of demo/pilot.steps.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "tests/support/test_house.h"

namespace tirek::test {

class Pilot {
 public:
  // Carried once a test program; tests do not change it.
  static Pilot& Get();

  TestHouse& house() { return house_; }
  // Two of the providers: the day home, and the day unit, to which one of its children goes, too.
  const std::string& ours() const { return ours_; }
  const std::string& other() const { return other_; }
  std::string OurToken() { return house_.ProviderToken(ours_); }

  // What names a thing of the day home: the values that its rows have in this column, in any table.
  std::vector<std::string> OursOf(const std::string& column) const;
  // The same of the day unit, without what the two share.
  std::vector<std::string> OthersOf(const std::string& column) const;
  // Every id, code and number of whatever is not the day home's.
  const std::set<std::string>& marks_of_others() const { return marks_of_others_; }

 private:
  using Values = std::map<std::string, std::set<std::string>>;  // by column

  Pilot();
  void Carry();
  std::string TokenOf(const std::string& actor);
  std::string ProviderIdOf(const std::string& bin);
  void ReadNames();

  FixedClock clock_;
  TestHouse house_;
  std::string ours_;
  std::string other_;
  Values names_of_ours_;
  Values names_of_other_;
  std::set<std::string> marks_of_others_;
};

}  // namespace tirek::test
