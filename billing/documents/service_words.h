// Services, units and parties in words, as several documents say them.
#pragma once

#include <string>
#include <string_view>

#include "billing/documents/accepted_services.h"
#include "billing/documents/language.h"
#include "billing/documents/party.h"

namespace tirek::documents {

// "койко-день" of "BED_DAY"; a word that is not known stays as it is.
std::string UnitWord(std::string_view unit, Language language);

// "Специальные социальные услуги в условиях полустационара: day-care, тариф T-DAY-01".
std::string ServiceName(const ServiceRow& row, Language language);

// "01.10.2026 – 14.10.2026"
std::string DaysText(Period days);

// "ТОО «Қамқор», БИН 990140000017"
std::string NameAndBin(const Party& party, Language language);

}  // namespace tirek::documents
