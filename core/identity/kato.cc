#include "core/identity/kato.h"

#include <array>
#include <cstddef>

#include "core/base/assert.h"
#include "core/identity/text.h"

namespace tirek {
namespace {

constexpr std::size_t kLength = 9;
// How many digits name a territory of each level.
constexpr std::array<std::size_t, 4> kPrefixLength = {2, 4, 6, 9};

bool OnlyZerosFrom(std::string_view text, std::size_t from) {
  return text.find_first_not_of('0', from) == std::string_view::npos;
}

std::size_t PrefixLength(Kato::Level level) {
  return kPrefixLength[static_cast<std::size_t>(level)];
}

}  // namespace

Result<Kato> Kato::Parse(std::string_view text) {
  const bool digits = text.size() == kLength && AllDigits(text);
  // No region has a code below 10; nothing stands inside a region without a district.
  const bool right =
      digits && text[0] != '0' && (text.substr(2, 2) != "00" || OnlyZerosFrom(text, 4));
  if (right) return Kato(text);
  return Refusal("INVALID_KATO",
                 "A КАТО code has nine digits: region, district, rural district, settlement, and "
                 "zeros for what is not divided further.");
}

Kato::Level Kato::level() const {
  TIREK_ASSERT(!empty());
  if (!OnlyZerosFrom(text_, PrefixLength(Level::kRuralDistrict))) return Level::kSettlement;
  if (!OnlyZerosFrom(text_, PrefixLength(Level::kDistrict))) return Level::kRuralDistrict;
  if (!OnlyZerosFrom(text_, PrefixLength(Level::kRegion))) return Level::kDistrict;
  return Level::kRegion;
}

std::optional<Kato> Kato::Parent() const {
  const Level own = level();
  if (own == Level::kRegion) return {};
  const auto above = static_cast<Level>(static_cast<int>(own) - 1);
  std::string code = text_.substr(0, PrefixLength(above));
  code.resize(kLength, '0');
  return Kato(code);
}

bool Kato::IsWithin(const Kato& area) const {
  TIREK_ASSERT(!empty());
  const std::size_t prefix = PrefixLength(area.level());
  return std::string_view(text_).substr(0, prefix) ==
         std::string_view(area.text_).substr(0, prefix);
}

}  // namespace tirek
