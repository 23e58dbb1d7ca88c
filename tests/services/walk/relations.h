// The tables and views of all services, as PostgreSQL's catalogue lists them.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <soci/soci.h>

namespace tirek::test {

struct Relation {
  std::string schema;
  std::string name;
  // The column that says whose a row is: provider_id, ledger_id or ledger_number; empty when it
  // has none of them.
  std::string owner_column;
  bool is_view = false;

  std::string full_name() const { return schema + "." + name; }
  // The provider or ledger of a row `t`; null where the row's ledger is out of scope.
  std::string owner() const;
};

// "access", "registry", …: schemas that a service's role stands for.
std::vector<std::string> ServiceSchemas(soci::session& sql);

std::vector<Relation> AllRelations(soci::session& sql);
std::vector<Relation> RelationsWithOwner(soci::session& sql);

std::vector<std::string> TextColumns(soci::session& sql, const Relation& relation);

// Each row's owner ("" for none) and its value in `column`, without empty values.
std::vector<std::pair<std::string, std::string>> OwnersAndValues(soci::session& sql,
                                                                 const Relation& relation,
                                                                 const std::string& column);

}  // namespace tirek::test
