#include "billing/capitation/attached/attached.h"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

#include "billing/order/step.h"
#include "core/money/exact.h"
#include "core/money/round.h"

namespace tirek::capitation::attached {
namespace {

constexpr std::int32_t kNobody = std::numeric_limits<std::int32_t>::min();

// The last day of birth of those who have completed `age` years on `date`; kNobody where none has.
std::int32_t LastBirthDay(int age, CivilDate date) {
  std::int32_t from = kNobody;
  std::int32_t until = date.epoch_day() + 1;  // the answer is before it
  const std::int32_t first = CivilDate::FromYmd(1, 1, 1)->epoch_day();
  for (std::int32_t low = first; low < until;) {
    const std::int32_t middle = low + (until - low) / 2;
    if (order::AgeOn(*CivilDate::FromEpochDay(middle), date) >= age) {
      from = middle;
      low = middle + 1;
    } else {
      until = middle;
    }
  }
  return from;
}

// A band holds the births from `after` (exclusive) until `last`.
struct BirthDays {
  std::int32_t after = kNobody;
  std::int32_t last = kNobody;
};

std::vector<BirthDays> BandsOf(const Terms& terms) {
  std::vector<BirthDays> bands;
  for (const order::Step& step : terms.bands.steps) {
    const std::int32_t after =
        step.last ? LastBirthDay(*step.last + 1, terms.billing_date) : kNobody;
    bands.push_back({after, LastBirthDay(step.first, terms.billing_date)});
  }
  return bands;
}

Result<void> Check(const Attachments& attachments, const std::vector<Specialist>& specialists,
                   std::uint32_t contracts) {
  const std::size_t size = attachments.size();
  const bool same = attachments.birth_day.size() == size &&
                    attachments.attached_at.size() == size && attachments.person.size() == size;
  const bool known =
      std::all_of(attachments.specialist.begin(), attachments.specialist.end(),
                  [&specialists](std::uint32_t index) { return index < specialists.size(); }) &&
      std::all_of(specialists.begin(), specialists.end(),
                  [contracts](const Specialist& one) { return one.contract < contracts; });
  if (same && known) return {};
  return Error{ErrorKind::kInvalid,
               "ATTACHMENT_UNKNOWN",
               "An attachment, or its specialist, names what is not there.",
               {},
               {}};
}

class Month {
 public:
  Month(const Attachments& attachments, const std::vector<Specialist>& specialists,
        std::uint32_t contracts, const Terms& terms)
      : attachments_(attachments),
        specialists_(specialists),
        terms_(terms),
        bands_(BandsOf(terms)),
        persons_(std::size_t{contracts} * bands_.size()) {}

  Result<AttachedMonth> Run() {
    FindOverLimit();
    Count();
    TIREK_RETURN_IF_ERROR(Price());
    return std::move(month_);
  }

 private:
  // The attachments of specialists with too many, each list in the order of attachment: those after
  // the limit are over it.
  void FindOverLimit() {
    std::vector<std::uint32_t> counts(specialists_.size());
    for (const std::uint32_t index : attachments_.specialist) ++counts[index];
    std::vector<std::uint32_t> crowded;
    for (std::uint32_t i = 0; i < attachments_.size(); ++i) {
      const std::uint32_t index = attachments_.specialist[i];
      if (counts[index] > specialists_[index].limit) crowded.push_back(i);
    }
    const auto key = [this](std::uint32_t i) {
      return std::tuple(attachments_.specialist[i], attachments_.attached_at[i],
                        attachments_.person[i], i);
    };
    std::sort(crowded.begin(), crowded.end(),
              [&key](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    for (std::size_t i = 0, first = 0; i < crowded.size(); ++i) {
      const std::uint32_t index = attachments_.specialist[crowded[i]];
      if (index != attachments_.specialist[crowded[first]]) first = i;
      if (i - first >= specialists_[index].limit) month_.over_limit.push_back(crowded[i]);
    }
  }

  void Count() {
    std::vector<bool> is_over(attachments_.size());
    for (const std::uint32_t index : month_.over_limit) is_over[index] = true;
    for (std::uint32_t i = 0; i < attachments_.size(); ++i) {
      if (is_over[i]) continue;
      const std::size_t band = BandOf(attachments_.birth_day[i]);
      if (band == bands_.size()) {
        month_.without_age.push_back(i);
      } else {
        const Specialist& specialist = specialists_[attachments_.specialist[i]];
        ++persons_[specialist.contract * bands_.size() + band];
      }
    }
  }

  // bands_.size() where none holds the birth.
  std::size_t BandOf(std::int32_t birth_day) const {
    std::size_t band = 0;
    while (band < bands_.size() &&
           (birth_day <= bands_[band].after || birth_day > bands_[band].last)) {
      ++band;
    }
    return band;
  }

  Result<void> Price() {
    for (std::size_t i = 0; i < persons_.size(); ++i) {
      if (persons_[i] == 0) continue;
      BandLine line;
      line.contract = static_cast<std::uint32_t>(i / bands_.size());
      line.band = static_cast<std::uint32_t>(i % bands_.size());
      line.persons = persons_[i];
      const Exact exact =
          Exact(line.persons) * Exact(terms_.rate) * Exact(terms_.bands.steps[line.band].value);
      TIREK_ASSIGN_OR_RETURN(line.amount, Round(exact, terms_.currency, terms_.rounding.policy));
      line.exact = exact.ToString();
      month_.lines.push_back(std::move(line));
    }
    return {};
  }

  const Attachments& attachments_;
  const std::vector<Specialist>& specialists_;
  const Terms& terms_;
  std::vector<BirthDays> bands_;
  std::vector<std::int64_t> persons_;  // by contract and band
  AttachedMonth month_;
};

}  // namespace

Result<AttachedMonth> Compute(const Attachments& attachments,
                              const std::vector<Specialist>& specialists, std::uint32_t contracts,
                              const Terms& terms) {
  TIREK_RETURN_IF_ERROR(Check(attachments, specialists, contracts));
  return Month(attachments, specialists, contracts, terms).Run();
}

}  // namespace tirek::capitation::attached
