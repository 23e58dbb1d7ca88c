#include "core/identity/check.h"

#include "core/base/error.h"
#include "core/base/result.h"
#include "core/identity/bic.h"
#include "core/identity/bin.h"
#include "core/identity/iban.h"
#include "core/identity/iin.h"

namespace tirek {
namespace {

// "IIN_CHECKSUM" gives "checksum".
std::string ReasonWord(std::string_view reason) {
  std::string word(reason.substr(reason.find('_') + 1));
  for (char& c : word) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return word;
}

bool IsPolicy(std::string_view reason) {
  return reason == "IIN_CENTURY0" || reason == "IBAN_PRINT_FORMAT";
}

template <typename T>
IdentityVerdict VerdictOf(const Result<T>& parsed) {
  if (parsed.has_value()) return {Verdict::kValid, "ok"};
  const std::string& reason = parsed.error().reason;
  return {IsPolicy(reason) ? Verdict::kPolicy : Verdict::kInvalid, ReasonWord(reason)};
}

}  // namespace

std::optional<IdentityKind> ParseIdentityKind(std::string_view name) {
  if (name == "iin") return IdentityKind::kIin;
  if (name == "bin") return IdentityKind::kBin;
  if (name == "iban") return IdentityKind::kIban;
  if (name == "bic") return IdentityKind::kBic;
  return {};
}

std::string_view VerdictName(Verdict verdict) {
  switch (verdict) {
    case Verdict::kValid:
      return "valid";
    case Verdict::kInvalid:
      return "invalid";
    case Verdict::kPolicy:
      return "policy";
  }
  return "invalid";
}

IdentityVerdict CheckIdentity(IdentityKind kind, std::string_view value, CivilDate today) {
  switch (kind) {
    case IdentityKind::kIin:
      return VerdictOf(Iin::Parse(value, today));
    case IdentityKind::kBin:
      return VerdictOf(Bin::Parse(value));
    case IdentityKind::kIban:
      return VerdictOf(Iban::Parse(value));
    case IdentityKind::kBic:
      return VerdictOf(Bic::Parse(value));
  }
  return {Verdict::kInvalid, "kind"};
}

}  // namespace tirek
