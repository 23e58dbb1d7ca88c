// Forward-only schema migrations, embedded in the program from schemas/.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/sql/database.h"

namespace tirek::sql {

struct Migration {
  int version;              // 3
  std::string_view name;    // "registry"
  std::string_view text;    // the whole file
  std::string_view verify;  // returns rows only when something is wrong; empty when there is none
};

// In order of their versions; made from schemas/NNNN_name.sql and schemas/verify/NNNN.sql.
std::span<const Migration> EmbeddedMigrations();

// Makes the roles that the migrations grant to; safe to run again. From schemas/bootstrap.sql.
std::string_view BootstrapScript();

struct MigrationState {
  int database = 0;  // newest migration applied; 0 for an empty database
  int program = 0;   // newest migration that this program knows
};

// What the database has. Fails with DATABASE_NEWER when it is ahead of the program, with
// MIGRATION_CHANGED when an applied file differs from the embedded one.
Result<MigrationState> InspectMigrations(soci::session& sql);

// Applies what is missing, each file in one transaction, under an advisory lock so that two
// programs never migrate at once. Returns the names applied.
Result<std::vector<std::string>> Migrate(soci::session& sql);

// Runs the verify queries of all applied migrations; one sentence a returned row.
std::vector<std::string> VerifyMigrations(soci::session& sql);

}  // namespace tirek::sql
