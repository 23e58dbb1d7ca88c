// An act's worth of services, as a month gives them.
#pragma once

#include "billing/documents/services_document.h"

namespace tirek::documents {

inline Money Tenge(std::int64_t minor) { return Money::FromMinor(minor, kTenge); }

inline ServiceRow SampleRow(const char* tariff, const char* quantity, std::int64_t price,
                            std::int64_t amount) {
  const Period october = Month{2026, 10}.period();
  ServiceRow row{tariff,
                 {"day-care", "SEMI_STATIONARY", "DAY", october},
                 october,
                 12,
                 *Decimal::Parse(quantity),
                 Tenge(price),
                 Tenge(amount)};
  if (price == 0) row.price.reset();
  return row;
}

// Rows that add to 1 333 433.65, with 27 615.69 above the contract's sum.
inline ServicesDocument SampleServices() {
  return {.number = "GSZ-KRG-001/2026-10",
          .date = *CivilDate::FromYmd(2026, 10, 31),
          .month = {2026, 10},
          .customer = {"ГУ «Тестовое управление занятости»", "070140990068", "KZ90070TESTKRG000001",
                       "KKMFKZ2A", "12"},
          .provider = {"ОФ «Тест-Қамқорлық: әғқңөұүһі ӘҒҚҢӨҰҮҺІ»", "160340990034",
                       "KZ09856TEST000000103", "KCJBKZKX", "18"},
          .contract_number = "GSZ-KRG-001",
          .contract_start = *CivilDate::FromYmd(2026, 9, 1),
          .order_title = "Государственный социальный заказ, 2026 год (тестовый)",
          .source_act = "Тестовое постановление № Т-1 от 22.12.2025",
          .knp = "859",
          .vat = {VatTreatment::kIncluded, *Decimal::Parse("0.16")},
          .services = {{SampleRow("T-DAY-01", "242", 5433'75, 1314967'50),
                        SampleRow("T-DAY-02", "5", 0, 18466'15)},
                       Tenge(1333433'65),
                       Tenge(27615'69)},
          .approved = Tenge(1333433'65),
          .unfunded = Tenge(27615'69)};
}

}  // namespace tirek::documents
