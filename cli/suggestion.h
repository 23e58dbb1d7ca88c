// "Did you mean": the known word that is nearest to a mistyped one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tirek::cli {

// `"did you mean 'provider'?"`, or empty when nothing is near.
std::string DidYouMean(std::string_view word, const std::vector<std::string>& known);

}  // namespace tirek::cli
