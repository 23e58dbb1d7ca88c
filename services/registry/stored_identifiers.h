// Identifiers as the registry's gateways read them back: they were checked on their way in.
#pragma once

#include <string>
#include <utility>

#include "core/base/assert.h"

namespace tirek::registry {

template <typename T>
T Stored(const std::string& text) {
  auto parsed = T::Parse(text);
  TIREK_ASSERT(parsed.has_value());
  return std::move(parsed).value();
}

}  // namespace tirek::registry
