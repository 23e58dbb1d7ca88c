#include "services/billing/funding_text.h"

#include <nlohmann/json.hpp>

namespace tirek::billing {

std::string FundingText(const std::vector<capitation::FundedPart>& funding) {
  if (funding.empty()) return "";
  nlohmann::json parts = nlohmann::json::array();
  for (const auto& part : funding) parts.push_back({part.payer, part.amount.minor()});
  return parts.dump();
}

std::vector<capitation::FundedPart> FundingOf(const std::string& text, Currency currency) {
  std::vector<capitation::FundedPart> funding;
  if (text.empty()) return funding;
  for (const auto& part : nlohmann::json::parse(text)) {
    funding.push_back({part.at(0), Money::FromMinor(part.at(1), currency)});
  }
  return funding;
}

}  // namespace tirek::billing
