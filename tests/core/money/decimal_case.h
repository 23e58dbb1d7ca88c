// One row of a table of decimal cases, and the verdict on it.
#pragma once

#include <string>
#include <utility>

namespace tirek::decimal_cases {

// The columns that are judged, as text. All of them are present; unused ones are empty.
struct Case {
  std::string operation, rounding, precision, op1, op2, op3;
  std::string id, kind, expected_scale, expected_plain, lexical;
};

struct Verdict {
  enum class Outcome { kPassed, kFailed, kSkipped };
  Outcome outcome = Outcome::kPassed;
  std::string text;  // what came out instead, or why the row is not claimed
};

inline Verdict Passed() { return {Verdict::Outcome::kPassed, ""}; }
inline Verdict Failed(std::string got) { return {Verdict::Outcome::kFailed, std::move(got)}; }
inline Verdict Skipped(std::string why) { return {Verdict::Outcome::kSkipped, std::move(why)}; }

}  // namespace tirek::decimal_cases
