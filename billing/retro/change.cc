#include "billing/retro/change.h"

#include <algorithm>
#include <map>
#include <utility>

#include "core/money/exact.h"

namespace tirek::retro {
namespace {

using capitation::DenialReason;
using capitation::Line;
using capitation::LineGround;

// What a line says of one of its days.
struct Treatment {
  const Line* line = nullptr;
  std::string quantity;  // of the day
};

using TreatmentsByDay = std::map<CivilDate, std::vector<Treatment>>;

std::string QuantityOn(const Line& line, std::size_t day) {
  if (!line.quantities.empty()) return Exact(line.quantities[day]).ToString();
  const Exact days(static_cast<std::int64_t>(line.dates.size()));
  return Exact(line.quantity).DividedBy(days)->ToString();  // all days alike
}

TreatmentsByDay TreatmentsOf(Lines lines) {
  TreatmentsByDay days;
  for (const Line* line : lines) {
    for (std::size_t i = 0; i < line->dates.size(); ++i) {
      days[line->dates[i]].push_back({line, QuantityOn(*line, i)});
    }
  }
  return days;
}

std::string GroundText(const Line& line) {
  switch (line.ground) {
    case LineGround::kAttended:
      return "attended";
    case LineGround::kAbsence:
      return "absent";
    case LineGround::kReserved:
      return "place kept free";
    case LineGround::kNotice:
      return "notice period";
    case LineGround::kEnrolled:
      return "enrolled";
  }
  return "";
}

std::string DenialText(const Line& line) {
  return line.reason ? "denied as " + std::string(DenialReasonName(*line.reason)) : "paid";
}

std::string AbsenceText(const Line& line) {
  return line.absence ? " " + std::string(order::AbsenceReasonName(*line.absence)) : "";
}

std::string CoefficientsText(const Line& line) {
  std::string text;
  for (const std::string& code : line.coefficient_codes) text += (text.empty() ? "" : ", ") + code;
  return text.empty() ? "none" : text;
}

Aspect AspectOfDenial(DenialReason reason) {
  switch (reason) {
    case DenialReason::kOutsidePlacement:
    case DenialReason::kAdmissionDay:
    case DenialReason::kDischargeDay:
      return Aspect::kPlacementDenial;
    case DenialReason::kOutsideContract:
      return Aspect::kContractDenial;
    case DenialReason::kNoLicence:
      return Aspect::kLicenceDenial;
    default:
      return Aspect::kOtherDenial;
  }
}

// One day before and after, both with one treatment.
class DayComparison {
 public:
  DayComparison(const Treatment& before, const Treatment& after)
      : before_(before), after_(after), a_(*before.line), b_(*after.line) {}

  void Run() {
    Compare(Aspect::kGround, "", GroundText(a_) + AbsenceText(a_),
            GroundText(b_) + AbsenceText(b_));
    Compare(Aspect::kGround, "quantity ", before_.quantity, after_.quantity);
    Compare(Aspect::kGround, "share ", a_.paid_share.ToString(), b_.paid_share.ToString());
    Compare(Aspect::kOtherDenial, "", DenialText(a_), DenialText(b_));
    Compare(Aspect::kCategory, "category ", a_.category, b_.category);
    Compare(Aspect::kTariff, "tariff ", a_.tariff_code, b_.tariff_code);
    Compare(Aspect::kCoefficients, "coefficients ", CoefficientsText(a_), CoefficientsText(b_));
    if (a_.reason != b_.reason) {
      aspects.erase(Aspect::kOtherDenial);
      for (const Line* line : {&a_, &b_}) {
        if (line->reason) aspects.insert(AspectOfDenial(*line->reason));
      }
    }
  }

  std::set<Aspect> aspects;
  std::string was;
  std::string is;

 private:
  void Compare(Aspect aspect, const char* name, const std::string& before,
               const std::string& after) {
    if (before == after) return;
    aspects.insert(aspect);
    was += (was.empty() ? "" : ", ") + (name + (before.empty() ? "none" : before));
    is += (is.empty() ? "" : ", ") + (name + (after.empty() ? "none" : after));
  }

  const Treatment& before_;
  const Treatment& after_;
  const Line& a_;
  const Line& b_;
};

std::string WholeText(const std::vector<Treatment>& treatments) {
  if (treatments.empty()) return "not billed";
  std::string text;
  for (const Treatment& treatment : treatments) {
    const Line& line = *treatment.line;
    text += (text.empty() ? "" : " and ") + GroundText(line) + AbsenceText(line) +
            (treatment.quantity == "1" ? "" : ", quantity " + treatment.quantity) +
            (line.reason ? ", " + DenialText(line) : "");
  }
  return text;
}

class Comparison {
 public:
  Change Run(Lines before, Lines after) {
    const TreatmentsByDay was = TreatmentsOf(before);
    const TreatmentsByDay is = TreatmentsOf(after);
    std::set<CivilDate> dates;
    for (const auto& [date, treatments] : was) dates.insert(date);
    for (const auto& [date, treatments] : is) dates.insert(date);
    for (const CivilDate date : dates) AddDay(date, Of(was, date), Of(is, date));
    for (const std::string& words : order_) {
      change_.what += (change_.what.empty() ? "" : "; ") +
                      capitation::DatesText(dates_of_words_[words]) + ": " + words;
    }
    if (change_.what.empty()) change_.what = "the price of these days";
    return std::move(change_);
  }

 private:
  static std::vector<Treatment> Of(const TreatmentsByDay& days, CivilDate date) {
    const auto found = days.find(date);
    return found == days.end() ? std::vector<Treatment>() : found->second;
  }

  void AddDay(CivilDate date, const std::vector<Treatment>& was, const std::vector<Treatment>& is) {
    if (was.size() == 1 && is.size() == 1) {
      DayComparison day(was.front(), is.front());
      day.Run();
      if (!day.aspects.empty()) Add(date, day.aspects, day.was, day.is);
      return;
    }
    const std::string before = WholeText(was);
    const std::string after = WholeText(is);
    // A day in parts is a day that a cap divides.
    const Aspect aspect = was.empty() || is.empty() ? Aspect::kDays : Aspect::kOtherDenial;
    if (before != after) Add(date, {aspect}, before, after);
  }

  void Add(CivilDate date, const std::set<Aspect>& aspects, const std::string& was,
           const std::string& is) {
    change_.dates.push_back(date);
    change_.aspects.insert(aspects.begin(), aspects.end());
    const std::string words = "was " + was + ", is " + is;
    std::vector<CivilDate>& dates = dates_of_words_[words];
    if (dates.empty()) order_.push_back(words);
    dates.push_back(date);
  }

  Change change_;
  std::map<std::string, std::vector<CivilDate>> dates_of_words_;
  std::vector<std::string> order_;
};

// A late fact shows in these aspects. The first row that holds says the reason.
struct Sign {
  LateFact fact;
  std::set<Aspect> aspects;
  Reason reason;
};

const std::vector<Sign>& Signs() {
  static const std::vector<Sign> kSigns = {
      {LateFact::kLicence, {Aspect::kLicenceDenial}, Reason::kLicenceChanged},
      {LateFact::kPlacement, {Aspect::kPlacementDenial}, Reason::kPlacementChanged},
      {LateFact::kContract, {Aspect::kContractDenial}, Reason::kContractChanged},
      {LateFact::kAttendance, {Aspect::kGround, Aspect::kDays}, Reason::kAttendanceCorrected},
      {LateFact::kPlacement, {Aspect::kDays}, Reason::kPlacementChanged},
      {LateFact::kContract, {Aspect::kDays}, Reason::kContractChanged},
      {LateFact::kCategory, {Aspect::kCategory}, Reason::kCategoryChanged},
      {LateFact::kCoefficient, {Aspect::kCoefficients}, Reason::kCoefficientChanged},
      {LateFact::kTariff, {Aspect::kTariff}, Reason::kTariffChanged},
  };
  return kSigns;
}

// A price that changed while the days did not comes from the order; what changed without a sign
// of its own follows from what was recorded: the limit of absences that another day used up.
Reason ReasonWithoutSign(bool only_price, const LateFacts& late) {
  constexpr std::pair<LateFact, Reason> kOfOrder[] = {
      {LateFact::kTariff, Reason::kTariffChanged},
      {LateFact::kCoefficient, Reason::kCoefficientChanged},
      {LateFact::kRule, Reason::kOtherFact}};
  constexpr std::pair<LateFact, Reason> kOfPerson[] = {
      {LateFact::kAttendance, Reason::kAttendanceCorrected},
      {LateFact::kPlacement, Reason::kPlacementChanged},
      {LateFact::kCategory, Reason::kCategoryChanged},
      {LateFact::kContract, Reason::kContractChanged},
      {LateFact::kLicence, Reason::kLicenceChanged}};
  const auto first_of = [&late](const auto& choices) -> std::optional<Reason> {
    for (const auto& [fact, reason] : choices) {
      if (late.contains(fact)) return reason;
    }
    return std::nullopt;
  };
  const std::optional<Reason> of_order = first_of(kOfOrder);
  const std::optional<Reason> of_person = first_of(kOfPerson);
  if (only_price) return of_order.value_or(of_person.value_or(Reason::kOtherFact));
  return of_person.value_or(of_order.value_or(Reason::kOtherFact));
}

}  // namespace

Change ChangeOf(Lines before, Lines after) { return Comparison().Run(before, after); }

Reason ReasonOf(const std::set<Aspect>& aspects, const LateFacts& late) {
  for (const Sign& sign : Signs()) {
    if (!late.contains(sign.fact)) continue;
    const bool shows = std::any_of(sign.aspects.begin(), sign.aspects.end(),
                                   [&aspects](Aspect aspect) { return aspects.contains(aspect); });
    if (shows) return sign.reason;
  }
  return ReasonWithoutSign(aspects.empty(), late);
}

}  // namespace tirek::retro
