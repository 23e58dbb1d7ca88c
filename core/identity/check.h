// The verdict on an identifier in one word and its reason in one word, as `tirek identity check`
// prints them and as collections of test numbers are labelled.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/calendar/civil_date.h"

namespace tirek {

enum class IdentityKind { kIin, kBin, kIban, kBic };

// "iin", "bin", "iban", "bic".
std::optional<IdentityKind> ParseIdentityKind(std::string_view name);

enum class Verdict {
  kValid,
  kInvalid,
  // Neither right nor wrong by the standard: the house does not accept it, others may. An ИИН
  // with century digit 0; an IBAN that is right but for the spaces of its print form.
  kPolicy,
};

std::string_view VerdictName(Verdict verdict);  // "valid", "invalid", "policy"

struct IdentityVerdict {
  Verdict verdict = Verdict::kInvalid;
  std::string reason;  // "ok", or the refusal's reason without its kind: "checksum", "length", …

  bool valid() const { return verdict == Verdict::kValid; }
  friend bool operator==(const IdentityVerdict&, const IdentityVerdict&) = default;
};

IdentityVerdict CheckIdentity(IdentityKind kind, std::string_view value, CivilDate today);

}  // namespace tirek
