// A transcript that a clerk could read: what people type, and what they see.
//
//   # A comment.
//   [ministry] $ tirek provider import demo/providers.csv
//   5 rows: 5 accepted, 0 refused
//
// Lines after a command are what both streams show, up to the next comment, heading ("== …") or
// command; "(exit code 3)" ends what did not succeed. What differs from run to run is shown as a
// star: ids (prv_*), secrets, hashes, page tokens, times. In a command an id with a star stands for
// the last id of its kind that was shown.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/scenarios/desk.h"

namespace tirek::test {

class Transcript {
 public:
  explicit Transcript(const std::string& path);

  // Types every command at `desk` and returns the transcript as it came out.
  std::string Play(Desk& desk) const;
  // As it stands in the file.
  const std::string& text() const { return text_; }

 private:
  std::string text_;
  std::vector<std::string> script_;  // comments, headings and commands
};

struct TypedCommand {
  std::string actor;
  std::vector<std::string> args;
};

// "[ministry] $ tirek site get \"a b\"": words may stand in double quotes.
TypedCommand ParseCommand(const std::string& line);

// `text` with stars for what differs from run to run; `last_ids` remembers the ids by their kind.
std::string Normalised(const std::string& text, std::map<std::string, std::string>* last_ids);

// One sentence about the first line that differs; empty when none does.
std::string FirstDifference(const std::string& expected, const std::string& found);

}  // namespace tirek::test
