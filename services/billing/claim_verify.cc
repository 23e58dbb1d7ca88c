#include "core/sql/rows.h"
#include "services/billing/billing_verify.h"

namespace tirek::billing {
namespace {

// Each selects one sentence a difference. Sums are in minor units.
constexpr const char* kChecks[] = {
    // A claim line claims what its capitation line came to.
    "SELECT format('claim %s: line %s claims %s, the capitation line %s came to %s', c.claim_id,"
    " c.claim_line_id, c.claimed_minor, c.line_id, l.amount_minor + l.denied_minor)"
    " FROM billing.claim_line c JOIN billing.capitation_line l USING (provider_id, line_id)"
    " WHERE c.claimed_minor <> l.amount_minor + l.denied_minor ORDER BY 1",

    // A claim has every line of its run under its contract, and no other.
    "SELECT format('claim %s: does not have exactly the lines of run %s under contract %s',"
    " c.claim_id, c.run_id, c.contract_id) FROM billing.claim c WHERE EXISTS ("
    " (SELECT line_id FROM billing.capitation_line l WHERE l.provider_id = c.provider_id"
    " AND l.run_id = c.run_id AND l.contract_id = c.contract_id"
    " EXCEPT SELECT line_id FROM billing.claim_line x WHERE x.provider_id = c.provider_id"
    " AND x.claim_id = c.claim_id) UNION ALL"
    " (SELECT line_id FROM billing.claim_line x WHERE x.provider_id = c.provider_id"
    " AND x.claim_id = c.claim_id EXCEPT SELECT line_id FROM billing.capitation_line l"
    " WHERE l.provider_id = c.provider_id AND l.run_id = c.run_id"
    " AND l.contract_id = c.contract_id)) ORDER BY 1",

    "SELECT format('claim %s: claims %s, its lines %s', c.claim_id, c.claimed_minor,"
    " (SELECT coalesce(sum(claimed_minor), 0) FROM billing.claim_line x"
    " WHERE x.provider_id = c.provider_id AND x.claim_id = c.claim_id))"
    " FROM billing.claim c WHERE c.claimed_minor <>"
    " (SELECT coalesce(sum(claimed_minor), 0) FROM billing.claim_line x"
    " WHERE x.provider_id = c.provider_id AND x.claim_id = c.claim_id) ORDER BY 1",

    // A line is decided when its claim is, and nothing of what it claims is made or lost.
    "SELECT format('claim %s: line %s claims %s and is decided as approved %s, unfunded %s,"
    " denied %s', c.claim_id, x.claim_line_id, x.claimed_minor,"
    " coalesce(d.approved_minor::text, 'nothing'), coalesce(d.unfunded_minor::text, 'nothing'),"
    " coalesce(d.denied_minor::text, 'nothing'))"
    " FROM billing.claim c JOIN billing.claim_line x USING (provider_id, claim_id)"
    " LEFT JOIN billing.line_decision d USING (provider_id, claim_line_id)"
    " WHERE (c.state = 'ADJUDICATED') <> (d.claim_line_id IS NOT NULL)"
    " OR x.claimed_minor <> d.approved_minor + d.unfunded_minor + d.denied_minor ORDER BY 1",

    "SELECT format('claim %s: its sums are not those of its decisions', c.claim_id)"
    " FROM billing.claim c LEFT JOIN (SELECT x.provider_id, x.claim_id,"
    " sum(d.approved_minor) AS approved, sum(d.unfunded_minor) AS unfunded,"
    " sum(d.denied_minor) AS denied FROM billing.claim_line x"
    " JOIN billing.line_decision d USING (provider_id, claim_line_id)"
    " GROUP BY x.provider_id, x.claim_id) s USING (provider_id, claim_id)"
    " WHERE c.approved_minor <> coalesce(s.approved, 0)"
    " OR c.unfunded_minor <> coalesce(s.unfunded, 0) OR c.denied_minor <> coalesce(s.denied, 0)"
    " ORDER BY 1",

    "SELECT format('contract %s: %s of its ceiling counted as used, its claims and adjustments came"
    " to %s', u.contract_id, u.accepted_minor, coalesce(s.approved, 0)) FROM billing.contract_use u"
    " LEFT JOIN (SELECT provider_id, contract_id, sum(accepted) AS approved FROM"
    " (SELECT provider_id, contract_id, approved_minor AS accepted FROM billing.claim UNION ALL"
    " SELECT provider_id, contract_id, payable_minor - receivable_minor FROM billing.adjustment) a"
    " GROUP BY provider_id, contract_id) s USING (provider_id, contract_id)"
    " WHERE u.accepted_minor <> coalesce(s.approved, 0) ORDER BY 1",

    // An amendment may put the ceiling below what was accepted before it.
    "SELECT format('contract %s: %s is approved under a ceiling of %s', u.contract_id,"
    " u.accepted_minor, c.highest) FROM billing.contract_use u"
    " JOIN (SELECT contract_id, max(ceiling_minor) AS highest"
    " FROM contracts.published_contract_version GROUP BY contract_id) c USING (contract_id)"
    " WHERE u.accepted_minor > c.highest ORDER BY 1",

    // What the ceiling cuts is told day by day.
    "SELECT format('claim %s: %s is unfunded, its cut days come to %s', c.claim_id,"
    " c.unfunded_minor, coalesce(s.unfunded, 0)) FROM billing.claim c"
    " LEFT JOIN (SELECT provider_id, claim_id, sum(unfunded_minor) AS unfunded"
    " FROM billing.cut_day GROUP BY provider_id, claim_id) s USING (provider_id, claim_id)"
    " WHERE c.unfunded_minor <> coalesce(s.unfunded, 0) ORDER BY 1",

    // What was approved or left unfunded is posted once; a claim that came to neither has no entry.
    "SELECT format('claim %s: approved and unfunded %s, posted %s in %s entries', c.claim_id,"
    " c.approved_minor + c.unfunded_minor, e.posted, e.entries) FROM billing.claim c"
    " CROSS JOIN LATERAL (SELECT count(*) AS entries, coalesce(sum(p.amount_minor), 0) AS posted"
    " FROM settlement.published_entry p WHERE p.ledger_id = c.provider_id"
    " AND p.source_type = 'CLAIM' AND p.source_id = c.claim_id) e"
    " WHERE e.posted <> c.approved_minor + c.unfunded_minor"
    " OR e.entries <> (c.approved_minor + c.unfunded_minor > 0)::int ORDER BY 1",

    "SELECT format('entry %s: there is no adjudicated claim %s of provider %s', p.entry_id,"
    " p.source_id, p.ledger_id) FROM settlement.published_entry p WHERE p.source_type = 'CLAIM'"
    " AND NOT EXISTS (SELECT FROM billing.claim c WHERE c.provider_id = p.ledger_id"
    " AND c.claim_id = p.source_id AND c.state = 'ADJUDICATED') ORDER BY 1",
};

}  // namespace

std::vector<std::string> VerifyClaims(sql::UnitOfWork& work) {
  std::vector<std::string> differences;
  for (const char* check : kChecks) {
    for (auto& difference : sql::ReadAll((work.sql().prepare << check), [](const soci::row& row) {
           return row.get<std::string>(0);
         })) {
      differences.push_back(std::move(difference));
    }
  }
  return differences;
}

}  // namespace tirek::billing
