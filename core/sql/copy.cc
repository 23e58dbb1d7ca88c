#include "core/sql/copy.h"

#include <libpq-fe.h>

#include "core/sql/copy_failure.h"

namespace tirek::sql {
namespace {

constexpr std::size_t kSendAt = 1U << 18U;  // a quarter of a MiB keeps libpq's own buffer small

[[noreturn]] void Fail(PGconn* connection, const std::string& what) {
  throw CopyFailure(what, connection);
}

void AppendEscaped(const std::string& value, std::string& buffer) {
  for (const char c : value) {
    switch (c) {
      case '\\':
        buffer += "\\\\";
        break;
      case '\t':
        buffer += "\\t";
        break;
      case '\n':
        buffer += "\\n";
        break;
      case '\r':
        buffer += "\\r";
        break;
      default:
        buffer += c;
    }
  }
}

}  // namespace

CopyIn::CopyIn(UnitOfWork& work, const std::string& target) : connection_(work.connection()) {
  PGresult* result = PQexec(connection_, ("COPY " + target + " FROM STDIN").c_str());
  if (PQresultStatus(result) == PGRES_COPY_IN) {
    PQclear(result);
    return;
  }
  const auto failure = CopyFailure("COPY was refused", result);
  PQclear(result);
  throw failure;
}

CopyIn::~CopyIn() {
  if (!open_) return;
  PQputCopyEnd(connection_, "abandoned");
  while (PGresult* result = PQgetResult(connection_)) PQclear(result);
}

void CopyIn::Row(std::span<const std::optional<std::string>> values) {
  bool first = true;
  for (const std::optional<std::string>& value : values) {
    if (!first) buffer_ += '\t';
    first = false;
    if (value) {
      AppendEscaped(*value, buffer_);
    } else {
      buffer_ += "\\N";
    }
  }
  buffer_ += '\n';
  if (buffer_.size() >= kSendAt) Send();
}

void CopyIn::Send() {
  if (PQputCopyData(connection_, buffer_.data(), static_cast<int>(buffer_.size())) != 1) {
    Fail(connection_, "COPY broke off");
  }
  buffer_.clear();
}

void CopyIn::Finish() {
  Send();
  open_ = false;
  if (PQputCopyEnd(connection_, nullptr) != 1) Fail(connection_, "COPY could not end");
  TakeCopyVerdict("COPY was refused", connection_);
}

}  // namespace tirek::sql
