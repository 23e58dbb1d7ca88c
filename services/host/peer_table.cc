#include "services/host/peer_table.h"

#include <grpcpp/create_channel.h>

#include "core/base/assert.h"
#include "services/host/grpc_door.h"
#include "services/host/tls_files.h"

namespace tirek::host {

Result<void> PeerTable::UseCredentials(const TlsFiles& tls) {
  TIREK_ASSIGN_OR_RETURN(credentials_, PeerCredentialsOf(tls));
  return {};
}

void PeerTable::Host(const std::string& service, std::shared_ptr<grpc::Channel> channel) {
  const std::lock_guard lock(mutex_);
  channels_[service] = std::move(channel);
}

std::shared_ptr<grpc::Channel> PeerTable::ChannelTo(const std::string& service) {
  const std::lock_guard lock(mutex_);
  auto& channel = channels_[service];
  if (!channel) {
    const auto address = addresses_.find(service);
    TIREK_ASSERT(address != addresses_.end());
    grpc::ChannelArguments arguments;
    arguments.SetMaxReceiveMessageSize(kLargestMessage);
    arguments.SetMaxSendMessageSize(kLargestMessage);
    channel = grpc::CreateCustomChannel(address->second, credentials_, arguments);
  }
  return channel;
}

}  // namespace tirek::host
