#include "core/rpc/status.h"

#include <array>
#include <utility>

#include <google/rpc/error_details.pb.h>
#include <google/rpc/status.pb.h>

namespace tirek::rpc {
namespace {

constexpr std::array<std::pair<ErrorKind, grpc::StatusCode>, 10> kCodes = {{
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
}};

grpc::StatusCode ToCode(ErrorKind kind) {
  for (const auto& [value, code] : kCodes) {
    if (value == kind) return code;
  }
  return grpc::StatusCode::INTERNAL;
}

ErrorKind ToKind(grpc::StatusCode code) {
  // CANCELLED is what a server says that is shutting down: nobody of ours cancels.
  if (code == grpc::StatusCode::DEADLINE_EXCEEDED || code == grpc::StatusCode::CANCELLED) {
    return ErrorKind::kUnavailable;
  }
  for (const auto& [kind, value] : kCodes) {
    if (value == code) return kind;
  }
  return ErrorKind::kInternal;
}

// Details travel in the trailing metadata, of which clients take 8 KiB in all by default, and there
// in base64: beyond that a caller would learn nothing at all.
constexpr std::size_t kMostBadRequestBytes = 4500;

// As many violations as fit, from the first on.
google::rpc::BadRequest ToBadRequest(const std::vector<Violation>& violations) {
  google::rpc::BadRequest bad_request;
  std::size_t bytes = 0;
  for (const Violation& violation : violations) {
    google::rpc::BadRequest::FieldViolation field;
    field.set_field(violation.field);
    // google.rpc has no room for a reason, so it leads the description: "REASON: expectation".
    field.set_description(violation.reason + ": " + violation.expected);
    bytes += field.ByteSizeLong();
    if (bytes > kMostBadRequestBytes) break;
    *bad_request.add_field_violations() = std::move(field);
  }
  return bad_request;
}

void ReadBadRequest(const google::rpc::BadRequest& bad_request, Error* error) {
  for (const auto& field : bad_request.field_violations()) {
    const std::string& text = field.description();
    const std::size_t colon = text.find(": ");
    if (colon == std::string::npos) {
      error->violations.push_back({field.field(), "", text});
    } else {
      error->violations.push_back({field.field(), text.substr(0, colon), text.substr(colon + 2)});
    }
  }
}

}  // namespace

grpc::Status ToStatus(const Error& error) {
  const google::rpc::BadRequest fields = ToBadRequest(error.violations);
  const std::size_t told = static_cast<std::size_t>(fields.field_violations_size());
  std::string message = error.message;
  google::rpc::ErrorInfo info;
  info.set_reason(error.reason);
  info.set_domain("tirek");
  for (const auto& [key, value] : error.metadata) (*info.mutable_metadata())[key] = value;
  if (told < error.violations.size()) {
    const std::string untold = std::to_string(error.violations.size() - told);
    (*info.mutable_metadata())["untold"] = untold;
    message += " There are " + untold + " more than are named here.";
  }
  google::rpc::Status rich;
  rich.set_code(ToCode(error.kind));
  rich.set_message(message);
  rich.add_details()->PackFrom(info);
  if (told > 0) rich.add_details()->PackFrom(fields);
  return {ToCode(error.kind), message, rich.SerializeAsString()};
}

Error FromStatus(const grpc::Status& status) {
  Error error{ToKind(status.error_code()), "PEER_FAILED", status.error_message(), {}, {}};
  if (error.kind == ErrorKind::kUnavailable) error.reason = "SERVICE_UNREACHABLE";
  google::rpc::Status rich;
  if (!rich.ParseFromString(status.error_details())) return error;
  for (const auto& detail : rich.details()) {
    google::rpc::ErrorInfo info;
    google::rpc::BadRequest bad_request;
    if (detail.UnpackTo(&info)) {
      error.reason = info.reason();
      for (const auto& [key, value] : info.metadata()) error.metadata[key] = value;
    } else if (detail.UnpackTo(&bad_request)) {
      ReadBadRequest(bad_request, &error);
    }
  }
  return error;
}

}  // namespace tirek::rpc
