// A house after the pilot's month: five providers with everything a provider can have, from sites
// to payments and breaks, made through the real RPCs by the commands of demo/pilot.steps, and with
// facts of every kind beside.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "tests/support/test_house.h"

namespace tirek::test {

// One of the providers, and what it must not see.
class Side {
 public:
  using Values = std::map<std::string, std::set<std::string>>;  // by column

  Side(std::string provider_id, Values ours, Values others);

  const std::string& provider_id() const { return provider_id_; }
  // What names a thing of this provider, or of any other one alone: the values that their rows have
  // in this column, in any table.
  std::vector<std::string> OursOf(const std::string& column) const;
  std::vector<std::string> OthersOf(const std::string& column) const;
  // Every id, code and number that is not this provider's.
  const std::set<std::string>& marks_of_others() const { return marks_; }

 private:
  std::string provider_id_;
  Values ours_;
  Values others_;
  std::set<std::string> marks_;
};

class Pilot {
 public:
  // Carried once a test program; tests do not change it.
  static Pilot& Get();

  TestHouse& house() { return house_; }
  // The centre that the bank paid too little, the day home, and the day unit: the last two both
  // bill one child on the same days.
  const std::vector<Side>& sides() const { return sides_; }
  std::string TokenOf(const Side& side) { return house_.ProviderToken(side.provider_id()); }

 private:
  Pilot();
  void Carry();
  void Type(const std::string& actor, const std::vector<std::string>& args, int expected_exit);
  // Every side gets an advance, which the bank pays.
  void Advance(const std::string& folder);
  // The advances are owed back, before anything else is.
  void Recoup();
  // What no step of the pilot does: an amount set aside in the provider's ledger.
  void Reserve(const std::string& bin);
  std::string TokenOf(const std::string& actor);
  std::string ProviderIdOf(const std::string& bin);
  Side SideOf(const std::string& bin);

  FixedClock clock_;
  TestHouse house_;
  std::map<std::string, std::string> persons_;  // their secrets
  std::vector<Side> sides_;
};

}  // namespace tirek::test
