// Names of an enumeration, both ways, from one table.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "core/base/assert.h"

namespace tirek {

template <typename Enum>
struct EnumName {
  Enum value;
  std::string_view name;
};

template <typename Enum, std::size_t Size>
constexpr std::string_view NameIn(const EnumName<Enum> (&names)[Size], Enum value) {
  for (const EnumName<Enum>& entry : names) {
    if (entry.value == value) return entry.name;
  }
  AssertFailed("the enumeration's table names each of its values", __FILE__, __LINE__);
}

template <typename Enum, std::size_t Size>
constexpr std::optional<Enum> ValueIn(const EnumName<Enum> (&names)[Size], std::string_view name) {
  for (const EnumName<Enum>& entry : names) {
    if (entry.name == name) return entry.value;
  }
  return {};
}

}  // namespace tirek
