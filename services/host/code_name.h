// gRPC status codes by the names that the protocol's documentation gives them.
#pragma once

#include <string_view>

#include <grpcpp/support/status.h>

namespace tirek::host {

std::string_view CodeName(grpc::StatusCode code);

}  // namespace tirek::host
