// One transaction: everything one RPC does to the database, or nothing of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/sql/database.h"

namespace tirek::sql {

// Whose rows row-level security lets a transaction see: one provider's, or everybody's.
class Scope {
 public:
  static Scope Everything() { return Scope("*"); }
  static Scope Provider(const std::string& provider_id) { return Scope(provider_id); }
  const std::string& text() const { return text_; }

 private:
  explicit Scope(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

// What a transaction sees of others that commit meanwhile.
enum class Isolation {
  kReadCommitted,  // each statement sees what is committed when it begins
  kSnapshot,       // all statements see one state; nothing can be written
};

// How statements are planned that are prepared once and run over tables as they grow.
enum class Plans {
  kAsUsual,
  // Once a session, and by indexes: a plan that was made while the tables were small would read
  // them whole when they have grown.
  kByIndexes,
};

struct WithFirstTrip {
  Plans plans = Plans::kAsUsual;
};

// Begins on construction; rolls back on destruction unless committed.
class UnitOfWork {
 public:
  UnitOfWork(Database& database, const Scope& scope,
             Isolation isolation = Isolation::kReadCommitted);
  // Begins with the statements of the first Trip, in the same round trip, or when it is first used
  // otherwise.
  UnitOfWork(Database& database, const Scope& scope, WithFirstTrip later);
  ~UnitOfWork();
  UnitOfWork(const UnitOfWork&) = delete;
  UnitOfWork& operator=(const UnitOfWork&) = delete;

  soci::session& sql();
  pg_conn* connection();
  // As a literal, for statements that take no parameters, as COPY. Throws soci::soci_error where
  // the text is not UTF-8.
  std::string Quoted(const std::string& text);

  void Commit();

 private:
  friend class Trip;
  // What a transaction begins with once it is begun.
  struct Beginning {
    std::string scope;
    Plans plans = Plans::kAsUsual;
  };
  void Begin(const char* begin, const Beginning& with);
  void BeginIfNotYet();
  // SQL: what holds until the transaction ends; the scope as an expression.
  static std::string Settings(Plans plans, const std::string& scope);

  Lease lease_;
  bool open_ = false;
  std::optional<Beginning> later_;  // when it has not begun yet
};

}  // namespace tirek::sql
