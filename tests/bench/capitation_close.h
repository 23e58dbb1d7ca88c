// The close of the made-up month from table to table in bounded memory: providers in groups, and
// what bears on placements of several providers at the end.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "billing/capitation/fast/fast_month.h"
#include "core/sql/binary_row.h"
#include "core/sql/database.h"
#include "tests/bench/capitation_month.h"

namespace tirek::bench {

// Every placement of the month, in the order that they are closed in.
inline constexpr const char* kReadMonth =
    "SELECT placement_id, person_id, contract_id, place_id, category, start_date, end_date,"
    " present, hospital, vacation FROM placement_month ORDER BY provider_id, placement_id";
inline constexpr const char* kReadPersons = "SELECT person_id FROM placement_month";

// Placements in columns with what they are computed by.
class MonthPart {
 public:
  explicit MonthPart(const CapitationMonth& month);

  // Of kReadMonth.
  void Add(const sql::BinaryRowReader& row);
  // One of another part.
  void Take(const MonthPart& other, std::size_t placement);
  void Clear();

  const capitation::fast::MonthColumns& columns() const { return columns_; }
  std::uint32_t place(std::size_t placement) const {
    return columns_.settings()[columns_.setting(placement)].place;
  }
  // Calls `write` with their lines, but of those marked in `skipped`, as rows of the table `line`,
  // a bounded number of placements at a time.
  void ForLines(const std::vector<bool>& skipped, const std::function<void(std::string)>& write);

 private:
  // Finds ids that come in runs.
  class Ids {
   public:
    void Add(const std::string& id) { indices_.emplace(id, indices_.size()); }
    std::uint32_t IndexOf(std::string_view id);

   private:
    std::unordered_map<std::string, std::size_t> indices_;
    std::string last_;
    std::uint32_t index_ = 0;
  };

  capitation::fast::MonthColumns columns_;
  capitation::fast::CompiledMonth compiled_;
  Ids contracts_;
  Ids places_;
  Ids categories_;
};

// Persons that may have several placements, found in one pass over their ids and in memory that
// does not grow with them: of each id a bit of its hash. Some who have one only are among them.
class SeveralPlaced {
 public:
  SeveralPlaced();

  void Add(std::string_view person_id);
  bool Contains(std::string_view person_id) const;

 private:
  std::vector<bool> once_;
  std::vector<bool> again_;
};

// Computes the month of the database and writes its lines with compact traces, a transaction a
// group of providers. Keeps the bytes written where asked to.
//
// What is of a person with several placements is set aside, with all that is at a place with more
// persons than room that one of them is at, and computed last: no placement computed before bears
// on one set aside.
class CapitationClose {
 public:
  CapitationClose(const CapitationMonth& month, sql::Database& database,
                  std::vector<std::string>* written);

  void Run();

 private:
  void FindSeveralPlaced();
  void Add(const sql::BinaryRowReader& row);
  bool IsFull(std::uint32_t place) const;
  void CloseGroup();
  void Write(std::string bytes);

  const CapitationMonth& month_;
  sql::Database& database_;
  std::vector<std::string>* written_;
  SeveralPlaced several_;
  MonthPart group_;
  MonthPart aside_;
  std::string contract_id_;  // of the row before
  // Of places of the group: how many were there on each day, and that one set aside was.
  struct PlaceDays {
    std::array<std::int32_t, 31> present{};
    bool has_aside = false;
  };
  std::unordered_map<std::uint32_t, PlaceDays> places_;
};

}  // namespace tirek::bench
