// What a payment is for, in the words that the bank is told.
#pragma once

#include <string>
#include <string_view>

#include "core/calendar/month.h"

namespace tirek::bank {

// КНП: services, as acts and invoices of social care show.
inline constexpr std::string_view kServicesKnp = "859";

// "Специальные социальные услуги за октябрь 2026 г. по договору GSZ-KRG-001".
std::string PurposeOf(const Month& month, std::string_view contract_number);

// "Корректировка ADJ-2026-11-1 за специальные социальные услуги по договору GSZ-KRG-001".
std::string PurposeOfAdjustment(std::string_view number, std::string_view contract_number);

// "Аванс ADV-2026-11-1 на специальные социальные услуги по договору GSZ-KRG-001".
std::string PurposeOfAdvance(std::string_view number, std::string_view contract_number);

// What follows either of them: ", КБК 451-136".
std::string PurposeOfBudgetCode(std::string_view code);

}  // namespace tirek::bank
