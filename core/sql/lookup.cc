#include "core/sql/lookup.h"

#include "core/sql/array.h"

namespace tirek::sql {

std::map<std::string, std::string> Lookup(UnitOfWork& work, const std::string& statement,
                                          const std::vector<std::string>& keys) {
  std::map<std::string, std::string> found;
  if (keys.empty()) return found;
  const std::string array = ArrayLiteral(keys);
  soci::rowset<soci::row> rows = (work.sql().prepare << statement, soci::use(array, "keys"));
  for (const soci::row& row : rows) {
    found.emplace(row.get<std::string>(0), row.get<std::string>(1));
  }
  return found;
}

}  // namespace tirek::sql
