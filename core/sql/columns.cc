#include "core/sql/columns.h"

#include "core/base/assert.h"
#include "core/sql/array.h"

namespace tirek::sql {

void Columns::Add(std::initializer_list<std::optional<std::string>> row) {
  TIREK_ASSERT(row.size() == values_.size());
  std::size_t column = 0;
  for (const auto& value : row) values_[column++].push_back(value);
}

void Columns::Execute(UnitOfWork& work, const std::string& statement) const {
  if (rows() == 0) return;
  std::vector<std::string> arrays;
  arrays.reserve(values_.size());
  for (const auto& column : values_) arrays.push_back(ArrayLiteral(column));
  soci::statement prepared(work.sql());
  for (std::size_t i = 0; i < arrays.size(); ++i) {
    prepared.exchange(soci::use(arrays[i], "c" + std::to_string(i)));
  }
  prepared.alloc();
  prepared.prepare(statement);
  prepared.define_and_bind();
  prepared.execute(true);
}

CivilDate DateOf(const std::string& text) {
  const auto date = CivilDate::Parse(text);
  TIREK_ASSERT(date.has_value());
  return *date;
}

std::string MicrosOf(const std::string& column) {
  return "(extract(epoch FROM " + column + ") * 1000000)::bigint";
}

std::string TimestampOf(const std::string& expression) {
  return "('epoch'::timestamptz + (" + expression + ")::bigint * interval '1 microsecond')";
}

}  // namespace tirek::sql
