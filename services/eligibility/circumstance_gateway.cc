#include "services/eligibility/circumstance_gateway.h"

#include "core/base/assert.h"
#include "core/sql/array.h"
#include "core/sql/columns.h"
#include "core/sql/constraint.h"
#include "core/sql/rows.h"

namespace tirek::eligibility {
namespace {

using soci::use;

constexpr sql::ConstraintMeaning kMeanings[] = {
    {"circumstance_person_id_fk", ErrorKind::kNotFound, "PERSON_NOT_FOUND",
     "There is no such person."},
};

// A grade is whole; sums of money keep their two decimals.
const std::string kColumns =
    "SELECT circumstance_id, person_id, kind, CASE kind WHEN 'SEVERITY' THEN trunc(value)"
    " ELSE value END::text, start_date::text, end_date::text, " +
    sql::MicrosOf("create_time") + " FROM eligibility.circumstance";

Decimal StoredDecimal(const std::string& text) {
  const auto value = Decimal::Parse(text);
  TIREK_ASSERT(value.has_value());
  return *value;
}

Circumstance ReadCircumstance(const soci::row& row) {
  return {CircumstanceId::Trusted(row.get<std::string>(0)),
          {PersonId::Trusted(row.get<std::string>(1)),
           row.get<std::string>(2),
           StoredDecimal(row.get<std::string>(3)),
           {sql::DateOf(row.get<std::string>(4)), sql::DateOf(row.get<std::string>(5))}},
          {row.get<long long>(6)}};
}

}  // namespace

Result<void> CircumstanceGateway::Insert(const std::vector<Circumstance>& circumstances) {
  sql::Columns columns(7);
  for (const Circumstance& c : circumstances) {
    columns.Add({c.circumstance_id.text(), c.details.person_id.text(), c.details.kind,
                 c.details.value.ToString(), c.details.period.start.ToString(),
                 c.details.period.end.ToString(), std::to_string(c.create_time.micros)});
  }
  return sql::Constrained(kMeanings, [&] {
    columns.Execute(work_,
                    "INSERT INTO eligibility.circumstance (circumstance_id, person_id, kind,"
                    " value, start_date, end_date, create_time)"
                    " SELECT c0, c1, c2, c3::numeric, c4::date, c5::date, " +
                        sql::TimestampOf("c6") +
                        " FROM unnest(:c0::text[], :c1::text[], :c2::text[], :c3::text[],"
                        " :c4::text[], :c5::text[], :c6::text[])"
                        " AS x (c0, c1, c2, c3, c4, c5, c6)");
  });
}

std::vector<Circumstance> CircumstanceGateway::List(const CircumstanceFilter& filter,
                                                    const rpc::Page& page) {
  const std::string after = page.AfterKey();
  const int limit = page.size + 1;
  return sql::ReadAll(
      (work_.sql().prepare << kColumns + " WHERE (:person = '' OR person_id = :person)"
                                         " AND (:kind = '' OR kind = :kind)"
                                         " AND circumstance_id > :after"
                                         " ORDER BY circumstance_id LIMIT :limit",
       use(filter.person_id, "person"), use(filter.kind, "kind"), use(after, "after"),
       use(limit, "limit")),
      ReadCircumstance);
}

std::vector<Circumstance> CircumstanceGateway::Of(const std::vector<std::string>& person_ids) {
  const std::string ids = sql::ArrayLiteral(person_ids);
  return sql::ReadAll((work_.sql().prepare << kColumns + " WHERE person_id = ANY(:ids::text[])"
                                                         " ORDER BY create_time, circumstance_id",
                       use(ids, "ids")),
                      ReadCircumstance);
}

}  // namespace tirek::eligibility
