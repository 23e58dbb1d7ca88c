// БИН, the business identification number: YYMM of registration, type, attribute, serial, check.
#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/calendar/month.h"

namespace tirek {

// The fifth digit. It begins at 4, so that a БИН read as an ИИН would have day 40 or later.
enum class BinType { kResident = 4, kNonResident = 5, kJointEntrepreneur = 6 };

// The sixth digit.
enum class BinAttribute { kHeadOffice = 0, kBranch = 1, kRepresentation = 2, kFarm = 3 };

class Bin {
 public:
  Bin() = default;  // empty: names nobody

  static Result<Bin> Parse(std::string_view text);

  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }
  BinType type() const;
  BinAttribute attribute() const;
  // The number has only two digits of the year: the latest such month not after `today`.
  Month RegistrationMonth(CivilDate today) const;

  friend auto operator<=>(const Bin&, const Bin&) = default;

 private:
  explicit Bin(std::string_view text) : text_(text) {}
  std::string text_;
};

}  // namespace tirek
