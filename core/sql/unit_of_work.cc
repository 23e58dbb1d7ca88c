#include "core/sql/unit_of_work.h"

namespace tirek::sql {

UnitOfWork::UnitOfWork(Database& database, const Scope& scope, Isolation isolation)
    : lease_(database) {
  sql() << (isolation == Isolation::kSnapshot ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
                                              : "BEGIN");
  open_ = true;
  sql() << "SELECT set_config('tirek.provider_scope', :scope, true)", soci::use(scope.text());
}

UnitOfWork::~UnitOfWork() {
  if (!open_) return;
  try {
    sql() << "ROLLBACK";
  } catch (const soci::soci_error&) {
    // The connection is gone, and the transaction with it; the next lease reconnects.
  }
}

void UnitOfWork::Commit() {
  open_ = false;
  sql() << "COMMIT";
}

}  // namespace tirek::sql
