#include "services/eligibility/person_gateway.h"

#include "core/sql/columns.h"
#include "core/sql/constraint.h"
#include "core/sql/lookup.h"
#include "core/sql/rows.h"

namespace tirek::eligibility {
namespace {

using soci::use;

constexpr sql::ConstraintMeaning kMeanings[] = {
    {"person_reference_uq", ErrorKind::kAlreadyExists, "PERSON_EXISTS",
     "A person with this reference is registered."},
    {"person_iin_uq", ErrorKind::kAlreadyExists, "PERSON_EXISTS",
     "A person with this ИИН is registered."},
};

const std::string kColumns =
    "SELECT person_id, reference, coalesce(iin, ''), full_name, birth_date::text, sex,"
    " coalesce(kato, ''), " +
    sql::MicrosOf("create_time") + " FROM eligibility.person";

// Judged on its way in, when it was not in the future.
Iin StoredIin(const std::string& text) {
  if (text.empty()) return {};
  auto iin = Iin::Parse(text, kFarFuture);
  TIREK_ASSERT(iin.has_value());
  return std::move(iin).value();
}

Kato StoredKato(const std::string& text) {
  if (text.empty()) return {};
  auto kato = Kato::Parse(text);
  TIREK_ASSERT(kato.has_value());
  return std::move(kato).value();
}

Person ReadPerson(const soci::row& row) {
  return {PersonId::Trusted(row.get<std::string>(0)),
          {row.get<std::string>(1), StoredIin(row.get<std::string>(2)), row.get<std::string>(3),
           sql::DateOf(row.get<std::string>(4)), row.get<std::string>(5),
           StoredKato(row.get<std::string>(6))},
          {row.get<long long>(7)}};
}

std::optional<std::string> NullIfEmpty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace

Result<void> PersonGateway::Insert(const std::vector<Person>& persons) {
  sql::Columns columns(8);
  for (const Person& p : persons) {
    columns.Add({p.person_id.text(), p.details.reference, NullIfEmpty(p.details.iin.text()),
                 p.details.full_name, p.details.birth_date.ToString(), p.details.sex,
                 NullIfEmpty(p.details.kato.text()), std::to_string(p.create_time.micros)});
  }
  return sql::Constrained(kMeanings, [&] {
    columns.Execute(work_,
                    "INSERT INTO eligibility.person (person_id, reference, iin, full_name,"
                    " birth_date, sex, kato, create_time)"
                    " SELECT c0, c1, c2, c3, c4::date, c5, c6, " +
                        sql::TimestampOf("c7") +
                        " FROM unnest(:c0::text[], :c1::text[], :c2::text[], :c3::text[],"
                        " :c4::text[], :c5::text[], :c6::text[], :c7::text[])"
                        " AS x (c0, c1, c2, c3, c4, c5, c6, c7)");
  });
}

std::vector<Person> PersonGateway::List(const PersonFilter& filter, const rpc::Page& page) {
  const std::string after = page.AfterKey();
  const int limit = page.size + 1;
  return sql::ReadAll(
      (work_.sql().prepare << kColumns + " WHERE (:reference = '' OR reference = :reference)"
                                         " AND (:iin = '' OR iin = :iin)"
                                         " AND reference > :after ORDER BY reference LIMIT :limit",
       use(filter.reference, "reference"), use(filter.iin, "iin"), use(after, "after"),
       use(limit, "limit")),
      ReadPerson);
}

std::optional<Person> PersonGateway::Find(const PersonId& id) {
  const std::string text = id.text();
  return sql::First(sql::ReadAll(
      (work_.sql().prepare << kColumns + " WHERE person_id = :id", use(text, "id")), ReadPerson));
}

std::map<std::string, std::string> PersonGateway::ResolvePlaced(
    const std::vector<std::string>& keys) {
  return sql::Lookup(
      work_,
      "WITH found AS MATERIALIZED (SELECT key, person_id FROM unnest(:keys::text[]) AS x (key)"
      " JOIN eligibility.person ON iin = key UNION ALL"
      " SELECT key, person_id FROM unnest(:keys::text[]) AS x (key)"
      " JOIN eligibility.person ON reference = key)"
      " SELECT key, person_id FROM found f WHERE EXISTS (SELECT"
      " FROM placements.published_placement_version v WHERE v.person_id = f.person_id)",
      keys);
}

std::map<std::string, std::string> PersonGateway::Resolve(const std::vector<std::string>& keys) {
  return sql::Lookup(work_,
                     "WITH asked AS (SELECT key FROM unnest(:keys::text[]) AS x (key))"
                     " SELECT key, person_id FROM asked JOIN eligibility.person ON iin = key"
                     " UNION ALL"
                     " SELECT key, person_id FROM asked JOIN eligibility.person ON reference = key",
                     keys);
}

}  // namespace tirek::eligibility
