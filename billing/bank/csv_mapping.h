// How a bank's CSV file is to be read: which column says what, and how dates and amounts are
// written. Made by a person once for a bank, as lines "key = value".
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "billing/bank/code_page.h"
#include "core/base/result.h"
#include "core/identity/iban.h"
#include "core/money/currency.h"

namespace tirek::bank {

enum class CsvField {
  kDate,       // booked
  kValueDate,  //
  kAmount,     // with a sign, or beside kDirection
  kCredit,     // a column for money in
  kDebit,      // and one for money out
  kDirection,
  kBalance,  // after the line
  kCurrency,
  kNumber,
  kName,
  kBin,
  kIban,
  kBic,
  kKbe,
  kKnp,
  kPurpose,
  kEndToEndId,
  kBankReference,
  kEndOfFields,
};
inline constexpr std::size_t kCsvFields = static_cast<std::size_t>(CsvField::kEndOfFields);

enum class CsvSign {
  kPlain,     // negative is money out
  kInverse,   // negative is money in, as card statements have it
  kAbsolute,  // the direction column alone tells
};

struct CsvMapping {
  std::array<std::string, kCsvFields> columns;  // the header's names; empty: no such column
  Encoding encoding = Encoding::kUtf8;
  char delimiter = 0;       // 0: ',' or ';', whichever the header has more of
  char decimal_sign = '.';  //
  char thousands = 0;       // ',', '.', '\'' or ' ' (a no-break space too); 0: none
  std::string date_format = "yyyy-mm-dd";
  std::string credit_word = "C";  // in the direction column
  std::string debit_word = "D";
  CsvSign sign = CsvSign::kPlain;
  int skipped_lines = 0;  // before the header
  std::string account;    // whose statement it is: no column says it
  Currency currency = kTenge;

  const std::string& ColumnOf(CsvField field) const {
    return columns[static_cast<std::size_t>(field)];
  }
};

// CSV_MAPPING_INVALID with a violation for each line that is wrong. Lines that are blank or begin
// with '#' are passed over.
Result<CsvMapping> ParseCsvMapping(std::string_view text);

}  // namespace tirek::bank
