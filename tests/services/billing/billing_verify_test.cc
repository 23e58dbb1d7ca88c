#include "services/billing/billing_verify.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "core/sql/unit_of_work.h"
#include "tests/services/billing/seeded_month.h"

namespace tirek::billing {
namespace {

struct Tampering {
  std::string what;
  std::string statement;
  std::string found;  // what a sentence begins with
};

// October run, with the claim of provider 1 adjudicated and that of provider 2 made.
struct Decided {
  SeededMonth october;
  std::string run_id;
  std::string first_line;
  std::string claim_id;

  Decided() {
    october.AddOctober();
    run_id = october.Run("2026-10").run_id();
    first_line = october.LinesOf(run_id).front().line_id();
    claim_id = october.Adjudicate(october.Claim(1, "2026-10").claim_id()).claim_id();
    october.Claim(2, "2026-10");
  }

  std::vector<Tampering> WithRuns() const {
    const std::string run = "capitation run " + run_id + ": ";
    const std::string line = run + "line " + first_line;
    const std::string of_line = " WHERE line_id = '" + first_line + "'";
    return {
        {"an amount",
         "UPDATE billing.capitation_line SET amount_minor = amount_minor + 1" + of_line,
         line + ", stored and computed again: amount 54337.51 KZT → 54337.50 KZT"},
        {"a quantity", "UPDATE billing.capitation_line SET quantity = 11" + of_line,
         line + ", stored and computed again: quantity 11 → 10"},
        {"a term", "UPDATE billing.capitation_line SET category = 'x'" + of_line,
         line + ", stored and computed again: category x → none"},
        {"a line less", "DELETE FROM billing.capitation_line" + of_line,
         run + "no line for placement " + IdOf("plc", 1) + " from 2026-10-01"},
        {"a line's placement",
         "UPDATE billing.capitation_line SET placement_id = 'plc_x'" + of_line,
         line + " follows from no fact"},
        {"the hash", "UPDATE billing.capitation_run SET result_hash = 'x'",
         run + "its lines do not have the hash that was recorded"},
        {"the run's sums", "UPDATE billing.capitation_run SET payable_minor = 1",
         run + "its lines come to other sums, payable 0.01 KZT is"},
        {"a partition",
         "UPDATE billing.capitation_partition SET lines = 9 WHERE provider_id = '" +
             IdOf("prv", 1) + "'",
         run + "the lines of provider " + IdOf("prv", 1) + " are not what it counted"},
        {"progress", "UPDATE billing.capitation_run SET providers_done = 1",
         run + "counts 1 providers done, and has written 2"},
        {"a fact of the past",
         "UPDATE delivery.attendance SET mark = 'ABSENT', absence_reason = 'UNEXCUSED'"
         " WHERE service_date = '2026-10-10' AND placement_id = '" +
             IdOf("plc", 1) + "'",
         run + "computed again it has another hash"},
    };
  }

  std::vector<Tampering> WithClaims() const {
    const std::string of_line = " WHERE line_id = '" + first_line + "'";
    const std::string of_claim = " WHERE claim_id = '" + claim_id + "'";
    const std::string use = "contract " + IdOf("ctr", 1) + ": ";
    return {
        {"a claimed sum",
         "UPDATE billing.claim_line SET claimed_minor = claimed_minor - 1" + of_line,
         "claim " + claim_id + ": line "},
        {"a claim",
         "UPDATE billing.claim SET claimed_minor = claimed_minor + 1,"
         " approved_minor = approved_minor + 1" +
             of_claim,
         "claim " + claim_id + ": its sums are not those of its decisions"},
        {"a claim's line less", "DELETE FROM billing.claim_line" + of_line,
         "claim " + claim_id + ": does not have exactly the lines of run " + run_id},
        {"a decision less",
         "DELETE FROM billing.line_decision d USING billing.claim_line c WHERE c.claim_line_id ="
         " d.claim_line_id AND c.line_id = '" +
             first_line + "'",
         "claim " + claim_id + ": line "},
        {"the use of a ceiling",
         "UPDATE billing.contract_use SET accepted_minor = 0 WHERE contract_id = '" +
             IdOf("ctr", 1) + "'",
         use + "0 of its ceiling counted as used"},
        {"a ceiling",
         "UPDATE contracts.contract SET ceiling_minor = 1 WHERE contract_id = '" + IdOf("ctr", 1) +
             "'",
         use + "11410876 is approved under a ceiling of 1"},
        {"an entry less", "DELETE FROM settlement.ledger_entry",
         "claim " + claim_id + ": approved and unfunded 11410876, posted 0 in 0 entries"},
        {"an entry of another sum",
         "UPDATE settlement.ledger_entry SET amount_minor = ARRAY(SELECT minor * 2"
         " FROM unnest(amount_minor) WITH ORDINALITY AS x (minor, line) ORDER BY line)",
         "claim " + claim_id + ": approved and unfunded 11410876, posted 22821752 in 1 entries"},
        {"an entry of no claim", "UPDATE settlement.ledger_entry SET source_id = 'clm_x'",
         "entry ent_"},
    };
  }
};

// As superuser, and taken back each time: nothing of it is committed.
void CheckFound(Decided& decided, const std::vector<Tampering>& tamperings) {
  CHECK(decided.october.Verify().empty());
  sql::Database database({decided.october.house.database_url(), "", 1});
  for (const Tampering& tampering : tamperings) {
    CAPTURE(tampering.what);
    sql::UnitOfWork work(database, sql::Scope::Everything());
    work.sql() << "SET LOCAL session_replication_role = replica";
    work.sql() << tampering.statement;
    const std::vector<std::string> differences = VerifyBilling(work);
    CAPTURE(differences.empty() ? std::string("nothing") : differences.front());
    CHECK(std::any_of(differences.begin(), differences.end(), [&](const std::string& text) {
      return text.rfind(tampering.found, 0) == 0;
    }));
  }
  CHECK(decided.october.Verify().empty());
}

TEST_CASE("Verification names what was changed in a run behind the back of the program") {
  Decided decided;
  CheckFound(decided, decided.WithRuns());
}

TEST_CASE("Verification names what was changed in a claim behind the back of the program") {
  Decided decided;
  CheckFound(decided, decided.WithClaims());
}

}  // namespace
}  // namespace tirek::billing
