// A whole house for an integration test: a fresh migrated database on a real PostgreSQL, the
// services in process behind their real gRPC door, and a token for every role.
//
//   TestHouse house;
//   auto made = house.Call(&registry::v1::RegistryService::Stub::CreateProvider,
//                          access::Role::kMinistry, request);   // Result<CreateProviderResponse>
//   REQUIRE(made); CHECK(made->provider()…);  or  CHECK(made.error().reason == "PROVIDER_EXISTS");
//
// One PostgreSQL cluster a test program, in a temporary directory, removed at exit; one database a
// TestHouse (a copy of a migrated template: some tens of milliseconds).
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <soci/soci.h>

#include "core/access/principal.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/rpc/status.h"

namespace tirek::test {

struct TestHouseOptions {
  // Names such as "registry"; empty: all that the host knows.
  std::vector<std::string> services = {};
  // Outlives the house; the system's when absent.
  const Clock* clock = nullptr;
  // The address of each peer that is not hosted here.
  std::map<std::string, std::string> peers = {};
  int sessions = 3;  // of each service with its database
};

// A context that carries a bearer token; like every ClientContext good for one call.
class CallerContext : public grpc::ClientContext {
 public:
  explicit CallerContext(const std::string& token);
};

class TestHouse {
 public:
  explicit TestHouse(TestHouseOptions options = {});
  // Another process's half: the same database as `other`, its own services and door.
  TestHouse(TestHouseOptions options, TestHouse& other);
  ~TestHouse();
  TestHouse(const TestHouse&) = delete;
  TestHouse& operator=(const TestHouse&) = delete;

  // To the gRPC door, over a socket, as a client outside the process has it.
  std::shared_ptr<grpc::Channel> Channel();
  // Where the door is, for a peer or for `tirek --address`.
  std::string address() const;
  std::string http_address() const;  // "127.0.0.1:40123"
  std::string database_url() const;  // as PostgreSQL's superuser

  // A token of the principal called like its role ("ministry"); the same one each time. Valid for
  // a hundred years from the house's clock. Not for Role::kProvider.
  std::string Token(access::Role role);
  // A token of the principal "provider-<provider_id>", which acts for that provider alone.
  std::string ProviderToken(const std::string& provider_id);

  // auto context = house.Context(access::Role::kMinistry);
  CallerContext Context(access::Role role) { return CallerContext(Token(role)); }

  // One unary call; the response, or the error as the server said it.
  template <typename Stub, typename Request, typename Response>
  Result<Response> Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                     Response*),
                        const std::string& token, const Request& request) {
    CallerContext context(token);
    Stub stub(Channel());
    Response response;
    const grpc::Status status = (stub.*method)(&context, request, &response);
    if (!status.ok()) return rpc::FromStatus(status);
    return response;
  }
  template <typename Stub, typename Request, typename Response>
  Result<Response> Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                     Response*),
                        access::Role role, const Request& request) {
    return Call(method, Token(role), request);
  }

  // A session as superuser, for checks that no RPC can make; row-level security does not bind it.
  soci::session& sql();

  // What `tirek verify` would list.
  std::vector<std::string> Verify();

  // Stops the services and hosts them anew on the same database, at another address.
  void Restart();
  void Stop();

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace tirek::test
