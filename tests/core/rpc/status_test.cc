// Errors over the wire: what a service says is what its caller reads.
#include "core/rpc/status.h"

#include <doctest/doctest.h>

namespace tirek {
namespace {

TEST_CASE("an error crosses the wire whole, whatever its kind") {
  struct Case {
    ErrorKind kind;
    grpc::StatusCode code;
  };
  const Case cases[] = {
      {ErrorKind::kInvalid, grpc::StatusCode::INVALID_ARGUMENT},
      {ErrorKind::kNotFound, grpc::StatusCode::NOT_FOUND},
      {ErrorKind::kAlreadyExists, grpc::StatusCode::ALREADY_EXISTS},
      {ErrorKind::kPrecondition, grpc::StatusCode::FAILED_PRECONDITION},
      {ErrorKind::kConflict, grpc::StatusCode::ABORTED},
      {ErrorKind::kUnauthenticated, grpc::StatusCode::UNAUTHENTICATED},
      {ErrorKind::kDenied, grpc::StatusCode::PERMISSION_DENIED},
      {ErrorKind::kExhausted, grpc::StatusCode::RESOURCE_EXHAUSTED},
      {ErrorKind::kUnavailable, grpc::StatusCode::UNAVAILABLE},
      {ErrorKind::kInternal, grpc::StatusCode::INTERNAL},
  };
  for (const Case& c : cases) {
    CAPTURE(static_cast<int>(c.code));
    const Error sent{c.kind, "PLACE_FULL", "No place is free.", {{"place_id", "plc_1"}}, {}};
    const grpc::Status status = rpc::ToStatus(sent);
    CHECK(status.error_code() == c.code);
    const Error read = rpc::FromStatus(status);
    CHECK(read.kind == c.kind);
    CHECK(read.reason == sent.reason);
    CHECK(read.message == sent.message);
    CHECK(read.metadata == sent.metadata);
  }
}

TEST_CASE("all violations cross the wire, in order, with colons in them and without") {
  const std::vector<Violation> violations = {
      {"bin", "BIN_CHECKSUM", "12 digits: the last one is a check digit"},
      {"rates[2].value", "DECIMAL_SYNTAX", "a number as 1.155"},
      {"no_reason", "X", ""},
  };
  const Error read = rpc::FromStatus(rpc::ToStatus(InvalidFields(violations)));
  CHECK(read.reason == "INVALID_FIELDS");
  CHECK(read.violations == violations);
}

TEST_CASE("violations that a client could not receive are counted instead") {
  std::vector<Violation> violations;
  for (int i = 0; i < 1000; ++i) {
    violations.push_back({"rows[" + std::to_string(i) + "].bin", "BIN_CHECKSUM", "a valid БИН"});
  }
  const grpc::Status status = rpc::ToStatus(InvalidFields(violations));
  // In base64, beside the message, within the 8 KiB that clients take.
  CHECK(status.error_details().size() < 5500);
  const Error again = rpc::FromStatus(status);
  CHECK(again.violations.size() > 50);
  CHECK(again.violations.size() + std::stoul(again.metadata.at("untold")) == 1000);
  for (std::size_t i = 0; i < again.violations.size(); ++i) {
    CAPTURE(i);
    CHECK(again.violations[i] == violations[i]);
  }
}

TEST_CASE("what is no error of ours is told by its code alone") {
  const Error gone = rpc::FromStatus({grpc::StatusCode::UNAVAILABLE, "connect failed"});
  CHECK(gone.kind == ErrorKind::kUnavailable);
  CHECK(gone.reason == "SERVICE_UNREACHABLE");
  const Error late = rpc::FromStatus({grpc::StatusCode::DEADLINE_EXCEEDED, ""});
  CHECK(late.kind == ErrorKind::kUnavailable);
  const Error strange = rpc::FromStatus({grpc::StatusCode::UNKNOWN, "?", "\xff\xfe not a proto"});
  CHECK(strange.kind == ErrorKind::kInternal);
  CHECK(strange.reason == "PEER_FAILED");
}

}  // namespace
}  // namespace tirek
