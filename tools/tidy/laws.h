// layers.txt read: who may include whom, and where a header, a word or SQL may stand.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tools/tidy/finding.h"

namespace tirek::tidy {

// "billing/order: core/money": the folder and the folders or files it may include.
struct FolderLaw {
  std::string folder;  // its last part may be '*': any one folder
  std::vector<std::string> may_include;
  int line = 0;
};

// "header soci/* only-in core/sql" or "word double never-in billing".
struct PlaceLaw {
  std::string what;
  bool only = true;  // only-in, else never-in
  std::vector<std::string> places;

  bool Allows(const std::string& path) const;
};

struct Laws {
  std::vector<FolderLaw> folders;
  std::vector<PlaceLaw> headers;
  std::vector<PlaceLaw> words;
  std::vector<std::string> sql_places;
};

// A folder law together with the folder that it met: "services/*" met as "services/registry".
struct FoundLaw {
  const FolderLaw* law = nullptr;  // null when no line covers the file
  std::string folder;
};

// What cannot be read becomes a finding under the rule "layers".
Laws ParseLaws(std::string_view text, Findings& findings);

// The law of the nearest folder above `path`; a line that names it goes before a pattern.
FoundLaw LawOf(const Laws& laws, const std::string& path);

}  // namespace tirek::tidy
