// COPY … FROM STDIN through the transaction's own connection: the way in for sets.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "core/sql/unit_of_work.h"

namespace tirek::sql {

// Buffers rows in COPY's text format and sends them in pieces. Row-level security refuses COPY
// into a protected table: copy into a temporary one, then INSERT … SELECT.
class CopyIn {
 public:
  // `target`: "name (column, …)".
  CopyIn(UnitOfWork& work, const std::string& target);
  ~CopyIn();
  CopyIn(const CopyIn&) = delete;
  CopyIn& operator=(const CopyIn&) = delete;

  void Row(std::span<const std::optional<std::string>> values);
  // Sends the rest and waits for the server's verdict; throws soci::soci_error when it refuses.
  void Finish();

 private:
  void Send();

  pg_conn* connection_;
  std::string buffer_;
  bool open_ = true;
};

}  // namespace tirek::sql
