// The keys of 1CClientBankExchange that mean something here: the specification's and those of
// Kazakh banks. Others are passed over.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace tirek::bank {

enum class Key1c : unsigned char {
  kVersion,
  kStartDate,
  kEndDate,
  kAccount,
  kCurrency,
  kOpening,
  kClosing,
  kCredited,
  kDebited,
  kNumber,
  kNumberKz,
  kDate,
  kDateKz,
  kKind,
  kOperationDate,
  kDebitedDate,
  kCreditedDate,
  kValueDate,
  kAmount,
  kIncome,
  kExpense,
  kPayer,
  kPayer1,
  kPayerName,
  kPayerBin,
  kPayerInn,
  kPayerIban,
  kPayerAccount,
  kPayerBankAccount,
  kPayerBankBic,
  kPayerBic,
  kPayerKbe,
  kPayee,
  kPayee1,
  kPayeeName,
  kPayeeBin,
  kPayeeInn,
  kPayeeIban,
  kPayeeAccount,
  kPayeeBankAccount,
  kPayeeBankBic,
  kPayeeBic,
  kPayeeKbe,
  kPurposeCode,
  kPurposeCodeShort,
  kPurpose,
  kPurpose1,
  kPurpose2,
  kPurpose3,
  kPurpose4,
  kPurpose5,
  kPurpose6,
  kEndOfKeys,
};

inline constexpr std::size_t kKeys1c = static_cast<std::size_t>(Key1c::kEndOfKeys);

// By the key in small letters.
std::optional<Key1c> FindKey1c(std::string_view folded);

}  // namespace tirek::bank
