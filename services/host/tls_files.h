// Certificates and keys, read and checked at start so that a wrong file is named at once.
#pragma once

#include <memory>

#include <grpcpp/security/credentials.h>
#include <grpcpp/security/server_credentials.h>

#include "core/base/result.h"
#include "services/host/host_options.h"

namespace tirek::host {

// TLS with the certificate and key, or plain without either. TLS_INVALID (invalid) when only one
// is given, one cannot be read, or they do not belong together.
Result<std::shared_ptr<grpc::ServerCredentials>> ServerCredentialsOf(const TlsFiles& tls);

// TLS checked against the authority, or plain without one. TLS_INVALID.
Result<std::shared_ptr<grpc::ChannelCredentials>> PeerCredentialsOf(const TlsFiles& tls);

}  // namespace tirek::host
