// Any bytes as each identifier, date and month: refused by name, or kept as they came.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/assert.h"
#include "core/calendar/month.h"
#include "core/identity/bic.h"
#include "core/identity/bin.h"
#include "core/identity/check.h"
#include "core/identity/iban.h"
#include "core/identity/iin.h"
#include "core/identity/kato.h"
#include "core/identity/payment_codes.h"

namespace tirek {
namespace {

const CivilDate kToday = *CivilDate::FromYmd(2026, 10, 15);

template <typename T>
void KeepsText(const Result<T>& parsed, std::string_view text) {
  if (parsed) {
    TIREK_ASSERT(parsed->text() == text);
  } else {
    TIREK_ASSERT(parsed.error().kind == ErrorKind::kInvalid && !parsed.error().reason.empty());
  }
}

void FuzzIdentifiers(std::string_view text) {
  const Result<Iin> iin = Iin::Parse(text, kToday);
  const Result<Bin> bin = Bin::Parse(text);
  const Result<Iban> iban = Iban::Parse(text);
  const Result<Kato> kato = Kato::Parse(text);
  KeepsText(iin, text);
  KeepsText(bin, text);
  KeepsText(iban, text);
  KeepsText(kato, text);
  KeepsText(Bic::Parse(text), text);
  KeepsText(Kbe::Parse(text), text);
  KeepsText(Knp::Parse(text), text);
  TIREK_ASSERT(!iin || !bin);  // the fifth digit tells them apart
  if (iin) TIREK_ASSERT(iin->birth_date() <= kToday);
  if (bin) TIREK_ASSERT(bin->RegistrationMonth(kToday) <= Month::Of(kToday));
  if (kato && kato->Parent()) TIREK_ASSERT(kato->IsWithin(*kato->Parent()));
  if (iban) {
    const std::string printed = iban->ForPeople();
    TIREK_ASSERT(Iban::Parse(printed).error().reason == "IBAN_PRINT_FORMAT");
    TIREK_ASSERT(CheckIdentity(IdentityKind::kIban, printed, kToday).verdict == Verdict::kPolicy);
  }
}

void FuzzDates(std::string_view text) {
  if (const auto date = CivilDate::Parse(text)) TIREK_ASSERT(date->ToString() == text);
  if (const auto month = Month::Parse(text)) {
    TIREK_ASSERT(month->ToString() == text);
    TIREK_ASSERT(month->Next().Previous() == *month);
    TIREK_ASSERT(month->Previous().period().end == month->period().start);
  }
}

}  // namespace
}  // namespace tirek

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  tirek::FuzzIdentifiers(text);
  tirek::FuzzDates(text);
  return 0;
}
