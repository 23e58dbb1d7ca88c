#include "billing/bank/payment_check.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "billing/bank/reference.h"
#include "billing/bank/utf8.h"
#include "core/base/assert.h"

namespace tirek::bank {
namespace {

constexpr std::size_t kLongestMessageId = 35;                     // Max35Text
constexpr std::size_t kLongestName = 140;                         // Max140Text
constexpr std::size_t kLongestRemittance = 140;                   // Max140Text
constexpr std::int64_t kLargestAmount = 999'999'999'999'999'999;  // 18 digits in all

class Checks {
 public:
  void Refuse(std::string field, std::string_view reason, std::string expected) {
    violations_.push_back({std::move(field), std::string(reason), std::move(expected)});
  }

  template <typename Identifier>
  void RequireNamed(const Identifier& identifier, std::string field) {
    if (identifier.empty()) Refuse(std::move(field), "REQUIRED", "a value");
  }

  // True when `text` may stand in the file, however long it is.
  bool RequireText(std::string_view text, const std::string& field) {
    if (Trimmed(text).empty()) {
      Refuse(field, "REQUIRED", "a text that is not blank");
    } else if (!IsUtf8(text)) {
      Refuse(field, "TEXT_NOT_UTF8", "text in UTF-8");
    } else if (HasForbiddenCharacter(text)) {
      Refuse(field, "TEXT_CONTROL_CHARACTER", "text without control characters or line ends");
    } else {
      return true;
    }
    return false;
  }

  void RequireShortText(std::string_view text, const std::string& field, std::size_t longest) {
    if (RequireText(text, field) && CountCharacters(text) > longest) {
      Refuse(field, "TEXT_TOO_LONG", "at most " + std::to_string(longest) + " characters");
    }
  }

  std::vector<Violation> Take() { return std::move(violations_); }

 private:
  // Control characters of both blocks, line and paragraph separators, and what XML cannot hold.
  static bool HasForbiddenCharacter(std::string_view text) {
    while (const std::optional<char32_t> c = TakeCharacter(text)) {
      const bool control = *c < 0x20 || (*c >= 0x7F && *c < 0xA0) || *c == 0x2028 || *c == 0x2029;
      if (control || *c == 0xFFFE || *c == 0xFFFF) return true;
    }
    return false;
  }

  std::vector<Violation> violations_;
};

bool IsMessageId(std::string_view text) {
  return !text.empty() && text.size() <= kLongestMessageId &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                  c == '-' || c == '_';
         });
}

void CheckDebtor(const Debtor& debtor, Checks& checks) {
  checks.RequireShortText(debtor.name, "debtor.name", kLongestName);
  checks.RequireNamed(debtor.bin, "debtor.bin");
  checks.RequireNamed(debtor.iban, "debtor.iban");
  checks.RequireNamed(debtor.bic, "debtor.bic");
  checks.RequireNamed(debtor.kod, "debtor.kod");
}

void CheckAmount(Money amount, const std::string& field, Checks& checks) {
  if (amount.currency() != kTenge) {
    checks.Refuse(field, "PAYMENT_CURRENCY", "an amount in KZT");
  } else if (amount.minor() <= 0 || amount.minor() > kLargestAmount) {
    checks.Refuse(field, "PAYMENT_AMOUNT", "more than zero and at most 18 digits");
  }
}

void CheckPurpose(const PaymentFile& file, const PaymentOrder& order,
                  const PaymentFileLayout& layout, const std::string& field, Checks& checks) {
  if (!checks.RequireText(order.purpose, field)) return;
  const std::size_t whole = CountCharacters(RemittanceText(file.debtor, order, layout));
  if (whole <= kLongestRemittance) return;
  const std::size_t around = whole - CountCharacters(order.purpose);
  const std::size_t left = kLongestRemittance - std::min(around, kLongestRemittance);
  checks.Refuse(
      field, "TEXT_TOO_LONG",
      "at most " + std::to_string(left) + " characters beside " +
          (layout.eknp == EknpPlace::kRemittance ? "EKNP and reference" : "the reference"));
}

void CheckOrder(const PaymentFile& file, const PaymentOrder& order, const PaymentFileLayout& layout,
                const std::string& field, Checks& checks) {
  checks.RequireShortText(order.payee_name, field + ".payee_name", kLongestName);
  checks.RequireNamed(order.payee_bin, field + ".payee_bin");
  checks.RequireNamed(order.payee_iban, field + ".payee_iban");
  checks.RequireNamed(order.payee_bic, field + ".payee_bic");
  checks.RequireNamed(order.kbe, field + ".kbe");
  checks.RequireNamed(order.knp, field + ".knp");
  CheckAmount(order.amount, field + ".amount", checks);
  if (IsReference(order.end_to_end_id)) {
    CheckPurpose(file, order, layout, field + ".purpose", checks);
  } else {
    checks.Refuse(field + ".end_to_end_id", "PAYMENT_REFERENCE",
                  "TRK- and 1 to 31 capital Latin letters, digits or inner hyphens");
  }
}

void CheckOrders(const PaymentFile& file, const PaymentFileLayout& layout, Checks& checks) {
  if (file.orders.empty()) checks.Refuse("orders", "REQUIRED", "at least one payment order");
  std::set<std::string_view> references;
  __int128 sum = 0;
  for (std::size_t i = 0; i < file.orders.size(); ++i) {
    const PaymentOrder& order = file.orders[i];
    const std::string field = "orders[" + std::to_string(i) + "]";
    CheckOrder(file, order, layout, field, checks);
    if (!references.insert(order.end_to_end_id).second) {
      checks.Refuse(field + ".end_to_end_id", "PAYMENT_REFERENCE_TWICE",
                    "a reference that no other order of the file has");
    }
    sum += order.amount.minor();
  }
  if (sum > kLargestAmount) checks.Refuse("orders", "PAYMENT_AMOUNT", "a sum of at most 18 digits");
}

}  // namespace

std::vector<Violation> CheckPaymentFile(const PaymentFile& file, const PaymentFileLayout& layout) {
  Checks checks;
  if (!IsMessageId(file.message_id)) {
    checks.Refuse("message_id", "PAYMENT_MESSAGE_ID",
                  "1 to 35 Latin letters, digits, hyphens or underscores");
  }
  CheckDebtor(file.debtor, checks);
  CheckOrders(file, layout, checks);
  return checks.Take();
}

Money ControlSum(const PaymentFile& file) {
  std::int64_t sum = 0;
  for (const PaymentOrder& order : file.orders) {
    TIREK_ASSERT(!__builtin_add_overflow(sum, order.amount.minor(), &sum));
  }
  return Money::FromMinor(sum, kTenge);
}

}  // namespace tirek::bank
