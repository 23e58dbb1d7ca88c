// One text for each result, and its digest.
#include "billing/capitation/result_hash.h"

#include "core/money/exact.h"

namespace tirek::capitation {
namespace {

// Every field with its length before it, so that no two lists of fields give one text.
void Append(std::string& text, std::string_view field) {
  text += std::to_string(field.size());
  text += ':';
  text += field;
}

bool IsShared(const Line& line) {
  return !line.person_amount.is_zero() || !line.pension_amount.is_zero() ||
         !line.withheld_amount.is_zero() || !line.funding.empty();
}

// The price is the sum of these and the amount.
void AppendShares(std::string& text, const Line& line) {
  Append(text, line.person_amount.ToString());
  Append(text, line.pension_amount.ToString());
  Append(text, line.withheld_amount.ToString());
  for (const FundedPart& part : line.funding) {
    Append(text, part.payer);
    Append(text, part.amount.ToString());
  }
}

// What only the budget pays has the hash that it had before others could pay.
void AppendLine(std::string& text, const Line& line) {
  Append(text, line.placement_id);
  Append(text, line.person_id);
  Append(text, line.provider_id);
  Append(text, line.contract_id);
  Append(text, DatesText(line.dates));
  Append(text, line.tariff_code);
  Append(text, line.unit ? ServiceUnitName(*line.unit) : "");
  Append(text, std::to_string(line.coefficient_codes.size()));
  for (const std::string& code : line.coefficient_codes) Append(text, code);
  Append(text, line.category);
  Append(text, LineGroundName(line.ground));
  Append(text, line.absence ? AbsenceReasonName(*line.absence) : "");
  Append(text, Exact(line.paid_share).ToString());  // 1 and 1.0 are one share
  Append(text, LineStatusName(line.status));
  Append(text, line.reason ? DenialReasonName(*line.reason) : "");
  Append(text, line.overlap_placement_id);
  Append(text, Exact(line.quantity).ToString());
  Append(text, line.amount.ToString());
  Append(text, line.denied_amount.ToString());
  if (IsShared(line)) AppendShares(text, line);
  text += '\n';
}

}  // namespace

void ResultHasher::Add(std::span<const Line> lines) {
  std::string text;
  for (const Line& line : lines) AppendLine(text, line);
  stream_.Add(text);
}

std::string ResultHash(std::span<const Line> lines) {
  ResultHasher hasher;
  hasher.Add(lines);
  return hasher.Finish();
}

}  // namespace tirek::capitation
