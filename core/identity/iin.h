// ИИН, the individual identification number: YYMMDD, century and sex, four serial digits, check.
#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/calendar/civil_date.h"

namespace tirek {

enum class Sex { kMale, kFemale };

class Iin {
 public:
  Iin() = default;  // empty: names nobody

  // Refuses a birth date after `today`; kFarFuture for a number that was judged when it came in.
  // Century digit 0, seen on numbers of some foreigners, is refused: sources disagree on its
  // meaning, no birth date follows from it, and a person may be recorded without an ИИН.
  static Result<Iin> Parse(std::string_view text, CivilDate today);

  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }
  CivilDate birth_date() const { return birth_date_; }
  Sex sex() const { return sex_; }

  friend auto operator<=>(const Iin&, const Iin&) = default;

 private:
  Iin(std::string_view text, CivilDate birth_date, Sex sex)
      : text_(text), birth_date_(birth_date), sex_(sex) {}

  std::string text_;
  CivilDate birth_date_;
  Sex sex_ = Sex::kMale;
};

}  // namespace tirek
