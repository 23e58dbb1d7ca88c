// A domain error as google.rpc.Status, and back when a peer answered with one.
#pragma once

#include <grpcpp/support/status.h>

#include "core/base/error.h"

namespace tirek::rpc {

// One ErrorInfo (reason, domain "tirek", metadata) and, for fields, one BadRequest with all of
// them; with the first ones and how many there are ("untold") when they exceed a client's limit.
grpc::Status ToStatus(const Error& error);

// The error a peer answered with; kUnavailable when it could not be reached.
Error FromStatus(const grpc::Status& status);

}  // namespace tirek::rpc
