#include "services/facts_file/facts_reader.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/base/field_check.h"
#include "core/money/round.h"
#include "core/rpc/convert.h"
#include "core/rpc/enum_text.h"

namespace tirek::calculation {
namespace {

namespace v1 = billing::v1;
using capitation::PlacementFacts;

constexpr int kMostDays = 31;  // a longer stretch is no stretch of the month

// A decimal of the file with its presence; what is wrong with it goes to the check.
std::optional<Decimal> TakeDecimal(FieldCheck& check, const std::string& path, bool has,
                                   const common::v1::Decimal& proto) {
  if (!has) return std::nullopt;
  return check.Take(path, rpc::ToDecimal(proto));
}

std::optional<CivilDate> TakeDate(FieldCheck& check, const std::string& path,
                                  const std::string& text) {
  return check.Take(path, CivilDate::Parse(text));
}

// From the first day to the day after the last; `last` may be empty for an open end.
Period TakeDays(FieldCheck& check, const std::string& path, const char* first_name,
                const std::string& first_text, const char* last_name,
                const std::string& last_text) {
  const auto first = TakeDate(check, path + first_name, first_text);
  if (last_text.empty()) return {first.value_or(CivilDate()), kFarFuture};
  const auto last = TakeDate(check, path + last_name, last_text);
  if (!first || !last) return {};
  if (*last < *first) {
    check.Add(path + last_name, "PERIOD_REVERSED", std::string("a day not before ") + first_name);
    return {};
  }
  return {*first, *last + 1};
}

Period TakePeriod(FieldCheck& check, const std::string& path, const v1::FactPeriod& proto) {
  return TakeDays(check, path + ".", "first_date", proto.first_date(), "last_date",
                  proto.last_date());
}

template <typename Enum, typename Parse>
auto TakeChoice(FieldCheck& check, const std::string& path, Enum value, Parse parse) {
  const auto parsed = parse(rpc::TakeWord(check, path, value));
  return parsed.value_or(typename decltype(parsed)::value_type{});
}

// Reads one document; the placements' attendance is unfolded day by day.
class FactsReading {
 public:
  FactsReading(const v1::CalculationFacts& proto, const order::StateSocialOrder& order)
      : proto_(proto), order_(order) {}

  Result<Input> Run() {
    capitation::MonthFacts& facts = input_.facts;
    facts.month = check_.Take("month", Month::Parse(proto_.month())).value_or(Month());
    for (int i = 0; i < proto_.contracts_size(); ++i) ReadContract(i);
    for (int i = 0; i < proto_.places_size(); ++i) ReadPlace(i);
    for (int i = 0; i < proto_.placements_size(); ++i) ReadPlacement(i);
    for (int i = 0; i < proto_.persons_size(); ++i) ReadPerson(i);
    for (int i = 0; i < proto_.indicators_size(); ++i) ReadIndicator(i);
    ReadCalendar();
    TIREK_RETURN_IF_ERROR(check_.Done());
    std::vector<Violation> more = capitation::CheckFacts(facts);
    for (Violation& violation : more) violation.field = PathInFile(violation.field);
    if (!more.empty()) return InvalidFields(std::move(more));
    return std::move(input_);
  }

 private:
  static std::string At(const char* rows, int index) {
    return std::string(rows) + "[" + std::to_string(index) + "]";
  }

  Money TakeMoney(const std::string& path, const common::v1::Decimal& proto) {
    return check_.Take(path, Money::Parse(proto.value(), order_.currency))
        .value_or(Money::FromMinor(0, order_.currency));
  }

  void ReadContract(int index) {
    const v1::FactContract& row = proto_.contracts(index);
    const std::string path = At("contracts", index);
    capitation::ContractFacts contract;
    contract.contract_id = row.contract_id();
    contract.provider_id = row.provider_id();
    contract.period = TakePeriod(check_, path + ".period", row.period());
    contract.order = &order_;
    contract.quality_factor = TakeDecimal(check_, path + ".quality_factor",
                                          row.has_quality_factor(), row.quality_factor());
    if (row.has_ceiling()) ReadFunds(path, row);
    input_.facts.contracts.push_back(std::move(contract));
  }

  void ReadFunds(const std::string& path, const v1::FactContract& row) {
    adjudication::Funds funds;
    funds.ceiling = TakeMoney(path + ".ceiling", row.ceiling());
    funds.accepted_before = row.has_accepted_before()
                                ? TakeMoney(path + ".accepted_before", row.accepted_before())
                                : Money::FromMinor(0, order_.currency);
    if (funds.ceiling.is_negative()) {
      check_.Add(path + ".ceiling", "AMOUNT_NEGATIVE", "an amount not below 0");
    }
    if (funds.accepted_before.is_negative()) {
      check_.Add(path + ".accepted_before", "AMOUNT_NEGATIVE", "an amount not below 0");
    }
    funds.cut_order = order_.cut_order;
    if (row.cut_order() != contracts::v1::CUT_ORDER_UNSPECIFIED) {
      funds.cut_order =
          TakeChoice(check_, path + ".cut_order", row.cut_order(), order::ParseCutOrder);
    }
    input_.funds[row.contract_id()] = funds;
  }

  void ReadPlace(int index) {
    const v1::FactPlace& row = proto_.places(index);
    const std::string path = At("places", index);
    capitation::PlaceFacts place;
    place.place_id = row.place_id();
    place.condition =
        TakeChoice(check_, path + ".condition", row.condition(), order::ParseDeliveryCondition);
    place.service = row.service();
    place.territory =
        check_.Take(path + ".territory", Kato::Parse(row.territory())).value_or(Kato());
    if (row.capacity() != 0) place.capacity = row.capacity();
    for (int i = 0; i < row.licences_size(); ++i) {
      place.licences.push_back(TakePeriod(check_, path + "." + At("licences", i), row.licences(i)));
    }
    input_.facts.places.push_back(std::move(place));
  }

  void ReadPlacement(int index) {
    const v1::FactPlacement& row = proto_.placements(index);
    const std::string path = At("placements", index);
    PlacementFacts placement;
    placement.placement_id = row.placement_id();
    placement.person_id = row.person_id();
    placement.contract_id = row.contract_id();
    placement.place_id = row.place_id();
    placement.period = StayOf(path + ".", row);
    placement.admission_key = row.admission_key();
    for (int i = 0; i < row.categories_size(); ++i) {
      const std::string category = path + "." + At("categories", i) + ".period";
      placement.categories.push_back(
          {TakePeriod(check_, category, row.categories(i).period()), row.categories(i).category()});
    }
    stretches_.emplace_back();
    for (int i = 0; i < row.attendance_size(); ++i) {
      ReadAttendance(path + "." + At("attendance", i), i, row.attendance(i), placement);
    }
    if (row.has_planned_days()) placement.planned_days = row.planned_days();
    for (int i = 0; i < row.absences_before_size(); ++i) {
      const v1::FactAbsenceBefore& before = row.absences_before(i);
      placement.absences_before.push_back(
          {TakeChoice(check_, path + "." + At("absences_before", i) + ".reason", before.reason(),
                      order::ParseAbsenceReason),
           before.days_in_year(), before.days_unbroken()});
    }
    input_.facts.placements.push_back(std::move(placement));
  }

  // The engine's stay ends with the discharge day; whether that day counts is for the order.
  Period StayOf(const std::string& path, const v1::FactPlacement& row) {
    Period stay = TakeDays(check_, path, "admission_date", row.admission_date(), "discharge_date",
                           row.discharge_date());
    if (stay.end != kFarFuture && stay.start < stay.end) stay.end = stay.end + -1;
    return stay;
  }

  void ReadAttendance(const std::string& path, int index, const v1::FactAttendance& row,
                      PlacementFacts& placement) {
    Period days =
        TakeDays(check_, path + ".", "first_date", row.first_date(), "last_date", row.last_date());
    if (row.last_date().empty()) days.end = days.start + 1;
    std::optional<order::AbsenceReason> absence;
    if (row.absence() != contracts::v1::ABSENCE_REASON_UNSPECIFIED) {
      absence = TakeChoice(check_, path + ".absence", row.absence(), order::ParseAbsenceReason);
    }
    const Decimal quantity =
        TakeDecimal(check_, path + ".quantity", row.has_quantity(), row.quantity())
            .value_or(Decimal::FromInteger(1));
    if (days.days() > kMostDays) {
      check_.Add(path + ".last_date", "OUT_OF_RANGE", "a day of the same month as first_date");
      return;
    }
    for (CivilDate date = days.start; date < days.end; date = date + 1) {
      placement.attendance.push_back({date, absence, quantity});
      stretches_.back().push_back(index);
    }
  }

  void ReadPerson(int index) {
    const v1::FactPerson& row = proto_.persons(index);
    const std::string path = At("persons", index);
    capitation::PersonFacts person;
    person.person_id = row.person_id();
    if (!row.birth_date().empty()) {
      person.birth_date = TakeDate(check_, path + ".birth_date", row.birth_date());
    }
    for (int i = 0; i < row.severities_size(); ++i) {
      const std::string severity = path + "." + At("severities", i) + ".period";
      person.severities.push_back(
          {TakePeriod(check_, severity, row.severities(i).period()), row.severities(i).grade()});
    }
    person.income = TakeDecimal(check_, path + ".income", row.has_income(), row.income());
    person.pension = TakeDecimal(check_, path + ".pension", row.has_pension(), row.pension());
    for (int i = 0; i < row.units_before_size(); ++i) {
      const v1::FactUnitsBefore& before = row.units_before(i);
      const auto quantity = check_.Take(path + "." + At("units_before", i) + ".quantity",
                                        rpc::ToDecimal(before.quantity()));
      person.units_before.push_back({before.service(), quantity.value_or(Decimal())});
    }
    input_.facts.persons.push_back(std::move(person));
  }

  void ReadIndicator(int index) {
    const v1::FactIndicator& row = proto_.indicators(index);
    const auto value = check_.Take(At("indicators", index) + ".value", rpc::ToDecimal(row.value()));
    input_.facts.indicators.push_back(
        {row.provider_id(), row.indicator(), value.value_or(Decimal())});
  }

  void ReadCalendar() {
    std::vector<CalendarException> days;
    for (int i = 0; i < proto_.calendar_days_size(); ++i) {
      const v1::FactCalendarDay& row = proto_.calendar_days(i);
      const auto date = TakeDate(check_, At("calendar_days", i) + ".date", row.date());
      const DayKind kind = row.working() ? DayKind::kWorking : DayKind::kHoliday;
      if (date) days.push_back({*date, kind, row.name()});
    }
    input_.facts.calendar = check_.Take("calendar_days", WorkingCalendar::Make(std::move(days)))
                                .value_or(WorkingCalendar());
  }

  // "placements[1].attendance[4].date", the fifth day, as the stretch of the file that it is of.
  std::string PathInFile(const std::string& path) const {
    constexpr std::string_view kRows = "].attendance[";
    const std::size_t rows = path.find(kRows);
    if (rows == std::string::npos) return path;
    const std::size_t placement = std::stoul(path.substr(path.find('[') + 1));
    const std::size_t day = std::stoul(path.substr(rows + kRows.size()));
    const std::string head = path.substr(0, rows + kRows.size());
    const std::string tail = path.substr(path.find(']', rows + kRows.size()));
    const std::string field = tail == "].date" ? "].first_date" : tail;
    return head + std::to_string(stretches_[placement][day]) + field;
  }

  const v1::CalculationFacts& proto_;
  const order::StateSocialOrder& order_;
  FieldCheck check_;
  Input input_;
  std::vector<std::vector<int>> stretches_;  // by placement: of each day, its row in the file
};

}  // namespace

Result<Input> ReadFacts(const v1::CalculationFacts& proto, const order::StateSocialOrder& order) {
  return FactsReading(proto, order).Run();
}

}  // namespace tirek::calculation
