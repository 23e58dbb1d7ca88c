// Statements that go to the database together and come back together: one round trip for all, and
// each is parsed and planned once a session.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/sql/one_trip.h"
#include "core/sql/unit_of_work.h"

namespace tirek::sql {

class Trip {
 public:
  using Parameters = std::vector<std::optional<std::string>>;
  using Read = std::function<void(const TextRows&)>;

  explicit Trip(UnitOfWork& work) : work_(work) {}
  Trip(const Trip&) = delete;
  Trip& operator=(const Trip&) = delete;

  // `statement` names its parameters $1, $2, … and casts them; a text of which a program has few.
  // `read` is given its rows.
  void Add(std::string statement, Parameters parameters, Read read = {});

  // Runs what was added, in that order, and lets it be read. Throws what SOCI throws for the first
  // statement that fails; none after it is run, and nothing is read.
  void Go();
  // And commits the transaction, in the same round trip: what was added is read afterwards, too
  // late to object to it.
  void GoAndCommit();

 private:
  struct Stop {
    std::string statement;
    Parameters parameters;
    Read read;
  };

  void Open();
  void Send();
  std::vector<TextRows> Receive();

  UnitOfWork& work_;
  std::vector<Stop> stops_;
  // What answers are due: of a statement that is run, or of the one named that is prepared first.
  std::vector<std::optional<std::string>> due_;
};

// One statement of the same kind without a transaction around it.
TextRows PreparedTrip(Lease& lease, const std::string& statement,
                      const Trip::Parameters& parameters);

}  // namespace tirek::sql
