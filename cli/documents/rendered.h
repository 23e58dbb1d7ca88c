// A document's file.
#pragma once

#include <string>

namespace tirek::cli {

struct Rendered {
  std::string bytes;
  std::string extent;  // "2 pages": what a person is told of it
};

}  // namespace tirek::cli
