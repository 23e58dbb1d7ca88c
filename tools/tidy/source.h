// A file cut into lines, and each line into what is code, what is quoted and what is remarked.
//
// A rule then reads only what it means: "double" in a comment is a word, in code it is a defect.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tirek::tidy {

// Three texts as long as the line itself, blank where the character belongs to another.
struct Line {
  std::string code;      // quotes included, quoted text not
  std::string quoted;    // the contents of string literals
  std::string comments;  // without regard to // or /* */
};

struct Source {
  std::string path;  // from the root, with '/'
  std::string text;
  std::vector<std::string_view> raw;  // views into `text`
  std::vector<Line> lines;            // one for each of `raw`

  Source(std::string source_path, std::string source_text);
  Source(const Source&) = delete;  // `raw` points into `text`
  Source& operator=(const Source&) = delete;

  bool HasSuffix(std::string_view suffix) const;
  bool IsCpp() const { return HasSuffix(".cc") || HasSuffix(".h"); }
};

}  // namespace tirek::tidy
