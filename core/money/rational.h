// What Exact holds, for the .cc files of this folder.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>

#include "core/money/exact.h"

namespace tirek {

struct Exact::Rational {
  boost::multiprecision::cpp_rational value;
};

}  // namespace tirek
