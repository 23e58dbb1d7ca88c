#include "billing/bank/payment_purpose.h"

#include <array>

namespace tirek::bank {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"январь",   "февраль", "март",   "апрель",
                                                      "май",      "июнь",    "июль",   "август",
                                                      "сентябрь", "октябрь", "ноябрь", "декабрь"};

}  // namespace

std::string PurposeOf(const Month& month, std::string_view contract_number) {
  return "Специальные социальные услуги за " +
         std::string(kMonths.at(static_cast<std::size_t>(month.month - 1))) + " " +
         std::to_string(month.year) + " г. по договору " + std::string(contract_number);
}

std::string PurposeOfAdjustment(std::string_view number, std::string_view contract_number) {
  return "Корректировка " + std::string(number) + " за специальные социальные услуги по договору " +
         std::string(contract_number);
}

std::string PurposeOfAdvance(std::string_view number, std::string_view contract_number) {
  return "Аванс " + std::string(number) + " на специальные социальные услуги по договору " +
         std::string(contract_number);
}

std::string PurposeOfBudgetCode(std::string_view code) { return ", КБК " + std::string(code); }

}  // namespace tirek::bank
