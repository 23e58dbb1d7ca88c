// Pairs of texts that a statement selects for a set of keys.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/sql/unit_of_work.h"

namespace tirek::sql {

// Runs `statement`, which selects (key, value) for `:keys`, a text[].
std::map<std::string, std::string> Lookup(UnitOfWork& work, const std::string& statement,
                                          const std::vector<std::string>& keys);

}  // namespace tirek::sql
