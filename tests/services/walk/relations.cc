#include "tests/services/walk/relations.h"

namespace tirek::test {
namespace {

using soci::use;

std::vector<std::string> Texts(soci::session& sql, const std::string& query) {
  soci::rowset<std::string> rows = (sql.prepare << query);
  return {rows.begin(), rows.end()};
}

}  // namespace

std::string Relation::owner() const {
  if (owner_column != "ledger_number") return "t." + owner_column;
  return "(SELECT l.ledger_id FROM settlement.ledger l WHERE l.ledger_number = t.ledger_number)";
}

std::vector<std::string> ServiceSchemas(soci::session& sql) {
  return Texts(sql,
               "SELECT n.nspname::text FROM pg_catalog.pg_namespace n JOIN pg_catalog.pg_roles r"
               " ON r.rolname = 'tirek_' || n.nspname ORDER BY 1");
}

std::vector<Relation> AllRelations(soci::session& sql) {
  soci::rowset<soci::row> rows =
      (sql.prepare
       << "SELECT n.nspname::text, c.relname::text, coalesce(min(a.attname::text), ''),"
          " (c.relkind = 'v')::int FROM pg_catalog.pg_class c"
          " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
          " LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped"
          " AND a.attname IN ('provider_id', 'ledger_id', 'ledger_number')"
          " WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')"
          " AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'"
          " GROUP BY 1, 2, 4 ORDER BY 1, 2");
  std::vector<Relation> relations;
  for (const soci::row& row : rows) {
    relations.push_back({row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2),
                         row.get<int>(3) == 1});
  }
  return relations;
}

std::vector<Relation> RelationsWithOwner(soci::session& sql) {
  std::vector<Relation> owned;
  for (Relation& relation : AllRelations(sql)) {
    if (!relation.owner_column.empty()) owned.push_back(std::move(relation));
  }
  return owned;
}

std::vector<std::string> TextColumns(soci::session& sql, const Relation& relation) {
  return Texts(sql, "SELECT attname::text FROM pg_catalog.pg_attribute WHERE attrelid = '" +
                        relation.full_name() +
                        "'::regclass AND attnum > 0 AND NOT attisdropped"
                        " AND atttypid = 'text'::regtype ORDER BY attnum");
}

std::vector<std::pair<std::string, std::string>> OwnersAndValues(soci::session& sql,
                                                                 const Relation& relation,
                                                                 const std::string& column) {
  soci::rowset<soci::row> rows =
      (sql.prepare << "SELECT DISTINCT coalesce(" + relation.owner() + ", ''), " + column +
                          " FROM " + relation.full_name() + " AS t WHERE " + column +
                          " IS NOT NULL AND " + column + " <> ''");
  std::vector<std::pair<std::string, std::string>> found;
  for (const soci::row& row : rows) {
    found.emplace_back(row.get<std::string>(0), row.get<std::string>(1));
  }
  return found;
}

}  // namespace tirek::test
