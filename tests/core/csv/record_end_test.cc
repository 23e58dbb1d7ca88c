// A file cut into records line by line is cut as the scanner cuts it that has it as a whole.
#include "core/csv/record_end.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "core/csv/scanner.h"

namespace tirek {
namespace {

// Where the records of the file begin, as the scanner finds them; without one that never ends.
std::vector<int> WholeStarts(const std::string& file) {
  std::vector<int> starts;
  CsvScanner scanner(file, ';', {});
  while (!scanner.AtEnd()) {
    const auto record = scanner.Next();
    if (!record) break;
    starts.push_back(record->line);
  }
  return starts;
}

std::vector<int> StartsByLines(const std::string& file) {
  std::vector<int> starts;
  CsvRecordEnd end(';');
  int first = 1;
  int number = 0;
  for (std::size_t at = 0; at < file.size();) {
    const std::size_t stop = file.find('\n', at);
    ++number;
    if (end.Take(std::string_view(file).substr(at, stop - at))) {
      starts.push_back(first);
      first = number + 1;
    }
    at = stop + 1;
  }
  return starts;
}

TEST_CASE("records end where quotes say") {
  struct Case {
    const char* file;
    std::vector<int> starts;
  };
  const Case cases[] = {
      {"a;b\nc;d\n", {1, 2}},
      {"a;\"b\nc\";d\ne\n", {1, 3}},
      {"\"a\"\"\nb\"\nc\n", {1, 3}},
      {"a\"b\nc\n", {1, 2}},        // broken, and over with its line
      {"\"a\"b;\"c\nd\n", {1, 2}},  // likewise
      {"\n\n", {1, 2}},
      {"a;\"b\nc\n", {}},  // never ends
  };
  for (const Case& c : cases) {
    CAPTURE(c.file);
    CHECK(StartsByLines(c.file) == c.starts);
    CHECK(WholeStarts(c.file) == c.starts);
  }
}

TEST_CASE("line by line or as a whole, the records are the same") {
  CHECK(rc::check("records", [] {
    const auto letters =
        *rc::gen::container<std::string>(rc::gen::elementOf(std::string("a;\"\n")));
    const std::string file = letters + "\n";
    RC_ASSERT(StartsByLines(file) == WholeStarts(file));
  }));
}

}  // namespace
}  // namespace tirek
