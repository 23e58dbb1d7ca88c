// The checkout as the checks see it.
#pragma once

#include <deque>
#include <filesystem>
#include <string>
#include <vector>

#include "tools/tidy/source.h"

namespace tirek::tidy {

struct Tree {
  std::deque<Source> sources;        // .cc, .h, .proto and .sql, sorted by path
  std::vector<std::string> folders;  // every folder that holds a file of any kind
  std::deque<Source> readmes;        // services/*/README.md
};

// Reads everything below `root` but build/, node_modules/ and hidden folders.
Tree LoadTree(const std::filesystem::path& root);

// The whole file, or an empty text when it cannot be read.
std::string ReadText(const std::filesystem::path& path);

}  // namespace tirek::tidy
