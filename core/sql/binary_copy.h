// COPY in its binary format through the transaction's own connection: the fastest way out of the
// database and into it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/sql/unit_of_work.h"

namespace tirek::sql {

// The rows of a query, one by one as they come: nothing is held but the row at hand.
class BinaryCopyOut {
 public:
  BinaryCopyOut(UnitOfWork& work, const std::string& query);
  // Breaks off what is not read to its end; the transaction is then good for a rollback only.
  ~BinaryCopyOut();
  BinaryCopyOut(const BinaryCopyOut&) = delete;
  BinaryCopyOut& operator=(const BinaryCopyOut&) = delete;

  // The bytes of the next row, for BinaryRowReader, valid until the next call; absent after the
  // last. Throws soci::soci_error when the server breaks off.
  std::optional<std::string_view> Next();

 private:
  std::string_view WithoutHeader(std::string_view message);
  void Finish();

  pg_conn* connection_;
  char* message_ = nullptr;  // of libpq
  bool at_start_ = true;
  bool open_ = true;
};

// Sends rows of BinaryRowWriter in pieces. Row-level security refuses COPY into a protected table,
// as it does for CopyIn.
class BinaryCopyIn {
 public:
  // `target`: "name (column, …)".
  BinaryCopyIn(UnitOfWork& work, const std::string& target);
  ~BinaryCopyIn();
  BinaryCopyIn(const BinaryCopyIn&) = delete;
  BinaryCopyIn& operator=(const BinaryCopyIn&) = delete;

  void Rows(std::string_view bytes);
  // Waits for the server's verdict; throws soci::soci_error when it refuses.
  void Finish();

 private:
  void Send(std::string_view bytes);

  pg_conn* connection_;
  bool open_ = true;
};

}  // namespace tirek::sql
