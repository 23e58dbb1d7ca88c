// Channels to the services that services here call: in process, or at a configured address.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include <grpcpp/channel.h>
#include <grpcpp/security/credentials.h>

#include "core/base/result.h"
#include "services/host/host_options.h"

namespace tirek::host {

class PeerTable {
 public:
  explicit PeerTable(std::map<std::string, std::string> addresses)
      : addresses_(std::move(addresses)) {}

  // For calls to other processes. TLS_INVALID.
  Result<void> UseCredentials(const TlsFiles& tls);
  void Host(const std::string& service, std::shared_ptr<grpc::Channel> channel);
  // One channel a peer, made at its first use. The peer is hosted or has an address.
  std::shared_ptr<grpc::Channel> ChannelTo(const std::string& service);

 private:
  const std::map<std::string, std::string> addresses_;
  std::shared_ptr<grpc::ChannelCredentials> credentials_;
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<grpc::Channel>> channels_;
};

}  // namespace tirek::host
