// The second fence: what PostgreSQL itself shows to a service that acts for one provider.
#include <set>

#include <doctest/doctest.h>

#include "tests/services/walk/pilot.h"
#include "tests/services/walk/relations.h"

namespace tirek::test {
namespace {

using soci::into;
using soci::use;

// A transaction in a service's role and a provider's scope, as UnitOfWork makes it; rolled back.
class InRole {
 public:
  InRole(soci::session& sql, const std::string& service, const std::string& scope) : sql_(sql) {
    sql_ << "BEGIN";
    sql_ << "SET LOCAL ROLE tirek_" + service;
    if (!scope.empty()) {
      sql_ << "SELECT set_config('tirek.provider_scope', :scope, true)", use(scope);
    }
  }
  ~InRole() { sql_ << "ROLLBACK"; }
  InRole(const InRole&) = delete;
  InRole& operator=(const InRole&) = delete;

  long long Count(const Relation& relation, const std::string& where) {
    long long rows = 0;
    sql_ << "SELECT count(*) FROM " + relation.full_name() + " AS t WHERE " + where, into(rows);
    return rows;
  }

 private:
  soci::session& sql_;
};

std::vector<Relation> ReadableBy(soci::session& sql, const std::string& service) {
  std::vector<Relation> readable;
  for (const Relation& relation : AllRelations(sql)) {
    int allowed = 0;
    sql << "SELECT has_schema_privilege('tirek_" + service + "', '" + relation.schema +
               "', 'USAGE')::int * has_table_privilege('tirek_" + service + "', '" +
               relation.full_name() + "', 'SELECT')::int",
        into(allowed);
    if (allowed == 1) readable.push_back(relation);
  }
  return readable;
}

// As superuser; views ask for the scope all the same, because they read in their owner's name.
long long CountAll(soci::session& sql, const Relation& relation, const std::string& where) {
  long long rows = 0;
  sql << "BEGIN";
  sql << "SET LOCAL tirek.provider_scope = '*'";
  sql << "SELECT count(*) FROM " + relation.full_name() + " AS t WHERE " + where, into(rows);
  sql << "ROLLBACK";
  return rows;
}

// The caller's provider is learnt from it before there is a scope; its service is closed to
// providers altogether.
bool IsLogin(const Relation& relation) { return relation.full_name() == "access.principal"; }

// Outcomes by request id, and the audit chain: no service reads them for a provider.
bool IsBookkeeping(const Relation& relation) {
  return relation.name == "request" || relation.name.ends_with("audit_event") ||
         relation.schema == "access";
}

TEST_CASE(
    "every table whose rows belong to a provider has row-level security, forced, and scoped") {
  soci::session& sql = Pilot::Get().house().sql();
  int tables = 0;
  for (const Relation& relation : RelationsWithOwner(sql)) {
    if (relation.is_view || IsLogin(relation)) continue;
    ++tables;
    CAPTURE(relation.full_name());
    int enabled = 0;
    int policies = 0;
    sql << "SELECT (relrowsecurity AND relforcerowsecurity)::int FROM pg_catalog.pg_class"
           " WHERE oid = '" +
               relation.full_name() + "'::regclass",
        into(enabled);
    // For every command, with the same rule for what is written as for what is read. Rows of a
    // ledger's number ask for the ledger that is in scope, once a statement.
    const std::string rule = relation.owner_column == "ledger_number"
                                 ? "%ledger_number =%tirek.provider_scope%"
                                 : "%sees_provider(%";
    sql << "SELECT count(*) FROM pg_catalog.pg_policies WHERE cmd = 'ALL'"
           " AND permissive = 'PERMISSIVE' AND qual = with_check AND qual LIKE '" +
               rule + "' AND schemaname || '.' || tablename = '" + relation.full_name() + "'",
        into(policies);
    CHECK(enabled == 1);
    CHECK(policies == 1);
  }
  CHECK(tables > 10);
}

TEST_CASE("a service that acts for a provider reads no row of another, in any table or view") {
  Pilot& pilot = Pilot::Get();
  soci::session& sql = pilot.house().sql();
  for (const std::string& service : ServiceSchemas(sql)) {
    for (const Relation& relation : ReadableBy(sql, service)) {
      if (relation.owner_column.empty() || IsLogin(relation)) continue;
      CAPTURE(service);
      CAPTURE(relation.full_name());
      const std::string not_ours =
          relation.owner() + " IS DISTINCT FROM '" + pilot.sides()[0].provider_id() + "'";
      CHECK(InRole(sql, service, pilot.sides()[0].provider_id()).Count(relation, not_ours) == 0);
      CHECK(InRole(sql, service, "").Count(relation, "true") == 0);
      CHECK(InRole(sql, service, "prv_").Count(relation, "true") == 0);
      // And with every provider in scope it reads them all, so that the above is no accident.
      CHECK(InRole(sql, service, "*").Count(relation, not_ours) ==
            CountAll(sql, relation, not_ours));
    }
  }
}

TEST_CASE("no table that is open to every provider holds another provider's id") {
  Pilot& pilot = Pilot::Get();
  soci::session& sql = pilot.house().sql();
  const std::string names_other = "t::text LIKE '%" + pilot.sides()[1].provider_id() + "%'";
  for (const std::string& service : ServiceSchemas(sql)) {
    for (const Relation& relation : ReadableBy(sql, service)) {
      if (IsBookkeeping(relation)) continue;
      CAPTURE(service);
      CAPTURE(relation.full_name());
      CHECK(InRole(sql, service, pilot.sides()[0].provider_id()).Count(relation, names_other) == 0);
    }
  }
}

TEST_CASE(
    "every table whose rows belong to a provider holds some of another, or the walk is blind") {
  Pilot& pilot = Pilot::Get();
  soci::session& sql = pilot.house().sql();
  for (const Relation& relation : RelationsWithOwner(sql)) {
    // Nothing of the pilot is unclaimed or amended: these are rightly empty.
    if (IsLogin(relation) || relation.name == "published_unclaimed" ||
        relation.name == "contract_amendment") {
      continue;
    }
    CAPTURE(relation.full_name());
    const std::string not_ours =
        relation.owner() + " IS DISTINCT FROM '" + pilot.sides()[0].provider_id() + "'";
    CHECK(CountAll(sql, relation, not_ours) > 0);
  }
}

TEST_CASE("services own nothing, may not log in, and are bound by row-level security") {
  soci::session& sql = Pilot::Get().house().sql();
  int wrong = 0;
  sql << "SELECT count(*) FROM pg_catalog.pg_roles WHERE rolname LIKE 'tirek\\_%'"
         " AND (rolsuper OR rolbypassrls OR rolcanlogin OR rolcreaterole OR rolcreatedb)",
      into(wrong);
  CHECK(wrong == 0);
  sql << "SELECT count(*) FROM pg_catalog.pg_class c"
         " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
         " JOIN pg_catalog.pg_roles r ON r.oid = c.relowner"
         " WHERE n.nspname IN (SELECT substr(rolname, 7) FROM pg_catalog.pg_roles"
         " WHERE rolname LIKE 'tirek\\_%') AND r.rolname <> 'tirek_owner'",
      into(wrong);
  CHECK(wrong == 0);
}

// Money is posted in the transaction of its document: billing's one door into another schema.
bool IsPosting(const std::string& grantee, const std::string& table) {
  static const std::set<std::string> tables = {"settlement.ledger", "settlement.ledger_entry",
                                               "settlement.ledger_month",
                                               "settlement.month_turnover"};
  return grantee == "tirek_billing" && tables.contains(table);
}

TEST_CASE("a service reads of others only what they publish, and writes nothing of theirs") {
  soci::session& sql = Pilot::Get().house().sql();
  soci::rowset<soci::row> rows =
      (sql.prepare << "SELECT DISTINCT grantee::text, table_schema || '.' || table_name,"
                      " privilege_type::text, (table_name LIKE 'published\\_%')::int"
                      " FROM information_schema.table_privileges"
                      " WHERE grantee LIKE 'tirek\\_%' AND grantee <> 'tirek_owner'"
                      " AND 'tirek_' || table_schema <> grantee ORDER BY 1, 2, 3");
  for (const soci::row& row : rows) {
    const auto grantee = row.get<std::string>(0);
    const auto table = row.get<std::string>(1);
    const auto privilege = row.get<std::string>(2);
    CAPTURE(grantee);
    CAPTURE(table);
    CAPTURE(privilege);
    if (IsPosting(grantee, table)) continue;
    if (grantee == "tirek_access" && table == "core.migration") continue;
    CHECK(privilege == "SELECT");
    CHECK(row.get<int>(3) == 1);
  }
}

TEST_CASE("no service may delete or truncate anything") {
  soci::session& sql = Pilot::Get().house().sql();
  soci::rowset<std::string> rows =
      (sql.prepare << "SELECT grantee || ' ' || privilege_type || ' ' || table_schema || '.' ||"
                      " table_name FROM information_schema.table_privileges"
                      " WHERE (grantee LIKE 'tirek\\_%' OR grantee = 'PUBLIC')"
                      " AND table_schema NOT IN ('pg_catalog', 'information_schema')"
                      " AND grantee <> 'tirek_owner'"
                      " AND privilege_type IN ('DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES')");
  for (const std::string& granted : rows) FAIL_CHECK(granted);
}

}  // namespace
}  // namespace tirek::test
