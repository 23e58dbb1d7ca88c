#include "services/billing/contract_cover.h"

#include <algorithm>
#include <tuple>

namespace tirek::billing {
namespace {

// The contract's terms one after the other.
std::vector<ContractAmendment> TermsOf(const ContractRow& contract) {
  std::vector<ContractAmendment> terms = {{contract.period, contract.services}};
  for (const ContractAmendment& amendment : contract.amendments) {
    for (ContractAmendment& term : terms) {
      term.period.end = std::min(term.period.end, amendment.period.start);
    }
    terms.push_back(amendment);
    std::erase_if(terms, [](const ContractAmendment& term) { return term.period.empty(); });
  }
  return terms;
}

Period WholeOf(const ContractRow& contract) {
  const bool signed_only = contract.amendments.empty();
  return {contract.period.start,
          signed_only ? contract.period.end : contract.amendments.back().period.end};
}

// What of `periods` is not in `taken`.
std::vector<Period> Less(const std::vector<Period>& periods, const Period& taken) {
  std::vector<Period> left;
  for (const Period& period : periods) {
    if (!period.Overlaps(taken)) {
      left.push_back(period);
      continue;
    }
    if (period.start < taken.start) left.push_back({period.start, taken.start});
    if (taken.end < period.end) left.push_back({taken.end, period.end});
  }
  return left;
}

}  // namespace

std::string Cover::name() const {
  if (period == WholeOf(*contract)) return contract->contract_id;
  return contract->contract_id + std::string(kCoverMark) + period.ToString();
}

bool operator<(const Cover& a, const Cover& b) {
  return std::tie(a.contract->number, a.contract->contract_id, a.period.start) <
         std::tie(b.contract->number, b.contract->contract_id, b.period.start);
}

std::map<std::string, std::vector<Cover>> CoversOf(const ContractRow& contract) {
  std::map<std::string, std::vector<Cover>> covers;
  for (const ContractAmendment& term : TermsOf(contract)) {
    for (const std::string& service : term.services) {
      std::vector<Cover>& of_service = covers[service];
      const bool goes_on = !of_service.empty() && of_service.back().period.end == term.period.start;
      if (goes_on) {
        of_service.back().period.end = term.period.end;
      } else {
        of_service.push_back({&contract, term.period});
      }
    }
  }
  return covers;
}

std::vector<Cover> WithoutOverlap(const std::vector<Cover>& covers) {
  std::vector<Cover> apart;
  for (const Cover& cover : covers) {
    std::vector<Period> left = {cover.period};
    for (const Cover& taken : apart) left = Less(left, taken.period);
    for (const Period& period : left) apart.push_back({cover.contract, period});
  }
  return apart;
}

const Cover* CoverOn(const std::vector<Cover>& candidates, CivilDate date) {
  const Cover* begun = nullptr;
  const Cover* first = nullptr;
  for (const Cover& cover : candidates) {
    const CivilDate start = cover.period.start;
    if (cover.period.Contains(date)) return &cover;
    if (start <= date && (begun == nullptr || begun->period.start < start)) begun = &cover;
    if (first == nullptr || start < first->period.start) first = &cover;
  }
  return begun == nullptr ? first : begun;
}

}  // namespace tirek::billing
