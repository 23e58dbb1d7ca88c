#include "services/host/tls_files.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include <openssl/ssl.h>

namespace tirek::host {
namespace {

Error TlsInvalid(const std::string& message) {
  return {ErrorKind::kInvalid, "TLS_INVALID", message, {}, {}};
}

Result<std::string> Read(const std::string& flag, const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (file) text << file.rdbuf();
  if (!file || text.str().empty()) {
    return TlsInvalid(flag + ": the file " + path + " cannot be read: " +
                      (errno == 0 ? "it is empty" : std::strerror(errno)) + ".");
  }
  return text.str();
}

// gRPC itself would find out at the first handshake only.
Result<void> CheckPair(const TlsFiles& tls) {
  const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_server_method()),
                                                                  &SSL_CTX_free);
  if (SSL_CTX_use_certificate_chain_file(context.get(), tls.certificate.c_str()) != 1) {
    return TlsInvalid("--tls-cert: " + tls.certificate + " holds no certificate in PEM format.");
  }
  if (SSL_CTX_use_PrivateKey_file(context.get(), tls.key.c_str(), SSL_FILETYPE_PEM) != 1) {
    return TlsInvalid("--tls-key: " + tls.key +
                      " holds no private key in PEM format that fits the certificate.");
  }
  return {};
}

}  // namespace

Result<std::shared_ptr<grpc::ServerCredentials>> ServerCredentialsOf(const TlsFiles& tls) {
  if (tls.certificate.empty() && tls.key.empty()) return grpc::InsecureServerCredentials();
  if (tls.certificate.empty() || tls.key.empty()) {
    return TlsInvalid("--tls-cert and --tls-key go together: both or neither.");
  }
  TIREK_ASSIGN_OR_RETURN(const std::string certificate, Read("--tls-cert", tls.certificate));
  TIREK_ASSIGN_OR_RETURN(const std::string key, Read("--tls-key", tls.key));
  TIREK_RETURN_IF_ERROR(CheckPair(tls));
  grpc::SslServerCredentialsOptions options;
  options.pem_key_cert_pairs.push_back({key, certificate});
  return grpc::SslServerCredentials(options);
}

Result<std::shared_ptr<grpc::ChannelCredentials>> PeerCredentialsOf(const TlsFiles& tls) {
  if (tls.authority.empty()) return grpc::InsecureChannelCredentials();
  grpc::SslCredentialsOptions options;
  TIREK_ASSIGN_OR_RETURN(options.pem_root_certs, Read("--tls-ca", tls.authority));
  return grpc::SslCredentials(options);
}

}  // namespace tirek::host
