// How a service reaches its peers: in process when co-hosted, else at a configured address.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

namespace tirek::rpc {

// Gives the channel to the process that hosts a service, by its short name ("eligibility").
// Called after the server has started: channels to co-hosted services exist only then.
using PeerChannels = std::function<std::shared_ptr<grpc::Channel>(const std::string& service)>;

// Prepares a call in the name of the caller whose token it is, with a deadline.
void ActFor(const std::string& token, grpc::ClientContext* context);

}  // namespace tirek::rpc
