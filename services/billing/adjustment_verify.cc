#include <map>
#include <tuple>
#include <utility>

#include "core/sql/columns.h"
#include "core/sql/rows.h"
#include "services/billing/billing_verify.h"
#include "services/billing/provider_groups.h"

namespace tirek::billing {
namespace {

using soci::use;
using sql::ReadAll;

// Each selects one sentence a difference. Sums are in minor units.
constexpr const char* kChecks[] = {
    "SELECT format('adjustment %s: says %s, its months %s', a.adjustment_id, a.difference_minor,"
    " coalesce(sum(m.difference_minor), 0)) FROM billing.adjustment a"
    " LEFT JOIN billing.adjustment_month m USING (provider_id, adjustment_id)"
    " GROUP BY a.provider_id, a.adjustment_id HAVING (a.difference_minor, a.unfunded_minor,"
    " a.payable_minor - a.receivable_minor) IS DISTINCT FROM (sum(m.difference_minor),"
    " sum(m.unfunded_minor), sum(m.payable_minor - m.receivable_minor)) ORDER BY 1",

    "SELECT format('adjustment %s: month %s says %s in %s lines, its lines %s in %s',"
    " m.adjustment_id, m.month, m.difference_minor, m.lines, coalesce(sum(l.difference_minor), 0),"
    " count(l.adjustment_line_id)) FROM billing.adjustment_month m"
    " LEFT JOIN billing.adjustment_line l USING (provider_id, adjustment_id, month)"
    " GROUP BY m.provider_id, m.adjustment_id, m.month"
    " HAVING m.difference_minor <> coalesce(sum(l.difference_minor), 0)"
    " OR m.lines <> count(l.adjustment_line_id) ORDER BY 1",

    "SELECT format('adjustment %s: line %s bills %s instead, its lines come to %s',"
    " l.adjustment_id, l.adjustment_line_id, l.new_minor, coalesce(sum(n.amount_minor), 0))"
    " FROM billing.adjustment_line l"
    " LEFT JOIN billing.adjusted_line n USING (provider_id, adjustment_line_id)"
    " GROUP BY l.provider_id, l.adjustment_line_id"
    " HAVING l.new_minor <> coalesce(sum(n.amount_minor), 0) ORDER BY 1",

    // What is recovered is what is owed back.
    "SELECT format('adjustment %s: %s is owed back, the plan recovers %s', a.adjustment_id,"
    " a.receivable_minor, coalesce(sum(p.amount_minor), 0)) FROM billing.adjustment a"
    " LEFT JOIN billing.recovery_part p USING (provider_id, adjustment_id)"
    " GROUP BY a.provider_id, a.adjustment_id"
    " HAVING a.receivable_minor <> coalesce(sum(p.amount_minor), 0) ORDER BY 1",

    "SELECT format('adjustment %s: settles %s, posted %s in %s entries', a.adjustment_id, "
    "a.settled,"
    " e.posted, e.entries) FROM (SELECT provider_id, adjustment_id, payable_minor + "
    "receivable_minor"
    " + abs(unfunded_minor) AS settled FROM billing.adjustment) a CROSS JOIN LATERAL (SELECT "
    "count(*) AS entries,"
    " coalesce(sum(p.amount_minor), 0) AS posted FROM settlement.published_entry p"
    " WHERE p.ledger_id = a.provider_id AND p.source_type = 'ADJUSTMENT'"
    " AND p.source_id = a.adjustment_id) e"
    " WHERE e.posted <> a.settled OR e.entries <> (a.settled > 0)::int ORDER BY 1",

    "SELECT format('entry %s: there is no adjustment %s of provider %s', p.entry_id, p.source_id,"
    " p.ledger_id) FROM settlement.published_entry p WHERE p.source_type = 'ADJUSTMENT'"
    " AND NOT EXISTS (SELECT FROM billing.adjustment a WHERE a.provider_id = p.ledger_id"
    " AND a.adjustment_id = p.source_id) ORDER BY 1",
};

// A month as it was billed when an adjustment had been posted.
struct AdjustedMonth {
  std::string adjustment_id;
  std::string provider_id;
  std::string contract_id;
  std::string claim_id;
  Month month;
  Instant known_at;
};

using Sums = std::map<std::string, long long>;  // minor units, by person; none is zero

std::vector<AdjustedMonth> AdjustedMonths(sql::UnitOfWork& work) {
  return ReadAll((work.sql().prepare
                  << "SELECT a.adjustment_id, a.provider_id, a.contract_id, m.claim_id, m.month, " +
                         sql::MicrosOf("a.known_at") +
                         " FROM billing.adjustment_month m"
                         " JOIN billing.adjustment a USING (provider_id, adjustment_id)"
                         " ORDER BY m.month, a.known_at, a.provider_id, a.contract_id"),
                 [](const soci::row& row) {
                   return AdjustedMonth{row.get<std::string>(0),
                                        row.get<std::string>(1),
                                        row.get<std::string>(2),
                                        row.get<std::string>(3),
                                        *Month::Parse(row.get<std::string>(4)),
                                        {row.get<long long>(5)}};
                 });
}

// What was claimed, and all differences until this adjustment.
Sums BilledSums(sql::UnitOfWork& work, const AdjustedMonth& adjusted) {
  const long long known_at = adjusted.known_at.micros;
  const auto rows = ReadAll(
      (work.sql().prepare
           << "SELECT person_id, sum(amount)::bigint FROM (SELECT l.person_id,"
              " l.amount_minor AS amount FROM billing.claim_line c"
              " JOIN billing.capitation_line l USING (provider_id, line_id)"
              " WHERE c.provider_id = :provider AND c.claim_id = :claim UNION ALL"
              " SELECT l.person_id, l.difference_minor FROM billing.adjustment_line l"
              " JOIN billing.adjustment_month m USING (provider_id, adjustment_id, month)"
              " JOIN billing.adjustment a USING (provider_id, adjustment_id)"
              " WHERE m.provider_id = :provider AND m.claim_id = :claim AND a.known_at <= " +
                  sql::TimestampOf(":known_at") + ") s GROUP BY person_id HAVING sum(amount) <> 0",
       use(adjusted.provider_id, "provider"), use(adjusted.claim_id, "claim"),
       use(known_at, "known_at")),
      [](const soci::row& row) {
        return std::pair(row.get<std::string>(0), row.get<long long>(1));
      });
  return {rows.begin(), rows.end()};
}

using SumsByContract = std::map<std::pair<std::string, std::string>, Sums>;

Result<SumsByContract> ComputedSums(sql::UnitOfWork& work, const AdjustedMonth& adjusted) {
  SumsByContract sums;
  TIREK_RETURN_IF_ERROR(ForEachGroup(
      work, adjusted.month, adjusted.known_at,
      [&sums](const MonthRows&, const std::vector<capitation::Line>& lines) -> Result<void> {
        for (const capitation::Line& line : lines) {
          if (line.amount.is_zero()) continue;
          sums[{line.provider_id, line.contract_id}][line.person_id] += line.amount.minor();
        }
        return {};
      }));
  return sums;
}

class MonthsCheck {
 public:
  explicit MonthsCheck(sql::UnitOfWork& work) : work_(work) {}

  std::vector<std::string> Run() {
    for (const AdjustedMonth& adjusted : AdjustedMonths(work_)) Check(adjusted);
    return std::move(differences_);
  }

 private:
  // Adjustments of one request know the same facts of a month: it is computed once.
  void Check(const AdjustedMonth& adjusted) {
    const std::pair<Month, long long> computed_for(adjusted.month, adjusted.known_at.micros);
    if (computed_for_ != computed_for) {
      computed_ = ComputedSums(work_, adjusted);
      computed_for_ = computed_for;
    }
    const std::string name =
        "adjustment " + adjusted.adjustment_id + ": month " + adjusted.month.ToString();
    if (!computed_) {
      differences_.push_back(name + " cannot be computed again: " + computed_.error().reason);
      return;
    }
    const auto found = computed_->find({adjusted.provider_id, adjusted.contract_id});
    Compare(name, BilledSums(work_, adjusted), found == computed_->end() ? Sums() : found->second);
  }

  void Compare(const std::string& name, Sums billed, const Sums& computed) {
    for (const auto& [person_id, sum] : computed) {
      const auto same = billed.extract(person_id);
      Require(name, person_id, same.empty() ? 0 : same.mapped(), sum);
    }
    for (const auto& [person_id, sum] : billed) Require(name, person_id, sum, 0);
  }

  void Require(const std::string& name, const std::string& person_id, long long billed,
               long long computed) {
    if (billed == computed) return;
    differences_.push_back(name + " of " + person_id + " is billed as " + std::to_string(billed) +
                           ", the facts known then come to " + std::to_string(computed));
  }

  sql::UnitOfWork& work_;
  std::optional<std::pair<Month, long long>> computed_for_;
  Result<SumsByContract> computed_ = SumsByContract();
  std::vector<std::string> differences_;
};

}  // namespace

std::vector<std::string> VerifyAdjustments(sql::UnitOfWork& work) {
  std::vector<std::string> differences;
  for (const char* check : kChecks) {
    for (auto& difference : ReadAll((work.sql().prepare << check),
                                    [](const soci::row& row) { return row.get<std::string>(0); })) {
      differences.push_back(std::move(difference));
    }
  }
  for (auto& difference : MonthsCheck(work).Run()) differences.push_back(std::move(difference));
  return differences;
}

}  // namespace tirek::billing
