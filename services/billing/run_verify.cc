#include <map>
#include <set>
#include <tuple>

#include "billing/capitation/compare.h"
#include "billing/capitation/result_hash.h"
#include "core/sql/rows.h"
#include "services/billing/billing_verify.h"
#include "services/billing/line_gateway.h"
#include "services/billing/provider_groups.h"
#include "services/billing/run_gateway.h"

namespace tirek::billing {
namespace {

using capitation::Line;

// One difference of a line: what was compared, what is stored and what was computed again.
std::string Differs(const char* what, const std::string& stored, const std::string& computed) {
  return stored == computed ? "" : std::string(", ") + what + " " + stored + " is " + computed;
}

class RunCheck {
 public:
  RunCheck(sql::UnitOfWork& work, const CapitationRun& run)
      : work_(work), run_(run), name_("capitation run " + run.run_id.text()) {}

  std::vector<std::string> Run() {
    std::set<std::string> providers = RunGateway(work_).ProvidersDone(run_.run_id);
    for (const ProviderGroup& group : ProviderGroups(work_, run_.month)) {
      for (const std::string& provider_id : group.provider_ids) providers.erase(provider_id);
      CheckGroup(group);
    }
    // Nobody is placed with them: no line can be theirs.
    for (const std::string& provider_id : providers) {
      CheckLines(Stored({{provider_id}, 0, false}), {});
    }
    CheckTotals();
    if (stored_hash_.Finish() != run_.result_hash) {
      Add("its lines do not have the hash that was recorded");
    }
    if (computed_all_ && computed_hash_.Finish() != run_.result_hash) {
      Add("computed again it has another hash");
    }
    return std::move(differences_);
  }

 private:
  // A placement has one line, or some parts, that begin on a day.
  using Key = std::tuple<std::string, std::string, CivilDate, int>;
  static Key KeyOf(const Line& line, int part) {
    return {line.provider_id, line.placement_id, line.period.start, part};
  }

  void Add(const std::string& what) { differences_.push_back(name_ + ": " + what); }

  // Its lines as they are stored, counted in.
  std::vector<CapitationLine> Stored(const ProviderGroup& group) {
    std::vector<CapitationLine> stored = LineGateway(work_).OfRun(run_.run_id, group.provider_ids);
    std::vector<Line> lines;
    lines.reserve(stored.size());
    for (const CapitationLine& line : stored) lines.push_back(line.line);
    stored_hash_.Add(lines);
    const auto totals = TotalsOf(lines);
    const auto added = totals ? billing::Add(totals_, *totals) : Result<void>(totals.error());
    if (!added) Add("its lines cannot be summed: " + added.error().reason);
    return stored;
  }

  void CheckGroup(const ProviderGroup& group) {
    const std::vector<CapitationLine> stored = Stored(group);
    const auto computed = ComputeAgain(group);
    if (!computed) {
      computed_all_ = false;
      Add("cannot be computed again: " + computed.error().reason + ", " +
          Describe(computed.error()));
      return;
    }
    computed_hash_.Add(*computed);
    CheckLines(stored, *computed);
  }

  Result<std::vector<Line>> ComputeAgain(const ProviderGroup& group) {
    TIREK_ASSIGN_OR_RETURN(const MonthRows rows,
                           LoadGroup(work_, run_.month, run_.known_at, group));
    return LinesOfGroup(rows, group, ComputeLinesByReference);
  }

  void CheckTotals() {
    const std::string sums =
        Differs("payable", run_.payable.ToString(), totals_.payable.ToString()) +
        Differs("denied", run_.denied.ToString(), totals_.denied.ToString()) +
        Differs("lines", std::to_string(run_.lines), std::to_string(totals_.lines));
    if (!sums.empty()) Add("its lines come to other sums" + sums);
  }

  void CheckLines(const std::vector<CapitationLine>& stored, const std::vector<Line>& computed) {
    std::map<Key, const Line*> expected;
    const std::vector<int> parts = PartsOf(computed);
    for (std::size_t i = 0; i < computed.size(); ++i) {
      expected.emplace(KeyOf(computed[i], parts[i]), &computed[i]);
    }
    for (const CapitationLine& line : stored) {
      const auto same = expected.extract(KeyOf(line.line, line.part));
      if (same.empty()) {
        Add("line " + line.line_id.text() + " follows from no fact");
        continue;
      }
      if (capitation::ResultHash({&line.line, 1}) == capitation::ResultHash({same.mapped(), 1})) {
        continue;
      }
      Add("line " + line.line_id.text() +
          ", stored and computed again: " + capitation::ChangeText({&line.line, same.mapped()}));
    }
    for (const auto& [key, line] : expected) {
      Add("no line for placement " + line->placement_id + " from " + line->period.start.ToString());
    }
  }

  sql::UnitOfWork& work_;
  const CapitationRun& run_;
  std::string name_;
  LineTotals totals_;
  capitation::ResultHasher stored_hash_;
  capitation::ResultHasher computed_hash_;
  bool computed_all_ = true;
  std::vector<std::string> differences_;
};

// Of runs that are under way or failed too: lines and their counting are of one transaction.
std::vector<std::string> VerifyPartitions(sql::UnitOfWork& work) {
  return sql::ReadAll(
      (work.sql().prepare
       << "SELECT format('capitation run %s: the lines of provider %s are not what it counted',"
          " p.run_id, p.provider_id) FROM billing.capitation_partition p"
          " LEFT JOIN (SELECT provider_id, run_id, count(*) AS lines,"
          " sum(amount_minor) AS payable, sum(denied_minor) AS denied"
          " FROM billing.capitation_line GROUP BY provider_id, run_id) l"
          " USING (provider_id, run_id)"
          " WHERE (p.lines, p.payable_minor, p.denied_minor)"
          " IS DISTINCT FROM (l.lines, l.payable, l.denied)"
          " UNION ALL"
          " SELECT format('capitation run %s: counts %s providers done, and has written %s',"
          " r.run_id, r.providers_done, (SELECT count(*) FROM billing.capitation_partition p"
          " WHERE p.run_id = r.run_id)) FROM billing.capitation_run r"
          " WHERE r.providers_done <> (SELECT count(*) FROM billing.capitation_partition p"
          " WHERE p.run_id = r.run_id)"
          " OR r.state = 'COMPLETED' AND r.providers_done <> r.providers_total"
          " ORDER BY 1"),
      [](const soci::row& row) { return row.get<std::string>(0); });
}

void Append(std::vector<std::string>& all, std::vector<std::string> more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

std::vector<std::string> VerifyRuns(sql::UnitOfWork& work) {
  std::vector<std::string> differences = VerifyPartitions(work);
  for (const CapitationRun& run : RunGateway(work).Completed()) {
    Append(differences, RunCheck(work, run).Run());
  }
  return differences;
}

std::vector<std::string> VerifyBilling(sql::UnitOfWork& work) {
  std::vector<std::string> differences = VerifyRuns(work);
  Append(differences, VerifyClaims(work));
  Append(differences, VerifyAdjustments(work));
  return differences;
}

}  // namespace tirek::billing
