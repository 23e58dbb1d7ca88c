#include "services/billing/adjustment_line_gateway.h"

#include "core/sql/array.h"
#include "core/sql/columns.h"
#include "core/sql/copy.h"
#include "core/sql/rows.h"
#include "services/billing/standing_line_gateway.h"
#include "services/billing/stored_values.h"

namespace tirek::billing {
namespace {

using soci::into;
using soci::use;
using sql::ReadAll;

constexpr const char* kSelectLines =
    "SELECT l.adjustment_line_id, l.adjustment_id, l.provider_id, a.contract_id, m.claim_id,"
    " l.month, l.placement_id, l.person_id, array_to_json(l.dates)::text, l.reason, l.what,"
    " l.old_minor, l.new_minor, l.difference_minor, a.currency_code,"
    " array_to_json(l.original_line_ids)::text, array_to_json(l.changed_line_ids)::text,"
    " (SELECT p.bin FROM registry.published_provider p WHERE p.provider_id = a.provider_id),"
    " array_to_json(ARRAY(SELECT n.line_id FROM billing.adjusted_line n"
    " WHERE n.provider_id = l.provider_id AND n.adjustment_line_id = l.adjustment_line_id"
    " ORDER BY n.line_id))::text"
    " FROM billing.adjustment_line l"
    " JOIN billing.adjustment_month m USING (provider_id, adjustment_id, month)"
    " JOIN billing.adjustment a USING (provider_id, adjustment_id)";

AdjustmentLine ReadAdjustmentLine(const soci::row& row) {
  const auto reason = retro::ParseReason(row.get<std::string>(9));
  TIREK_ASSERT(reason.has_value());
  retro::Difference difference{row.get<std::string>(6),
                               row.get<std::string>(7),
                               {},
                               *reason,
                               row.get<std::string>(10),
                               StoredTexts(row.get<std::string>(16)),
                               StoredTexts(row.get<std::string>(15)),
                               {},
                               StoredMoney(row, 11, 14),
                               StoredMoney(row, 12, 14),
                               StoredMoney(row, 13, 14)};
  for (const std::string& date : StoredTexts(row.get<std::string>(8))) {
    difference.dates.push_back(sql::DateOf(date));
  }
  return {AdjustmentLineId::Trusted(row.get<std::string>(0)),
          AdjustmentId::Trusted(row.get<std::string>(1)),
          {row.get<std::string>(2), row.get<std::string>(17), row.get<std::string>(3),
           row.get<std::string>(4), *Month::Parse(row.get<std::string>(5))},
          std::move(difference),
          StoredTexts(row.get<std::string>(18))};
}

}  // namespace

void AdjustmentLineGateway::Insert(const AdjustmentId& id, const ClaimDifferences& of_claim,
                                   IdSource& ids) {
  constexpr const char* kColumns =
      "provider_id, adjustment_line_id, adjustment_id, month, placement_id, person_id, dates,"
      " reason, what, old_minor, new_minor, difference_minor, original_line_ids,"
      " changed_line_ids";
  // Row-level security refuses COPY into the table itself.
  work_.sql() << "CREATE TEMPORARY TABLE IF NOT EXISTS incoming_adjustment_line ON COMMIT DROP AS"
                 " SELECT " +
                     std::string(kColumns) + " FROM billing.adjustment_line WITH NO DATA";
  std::vector<std::string> line_ids;
  sql::CopyIn copy(work_, "incoming_adjustment_line (" + std::string(kColumns) + ")");
  for (const retro::Difference& difference : of_claim.differences) {
    line_ids.push_back(ids.NextText(AdjustmentLineTag::kPrefix));
    const std::optional<std::string> row[] = {of_claim.claim.provider_id,
                                              line_ids.back(),
                                              id.text(),
                                              of_claim.claim.month.ToString(),
                                              difference.placement_id,
                                              difference.person_id,
                                              LiteralOf(difference.dates),
                                              std::string(retro::ReasonName(difference.reason)),
                                              difference.what,
                                              std::to_string(difference.old_amount.minor()),
                                              std::to_string(difference.new_amount.minor()),
                                              std::to_string(difference.difference.minor()),
                                              sql::ArrayLiteral(difference.original_ids),
                                              sql::ArrayLiteral(difference.changed_ids)};
    copy.Row(row);
  }
  copy.Finish();
  work_.sql() << "INSERT INTO billing.adjustment_line (" + std::string(kColumns) + ") SELECT " +
                     kColumns + " FROM incoming_adjustment_line";
  work_.sql() << "TRUNCATE incoming_adjustment_line";
  StandingLineGateway(work_).Insert(of_claim.claim.month, of_claim.differences, line_ids, ids);
}

int AdjustmentLineGateway::UnevenPersons(const Adjustment& adjustment) {
  const std::string id = adjustment.adjustment_id.text();
  int uneven = 0;
  work_.sql()
      << "WITH touched AS (SELECT DISTINCT l.person_id, l.month, m.claim_id, c.run_id, "
         "c.contract_id"
         " FROM billing.adjustment_line l"
         " JOIN billing.adjustment_month m USING (provider_id, adjustment_id, month)"
         " JOIN billing.claim c ON c.provider_id = m.provider_id AND c.claim_id = m.claim_id"
         " WHERE l.provider_id = :provider AND l.adjustment_id = :id),"
         " posted AS (SELECT l.person_id, l.month, l.difference_minor, l.changed_line_ids"
         " FROM billing.adjustment_line l"
         " JOIN billing.adjustment_month m USING (provider_id, adjustment_id, month)"
         " JOIN touched t ON t.person_id = l.person_id AND t.month = l.month"
         " AND t.claim_id = m.claim_id WHERE l.provider_id = :provider),"
         " changed AS (SELECT unnest(changed_line_ids) AS line_id FROM posted),"
         " claimed AS (SELECT t.person_id, t.month, l.line_id, l.amount_minor FROM touched t"
         " JOIN billing.capitation_line l ON l.provider_id = :provider AND l.run_id = t.run_id"
         " AND l.contract_id = t.contract_id AND l.person_id = t.person_id),"
         " adjusted AS (SELECT l.person_id, l.month, l.line_id, l.amount_minor"
         " FROM billing.adjusted_line l JOIN touched t ON t.person_id = l.person_id"
         " AND t.month = l.month AND t.contract_id = l.contract_id"
         " WHERE l.provider_id = :provider),"
         " sums AS (SELECT person_id, month, amount_minor AS owed, 0 AS standing FROM claimed"
         " UNION ALL SELECT person_id, month, difference_minor, 0 FROM posted"
         " UNION ALL SELECT person_id, month, 0, amount_minor FROM (SELECT line_id, person_id, "
         "month, amount_minor FROM claimed"
         " UNION ALL SELECT line_id, person_id, month, amount_minor FROM adjusted) s WHERE "
         "s.line_id NOT IN (SELECT line_id FROM "
         "changed))"
         " SELECT count(*)::int FROM (SELECT FROM sums GROUP BY person_id, month"
         " HAVING sum(owed) <> sum(standing)) u",
      use(adjustment.provider_id, "provider"), use(id, "id"), into(uneven);
  return uneven;
}

std::vector<std::string> AdjustmentLineGateway::KeyOf(const AdjustmentLine& line) {
  return {line.claim.month.ToString(), line.difference.placement_id,
          line.adjustment_line_id.text()};
}

std::vector<AdjustmentLine> AdjustmentLineGateway::List(const AdjustmentLineFilter& filter,
                                                        const rpc::Page& page) {
  const std::string id = filter.adjustment_id.text();
  const std::string after = page.after.empty() ? "" : page.after[0];
  const std::string after_placement = page.after.empty() ? "" : page.after[1];
  const std::string after_id = page.after.empty() ? "" : page.after[2];
  const int limit = page.size + 1;
  return ReadAll((work_.sql().prepare
                      << std::string(kSelectLines) +
                             " WHERE l.adjustment_id = :id AND (:reason = '' OR l.reason = :reason)"
                             " AND (l.month, l.placement_id, l.adjustment_line_id)"
                             " > (:after, :after_placement, :after_id)"
                             " ORDER BY l.month, l.placement_id, l.adjustment_line_id LIMIT :limit",
                  use(id, "id"), use(filter.reason, "reason"), use(after, "after"),
                  use(after_placement, "after_placement"), use(after_id, "after_id"),
                  use(limit, "limit")),
                 ReadAdjustmentLine);
}

}  // namespace tirek::billing
