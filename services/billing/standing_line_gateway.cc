#include "services/billing/standing_line_gateway.h"

#include <set>

#include "core/sql/array.h"
#include "core/sql/columns.h"
#include "core/sql/copy.h"
#include "core/sql/rows.h"
#include "services/billing/funding_text.h"
#include "services/billing/stored_values.h"
#include "services/billing/trace_text.h"

namespace tirek::billing {
namespace {

using capitation::Line;
using soci::use;
using sql::ReadAll;

// Of a line, in both tables alike.
const std::string kTerms =
    "l.line_id, l.provider_id, l.contract_id, l.placement_id, l.person_id, l.start_date::text,"
    " l.end_date::text, array_to_json(l.dates)::text, array_to_json(l.quantities::text[])::text,"
    " l.tariff_code, l.unit, array_to_json(l.coefficient_codes)::text, l.category, l.ground,"
    " l.absence, l.paid_share::text, l.reason, trim_scale(l.quantity)::text, l.amount_minor,"
    " l.denied_minor, l.currency_code, ";

constexpr const char* kOfPlacements =
    " FROM unnest(:providers::text[], :placements::text[]) AS x (provider_id, placement_id)";

// The claims are found first: joined in one go, the planner passes by the run in the key and reads
// the lines of all months.
const std::string kClaimed =
    std::string(
        "WITH wanted AS MATERIALIZED (SELECT c.provider_id, c.run_id, c.contract_id,"
        " x.placement_id") +
    kOfPlacements +
    " JOIN billing.claim c ON c.provider_id = x.provider_id AND c.month = :month"
    " AND c.state = 'ADJUDICATED') SELECT " +
    kTerms +
    "array_to_json(ARRAY[l.line_id])::text FROM wanted w"
    " JOIN billing.capitation_line l ON l.provider_id = w.provider_id AND l.run_id = w.run_id"
    " AND l.placement_id = w.placement_id AND l.contract_id = w.contract_id ORDER BY l.line_id";

const std::string kAdjusted = "SELECT " + kTerms + "array_to_json(a.original_line_ids)::text" +
                              kOfPlacements +
                              " JOIN billing.adjusted_line l ON l.provider_id = x.provider_id"
                              " AND l.placement_id = x.placement_id AND l.month = :month"
                              " JOIN billing.adjustment_line a ON a.provider_id = l.provider_id"
                              " AND a.adjustment_line_id = l.adjustment_line_id ORDER BY l.line_id";

const std::string kChanged = std::string("SELECT unnest(a.changed_line_ids)") + kOfPlacements +
                             " JOIN billing.adjustment_line a ON a.provider_id = x.provider_id"
                             " AND a.placement_id = x.placement_id AND a.month = :month";

constexpr const char* kColumns =
    "provider_id, line_id, adjustment_line_id, contract_id, month, placement_id, person_id,"
    " start_date, end_date, dates, quantities, tariff_code, unit, coefficient_codes, category,"
    " ground, absence, paid_share, reason, quantity, amount_minor, denied_minor, currency_code,"
    " trace, overlap_placement_id, person_minor, pension_minor, withheld_minor, funding";

Line ReadTerms(const soci::row& row) {
  Line line;
  line.provider_id = row.get<std::string>(1);
  line.contract_id = row.get<std::string>(2);
  line.placement_id = row.get<std::string>(3);
  line.person_id = row.get<std::string>(4);
  line.period = {sql::DateOf(row.get<std::string>(5)), sql::DateOf(row.get<std::string>(6))};
  for (const std::string& date : StoredTexts(row.get<std::string>(7))) {
    line.dates.push_back(sql::DateOf(date));
  }
  for (const std::string& quantity : StoredTexts(row.get<std::string>(8))) {
    line.quantities.push_back(StoredDecimal(quantity));
  }
  line.tariff_code = row.get<std::string>(9);
  line.unit = order::ParseServiceUnit(row.get<std::string>(10));
  line.coefficient_codes = StoredTexts(row.get<std::string>(11));
  line.category = row.get<std::string>(12);
  return line;
}

retro::BilledLine ReadLine(const soci::row& row) {
  Line line = ReadTerms(row);
  const auto ground = capitation::ParseLineGround(row.get<std::string>(13));
  TIREK_ASSERT(ground.has_value());
  line.ground = *ground;
  line.absence = order::ParseAbsenceReason(row.get<std::string>(14));
  line.paid_share = StoredDecimal(row.get<std::string>(15));
  line.reason = capitation::ParseDenialReason(row.get<std::string>(16));
  line.status = line.reason ? capitation::LineStatus::kDenied : capitation::LineStatus::kPayable;
  line.quantity = StoredDecimal(row.get<std::string>(17));
  line.amount = StoredMoney(row, 18, 20);
  line.denied_amount = StoredMoney(row, 19, 20);
  return {row.get<std::string>(0), StoredTexts(row.get<std::string>(21)), std::move(line)};
}

void CopyLine(sql::CopyIn& copy, const Month& month, const std::string& adjustment_line_id,
              const std::string& line_id, const Line& line) {
  const std::optional<std::string> row[] = {
      line.provider_id,
      line_id,
      adjustment_line_id,
      line.contract_id,
      month.ToString(),
      line.placement_id,
      line.person_id,
      line.period.start.ToString(),
      line.period.end.ToString(),
      LiteralOf(line.dates),
      LiteralOf(line.quantities),
      line.tariff_code,
      line.unit ? std::string(order::ServiceUnitName(*line.unit)) : "",
      sql::ArrayLiteral(line.coefficient_codes),
      line.category,
      std::string(capitation::LineGroundName(line.ground)),
      line.absence ? std::string(order::AbsenceReasonName(*line.absence)) : "",
      line.paid_share.ToString(),
      line.reason ? std::string(capitation::DenialReasonName(*line.reason)) : "",
      line.quantity.ToString(),
      std::to_string(line.amount.minor()),
      std::to_string(line.denied_amount.minor()),
      std::string(line.amount.currency().code()),
      ToText(line.trace),
      line.overlap_placement_id,
      std::to_string(line.person_amount.minor()),
      std::to_string(line.pension_amount.minor()),
      std::to_string(line.withheld_amount.minor()),
      FundingText(line.funding)};
  copy.Row(row);
}

}  // namespace

std::vector<BilledClaim> StandingLineGateway::Claims(const Month& month,
                                                     const LateFactQuery& query) {
  const std::string text = month.ToString();
  return ReadAll(
      (work_.sql().prepare
           << "SELECT c.provider_id, p.bin, c.contract_id, c.claim_id FROM billing.claim c"
              " JOIN registry.published_provider p ON p.provider_id = c.provider_id"
              " JOIN contracts.published_contract k ON k.contract_id = c.contract_id"
              " WHERE c.month = :month AND c.state = 'ADJUDICATED'"
              " AND (:provider = '' OR c.provider_id = :provider)"
              " AND (:order = '' OR k.order_id = :order)"
              " ORDER BY c.provider_id COLLATE \"C\", c.contract_id COLLATE \"C\"",
       use(text, "month"), use(query.provider_id, "provider"), use(query.order_id, "order")),
      [&month](const soci::row& row) {
        return BilledClaim{row.get<std::string>(0), row.get<std::string>(1),
                           row.get<std::string>(2), row.get<std::string>(3), month};
      });
}

std::map<std::string, std::vector<retro::BilledLine>> StandingLineGateway::Lines(
    const Month& month, std::span<const PlacementSpan> placements) {
  std::vector<std::string> provider_ids;
  std::vector<std::string> placement_ids;
  for (const PlacementSpan& placement : placements) {
    provider_ids.push_back(placement.provider_id);
    placement_ids.push_back(placement.placement_id);
  }
  const std::string providers = sql::ArrayLiteral(provider_ids);
  const std::string of_placements = sql::ArrayLiteral(placement_ids);
  const std::string text = month.ToString();
  const auto read = [&](const std::string& query, auto read_row) {
    return ReadAll((work_.sql().prepare << query, use(providers, "providers"),
                    use(of_placements, "placements"), use(text, "month")),
                   read_row);
  };
  const auto ids = read(kChanged, [](const soci::row& row) { return row.get<std::string>(0); });
  const std::set<std::string> changed(ids.begin(), ids.end());
  std::map<std::string, std::vector<retro::BilledLine>> standing;
  for (const std::string& query : {kClaimed, kAdjusted}) {
    for (retro::BilledLine& line : read(query, ReadLine)) {
      if (changed.contains(line.line_id)) continue;
      standing[line.line.contract_id].push_back(std::move(line));
    }
  }
  return standing;
}

void StandingLineGateway::Insert(const Month& month, std::span<const retro::Difference> differences,
                                 std::span<const std::string> adjustment_line_ids, IdSource& ids) {
  TIREK_ASSERT(differences.size() == adjustment_line_ids.size());
  // Row-level security refuses COPY into the table itself.
  work_.sql() << "CREATE TEMPORARY TABLE IF NOT EXISTS incoming_adjusted_line ON COMMIT DROP AS"
                 " SELECT " +
                     std::string(kColumns) + " FROM billing.adjusted_line WITH NO DATA";
  sql::CopyIn copy(work_, "incoming_adjusted_line (" + std::string(kColumns) + ")");
  for (std::size_t i = 0; i < differences.size(); ++i) {
    for (const Line& line : differences[i].lines) {
      CopyLine(copy, month, adjustment_line_ids[i], ids.NextText(LineTag::kPrefix), line);
    }
  }
  copy.Finish();
  work_.sql() << "INSERT INTO billing.adjusted_line (" + std::string(kColumns) + ") SELECT " +
                     kColumns + " FROM incoming_adjusted_line";
  work_.sql() << "TRUNCATE incoming_adjusted_line";
}

}  // namespace tirek::billing
