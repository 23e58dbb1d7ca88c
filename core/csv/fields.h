// The fields of one row as typed values, with everything that is wrong collected.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "core/base/result.h"
#include "core/calendar/civil_date.h"
#include "core/csv/table.h"

namespace tirek {

// The value of the Result that `Parse` gives for a text, or none.
template <typename Parse>
using ParsedBy =
    std::optional<std::remove_cvref_t<decltype(std::declval<Parse>()(std::string_view()).value())>>;

// A row that the table already refused gives nothing and adds no violation to its own: its fields
// do not stand under their columns.
class RowFields {
 public:
  RowFields(const CsvTable& table, const CsvRow& row)
      : table_(table), row_(row), violations_(row.violations) {}

  std::string Required(std::string_view column);  // not empty, not only spaces
  std::string Optional(std::string_view column) const;

  // What `parse`, from a text to a Result, makes of the field: Required("bin", Bin::Parse).
  template <typename Parse>
  ParsedBy<Parse> Required(std::string_view column, Parse parse) {
    return Parsed(Required(column), column, parse);
  }
  // The same, absent without a violation when the field is empty.
  template <typename Parse>
  ParsedBy<Parse> Optional(std::string_view column, Parse parse) {
    return Parsed(Optional(column), column, parse);
  }

  std::optional<CivilDate> RequiredDate(std::string_view column) {
    return Required(column, CivilDate::Parse);
  }
  std::optional<CivilDate> OptionalDate(std::string_view column) {
    return Optional(column, CivilDate::Parse);
  }
  // A whole number from `least` to `most`, written without sign, zeros or spaces in front.
  std::optional<std::int64_t> RequiredNumber(std::string_view column, std::int64_t least,
                                             std::int64_t most);

  // For a rule that spans several fields.
  void Refuse(std::string_view column, std::string reason, std::string expected);

  bool ok() const { return violations_.empty(); }
  const std::vector<Violation>& violations() const { return violations_; }

 private:
  template <typename Parse>
  ParsedBy<Parse> Parsed(const std::string& text, std::string_view column, Parse parse) {
    if (text.empty()) return {};
    auto parsed = parse(std::string_view(text));
    if (parsed.has_value()) return std::move(parsed).value();
    Refuse(column, parsed.error().reason, parsed.error().message);
    return {};
  }

  const CsvTable& table_;
  const CsvRow& row_;
  std::vector<Violation> violations_;
};

}  // namespace tirek
