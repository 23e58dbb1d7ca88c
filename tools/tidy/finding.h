// One breach of the house's laws, printed as "path:line: rule: message".
#pragma once

#include <string>
#include <vector>

namespace tirek::tidy {

struct Finding {
  std::string path;
  int line = 1;
  std::string rule;  // kebab-case: the word that ratchet.txt names
  std::string message;

  friend bool operator==(const Finding&, const Finding&) = default;
};

using Findings = std::vector<Finding>;

}  // namespace tirek::tidy
