#include "core/sql/binary_copy.h"

#include <algorithm>
#include <memory>

#include <libpq-fe.h>

#include "core/sql/copy_failure.h"

namespace tirek::sql {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kSignature = "PGCOPY\n\377\r\n\0"sv;
constexpr std::size_t kHeader = 19;                     // the signature, flags, no extension
constexpr std::string_view kTrailer = "\377\377"sv;     // a row of -1 columns
constexpr std::size_t kSendAt = std::size_t{1} << 18U;  // a quarter of a MiB, as CopyIn

[[noreturn]] void Fail(PGconn* connection, const std::string& what) {
  throw CopyFailure(what, connection);
}

void Begin(PGconn* connection, const std::string& command, ExecStatusType expected) {
  PGresult* result = PQexec(connection, command.c_str());
  if (PQresultStatus(result) == expected) {
    PQclear(result);
    return;
  }
  const auto failure = CopyFailure("COPY was refused", result);
  PQclear(result);
  throw failure;
}

// Whatever the server says to a COPY that is given up.
void Abandon(PGconn* connection) {
  while (PGresult* result = PQgetResult(connection)) PQclear(result);
}

}  // namespace

BinaryCopyOut::BinaryCopyOut(UnitOfWork& work, const std::string& query)
    : connection_(work.connection()) {
  Begin(connection_, "COPY (" + query + ") TO STDOUT (FORMAT binary)", PGRES_COPY_OUT);
}

BinaryCopyOut::~BinaryCopyOut() {
  PQfreemem(message_);
  if (!open_) return;
  const std::unique_ptr<PGcancel, decltype(&PQfreeCancel)> cancel(PQgetCancel(connection_),
                                                                  &PQfreeCancel);
  char reason[256];
  PQcancel(cancel.get(), reason, sizeof(reason));  // a lost server is told by what follows
  char* rest = nullptr;
  while (PQgetCopyData(connection_, &rest, 0) > 0) PQfreemem(rest);
  Abandon(connection_);
}

// libpq hands out one row a message; the first has the header before it.
std::optional<std::string_view> BinaryCopyOut::Next() {
  PQfreemem(message_);
  message_ = nullptr;
  const int length = PQgetCopyData(connection_, &message_, 0);
  if (length == -2) Fail(connection_, "COPY broke off");
  if (length == -1) {
    Finish();
    return {};
  }
  std::string_view row(message_, static_cast<std::size_t>(length));
  if (at_start_) row = WithoutHeader(row);
  at_start_ = false;
  if (row == kTrailer) return Next();
  return row;
}

std::string_view BinaryCopyOut::WithoutHeader(std::string_view message) {
  if (message.size() < kHeader || !message.starts_with(kSignature)) {
    throw soci::soci_error("COPY sent something else than its binary format");
  }
  return message.substr(kHeader);
}

void BinaryCopyOut::Finish() {
  open_ = false;
  TakeCopyVerdict("COPY broke off", connection_);
}

BinaryCopyIn::BinaryCopyIn(UnitOfWork& work, const std::string& target)
    : connection_(work.connection()) {
  Begin(connection_, "COPY " + target + " FROM STDIN (FORMAT binary)", PGRES_COPY_IN);
  std::string header(kSignature);
  header.resize(kHeader, '\0');
  Send(header);
}

BinaryCopyIn::~BinaryCopyIn() {
  if (!open_) return;
  PQputCopyEnd(connection_, "abandoned");
  Abandon(connection_);
}

void BinaryCopyIn::Rows(std::string_view bytes) {
  for (; !bytes.empty(); bytes.remove_prefix(std::min(bytes.size(), kSendAt))) {
    Send(bytes.substr(0, kSendAt));
  }
}

void BinaryCopyIn::Send(std::string_view bytes) {
  if (PQputCopyData(connection_, bytes.data(), static_cast<int>(bytes.size())) != 1) {
    Fail(connection_, "COPY broke off");
  }
}

void BinaryCopyIn::Finish() {
  Send(kTrailer);
  open_ = false;
  if (PQputCopyEnd(connection_, nullptr) != 1) Fail(connection_, "COPY could not end");
  TakeCopyVerdict("COPY was refused", connection_);
}

}  // namespace tirek::sql
