// КАТО, the classifier of administrative territories: nine digits AB CD EF HIJ for region,
// district, rural district or city, and settlement; what is not divided further ends in zeros.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace tirek {

class Kato {
 public:
  enum class Level { kRegion, kDistrict, kRuralDistrict, kSettlement };

  Kato() = default;  // empty: no territory

  // Judges the form; whether the territory exists is for the classifier, which changes by law.
  static Result<Kato> Parse(std::string_view text);

  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }
  Level level() const;
  // The territory that this one is a part of by its code; absent for a region. A settlement
  // directly under its district has no rural district between.
  std::optional<Kato> Parent() const;
  // True for the area itself and everything inside it.
  bool IsWithin(const Kato& area) const;

  friend auto operator<=>(const Kato&, const Kato&) = default;

 private:
  explicit Kato(std::string_view text) : text_(text) {}
  std::string text_;
};

}  // namespace tirek
