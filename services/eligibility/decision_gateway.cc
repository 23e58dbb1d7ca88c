#include "services/eligibility/decision_gateway.h"

#include "core/sql/array.h"
#include "core/sql/columns.h"
#include "core/sql/constraint.h"
#include "core/sql/lookup.h"
#include "core/sql/rows.h"

namespace tirek::eligibility {
namespace {

using soci::use;

constexpr sql::ConstraintMeaning kMeanings[] = {
    {"decision_number_uq", ErrorKind::kAlreadyExists, "DECISION_EXISTS",
     "A decision with this number is recorded."},
    {"decision_person_id_fk", ErrorKind::kNotFound, "PERSON_NOT_FOUND", "There is no such person."},
};

const std::string kColumns =
    "SELECT decision_id, number, person_id, service, ground, category, start_date::text,"
    " end_date::text, " +
    sql::MicrosOf("create_time") + " FROM eligibility.decision";

Decision ReadDecision(const soci::row& row) {
  return {DecisionId::Trusted(row.get<std::string>(0)),
          {row.get<std::string>(1),
           PersonId::Trusted(row.get<std::string>(2)),
           row.get<std::string>(3),
           row.get<int>(4),
           row.get<std::string>(5),
           {sql::DateOf(row.get<std::string>(6)), sql::DateOf(row.get<std::string>(7))}},
          {row.get<long long>(8)}};
}

}  // namespace

Result<void> DecisionGateway::Insert(const std::vector<Decision>& decisions) {
  sql::Columns columns(9);
  for (const Decision& d : decisions) {
    columns.Add({d.decision_id.text(), d.details.number, d.details.person_id.text(),
                 d.details.service, std::to_string(d.details.ground), d.details.category,
                 d.details.period.start.ToString(), d.details.period.end.ToString(),
                 std::to_string(d.create_time.micros)});
  }
  return sql::Constrained(kMeanings, [&] {
    columns.Execute(work_,
                    "INSERT INTO eligibility.decision (decision_id, number, person_id, service,"
                    " ground, category, start_date, end_date, create_time)"
                    " SELECT c0, c1, c2, c3, c4::integer, c5, c6::date, c7::date, " +
                        sql::TimestampOf("c8") +
                        " FROM unnest(:c0::text[], :c1::text[], :c2::text[], :c3::text[],"
                        " :c4::text[], :c5::text[], :c6::text[], :c7::text[], :c8::text[])"
                        " AS x (c0, c1, c2, c3, c4, c5, c6, c7, c8)");
  });
}

std::vector<Decision> DecisionGateway::List(const DecisionFilter& filter, const rpc::Page& page) {
  const std::string after = page.AfterKey();
  const int limit = page.size + 1;
  return sql::ReadAll(
      (work_.sql().prepare << kColumns + " WHERE (:number = '' OR number = :number)"
                                         " AND (:person = '' OR person_id = :person)"
                                         " AND (:service = '' OR service = :service)"
                                         " AND number > :after ORDER BY number LIMIT :limit",
       use(filter.number, "number"), use(filter.person_id, "person"),
       use(filter.service, "service"), use(after, "after"), use(limit, "limit")),
      ReadDecision);
}

std::optional<Decision> DecisionGateway::Find(const DecisionId& id) {
  const std::string text = id.text();
  return sql::First(
      sql::ReadAll((work_.sql().prepare << kColumns + " WHERE decision_id = :id", use(text, "id")),
                   ReadDecision));
}

std::map<std::string, std::string> DecisionGateway::IdsByNumber(
    const std::vector<std::string>& numbers) {
  return sql::Lookup(
      work_,
      "SELECT number, decision_id FROM eligibility.decision WHERE number = ANY(:keys::text[])",
      numbers);
}

DecisionsOfPersons DecisionGateway::Of(const std::vector<std::string>& person_ids,
                                       const std::vector<std::string>& services) {
  const std::string ids = sql::ArrayLiteral(person_ids);
  const std::string wanted = sql::ArrayLiteral(services);
  soci::rowset<soci::row> rows =
      (work_.sql().prepare
           << "SELECT p.person_id, coalesce(d.service, ''), coalesce(d.decision_id, ''),"
              " coalesce(d.category, ''), coalesce(d.start_date::text, ''),"
              " coalesce(d.end_date::text, '')"
              " FROM unnest(:ids::text[]) AS asked (person_id)"
              " JOIN eligibility.person p ON p.person_id = asked.person_id"
              " LEFT JOIN eligibility.decision d ON d.person_id = p.person_id"
              " AND d.service = ANY(:services::text[])",
       use(ids, "ids"), use(wanted, "services"));
  DecisionsOfPersons decisions;
  for (const soci::row& row : rows) {
    auto& person = decisions[row.get<std::string>(0)];
    const std::string service = row.get<std::string>(1);
    if (service.empty()) continue;
    person[service].terms.push_back(
        {row.get<std::string>(2),
         {sql::DateOf(row.get<std::string>(4)), sql::DateOf(row.get<std::string>(5))}});
    person[service].categories.push_back(row.get<std::string>(3));
  }
  return decisions;
}

}  // namespace tirek::eligibility
