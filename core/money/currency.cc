#include "core/money/currency.h"

#include <cstddef>

namespace tirek {
namespace {

// ISO 4217 list one, by minor units. Metals, test codes and "no currency" have none and are left
// out: money cannot be counted in them. HRK, SLL, ZWL, CUC and ANG were withdrawn lately and stay,
// because documents of earlier years name them.
struct Codes {
  int minor_digits;
  std::string_view codes;  // three letters and a space each
};
constexpr Codes kTable[] = {
    {0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF "},
    {2,
     "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN "
     "BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP "
     "GBP GEL GHS GIP GMD GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT "
     "LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO "
     "NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS "
     "SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD "
     "XCG YER ZAR ZMW ZWG ZWL "},
    {3, "BHD IQD JOD KWD LYD OMR TND "},
    {4, "CLF UYW "},
};
constexpr std::size_t kStride = 4;

}  // namespace

Result<Currency> Currency::FromCode(std::string_view code) {
  for (const Codes& group : kTable) {
    for (std::size_t at = 0; at < group.codes.size(); at += kStride) {
      const std::string_view known = group.codes.substr(at, 3);
      if (known == code) return Currency(known.data(), group.minor_digits);
    }
  }
  return Error{ErrorKind::kInvalid,
               "UNKNOWN_CURRENCY",
               "A currency code of ISO 4217 is expected, such as KZT.",
               {},
               {}};
}

}  // namespace tirek
