// Services behind their doors: health, reflection, metrics, TLS, peers, and a graceful end.
#include "services/host/running_host.h"

#include <atomic>
#include <thread>

#include <doctest/doctest.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <httplib.h>
#include <soci/postgresql/soci-postgresql.h>

#include "services/host/service_table.h"
#include "tests/services/host/temporary_folder.h"
#include "tests/support/test_house.h"
#include "tirek/access/v1/access.grpc.pb.h"

namespace tirek {
namespace {

namespace v1 = access::v1;
using access::Role;
using host::HostOptions;
using host::RunningHost;
using test::TestHouse;
using Stub = v1::AccessService::Stub;

// One message there and back over a method without generated code.
std::string Exchange(const std::shared_ptr<grpc::Channel>& channel, const std::string& method,
                     const std::string& bytes, grpc::Status* status) {
  grpc::ClientContext context;
  grpc::CompletionQueue queue;
  grpc::GenericStub stub(channel);
  const auto call = stub.PrepareCall(&context, method, &queue);
  void* tag = nullptr;
  bool ok = false;
  const auto step = [&] { queue.Next(&tag, &ok); };
  call->StartCall(nullptr);
  step();
  const grpc::Slice slice(bytes);
  call->WriteLast(grpc::ByteBuffer(&slice, 1), grpc::WriteOptions(), nullptr);
  step();
  grpc::ByteBuffer answer;
  call->Read(&answer, nullptr);
  step();
  call->Finish(status, nullptr);
  step();
  std::vector<grpc::Slice> slices;
  std::string text;
  if (answer.Valid() && answer.Dump(&slices).ok()) {
    for (const grpc::Slice& part : slices)
      text.append(reinterpret_cast<const char*>(part.begin()), part.size());
  }
  return text;
}

// What the health service says of `service`: "SERVING", "NOT_SERVING", or the code of its refusal.
std::string Health(const std::shared_ptr<grpc::Channel>& channel, const std::string& service) {
  std::string request;
  if (!service.empty())
    request = "\x0a" + std::string(1, static_cast<char>(service.size())) + service;
  grpc::Status status;
  const std::string answer = Exchange(channel, "/grpc.health.v1.Health/Check", request, &status);
  if (!status.ok()) return std::to_string(status.error_code());
  return answer == "\x08\x01" ? "SERVING" : "NOT_SERVING";
}

HostOptions Options(TestHouse& house, const std::string& services) {
  HostOptions options;
  options.services = *host::ChooseServices(services);
  options.database_url = house.database_url();
  options.listen = {"127.0.0.1:0"};
  options.sessions = 2;
  return options;
}

std::string ReasonOf(HostOptions options) {
  host::EventLog log(host::LogLevel::kOff);
  const auto host = RunningHost::Start(std::move(options), log);
  return host ? "" : host.error().reason;
}

TEST_CASE("health is told for the whole and for each service here, and for no other") {
  TestHouse house({.services = {"access"}});
  CHECK(Health(house.Channel(), "") == "SERVING");
  CHECK(Health(house.Channel(), "tirek.access.v1.AccessService") == "SERVING");
  CHECK(Health(house.Channel(), "tirek.registry.v1.RegistryService") ==
        std::to_string(grpc::StatusCode::NOT_FOUND));
}

TEST_CASE("reflection lists the services") {
  TestHouse house({.services = {"access"}});
  grpc::Status status;
  // ServerReflectionRequest{list_services: ""}
  const std::string answer =
      Exchange(house.Channel(), "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
               std::string("\x3a\x00", 2), &status);
  CHECK(status.ok());
  CHECK(answer.find("tirek.access.v1.AccessService") != std::string::npos);
  CHECK(answer.find("tirek.registry.v1.RegistryService") == std::string::npos);
}

TEST_CASE("metrics, health and readiness are shown over HTTP") {
  TestHouse house({.services = {"access"}});
  REQUIRE(house.Call(&Stub::ListTokens, Role::kAuditor, v1::ListTokensRequest()));
  httplib::Client client("http://" + house.http_address());
  const auto metrics = client.Get("/metrics");
  REQUIRE(metrics);
  CHECK(metrics->get_header_value("Content-Type") == "text/plain; version=0.0.4; charset=utf-8");
  for (const char* line :
       {"tirek_calls_total{method=\"AccessService/ListTokens\",code=\"OK\"} 1\n",
        "tirek_database_sessions{service=\"access\"} 3\n",
        "tirek_database_sessions_leased{service=\"access\"} 0\n", "tirek_build_info{version=\""}) {
    CAPTURE(line);
    CHECK(metrics->body.find(line) != std::string::npos);
  }
  CHECK(client.Get("/healthz")->status == 200);
  CHECK(client.Get("/readyz")->status == 200);
  CHECK(client.Get("/else")->status == 404);
}

TEST_CASE("a process whose database is gone lives, but is not ready until it is back") {
  TestHouse house({.services = {"access"}});
  httplib::Client client("http://" + house.http_address());
  std::string name;
  house.sql() << "SELECT current_database()::text", soci::into(name);
  soci::session admin(soci::postgresql, house.database_url() + " dbname=postgres");
  admin << "ALTER DATABASE " + name + " ALLOW_CONNECTIONS false";
  admin << "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '" + name +
               "'";
  CHECK(client.Get("/healthz")->status == 200);
  CHECK(client.Get("/readyz")->status == 503);
  const auto refused =
      house.Call(&Stub::ListTokens, "tirek_" + std::string(43, 'x'), v1::ListTokensRequest());
  REQUIRE(!refused);
  CHECK(refused.error().reason == "DATABASE_UNAVAILABLE");
  admin << "ALTER DATABASE " + name + " ALLOW_CONNECTIONS true";
  CHECK(client.Get("/readyz")->status == 200);
}

// A call that waits in the database until the returned session lets it go.
class HeldCall {
 public:
  explicit HeldCall(TestHouse& house) : house_(house), token_(house.Token(Role::kAuditor)) {
    house.sql() << "BEGIN";
    house.sql() << "LOCK TABLE access.token IN ACCESS EXCLUSIVE MODE";
    caller_ = std::thread([this] {
      const auto answer = house_.Call(&Stub::ListTokens, token_, v1::ListTokensRequest());
      reason_ = answer ? "OK" : answer.error().reason;
    });
    int waiting = 0;
    while (waiting == 0) {
      house.sql() << "SELECT count(*) FROM pg_locks WHERE NOT granted", soci::into(waiting);
    }
  }
  std::string Release() {
    house_.sql() << "COMMIT";
    caller_.join();
    return reason_;
  }

 private:
  TestHouse& house_;
  std::string token_;
  std::string reason_;
  std::thread caller_;
};

TEST_CASE("a stop answers the calls under way, takes no new ones, and says so before") {
  TestHouse house({.services = {"access"}});
  HeldCall held(house);
  httplib::Client client("http://" + house.http_address());
  const auto channel = house.Channel();
  std::thread stopper([&] { house.Stop(); });
  while (client.Get("/readyz")->body != "stopping\n") std::this_thread::yield();
  // No new call comes in: it is refused, or finds no server any more.
  grpc::Status status;
  do {
    Exchange(channel, "/grpc.health.v1.Health/Check", "", &status);
  } while (status.ok());
  // A call that gRPC had taken in when the stop began is cancelled by it.
  CHECK((status.error_code() == grpc::StatusCode::UNAVAILABLE ||
         status.error_code() == grpc::StatusCode::CANCELLED));
  CHECK(held.Release() == "OK");
  stopper.join();
}

TEST_CASE("a client that watches health does not hold up a stop") {
  TestHouse house({.services = {"access"}});
  grpc::ClientContext context;
  grpc::CompletionQueue queue;
  grpc::GenericStub stub(house.Channel());
  const auto call = stub.PrepareCall(&context, "/grpc.health.v1.Health/Watch", &queue);
  void* tag = nullptr;
  bool ok = false;
  call->StartCall(nullptr);
  queue.Next(&tag, &ok);
  const grpc::Slice slice("");
  call->WriteLast(grpc::ByteBuffer(&slice, 1), grpc::WriteOptions(), nullptr);
  queue.Next(&tag, &ok);
  grpc::ByteBuffer answer;
  call->Read(&answer, nullptr);
  queue.Next(&tag, &ok);
  REQUIRE(ok);
  const auto start = std::chrono::steady_clock::now();
  house.Stop();
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(10));
}

TEST_CASE("half of the services in each of two hosts know the same tokens") {
  TestHouse first({.services = {"access"}});
  TestHouse second({.services = {"registry"}}, first);
  const std::string token = first.Token(Role::kAuditor);
  const auto elsewhere = second.Call(&Stub::ListTokens, token, v1::ListTokensRequest());
  REQUIRE(!elsewhere);
  CHECK(elsewhere.error().message.find("Unimplemented") == std::string::npos);
  CHECK(Health(second.Channel(), "tirek.registry.v1.RegistryService") == "SERVING");
  CHECK(first.Call(&Stub::ListTokens, token, v1::ListTokensRequest()));
  first.Restart();
  CHECK(first.Call(&Stub::ListTokens, token, v1::ListTokensRequest()));
}

TEST_CASE("a host that cannot start says why") {
  TestHouse house({.services = {"access"}});
  const auto with = [&](auto change) {
    HostOptions options = Options(house, "access");
    change(options);
    return ReasonOf(std::move(options));
  };
  CHECK(with([](HostOptions&) {}) == "");
  CHECK(with([&](HostOptions& o) { o.listen = {house.address()}; }) == "ADDRESS_IN_USE");
  CHECK(with([&](HostOptions& o) { o.http = house.http_address(); }) == "ADDRESS_IN_USE");
  CHECK(with([](HostOptions& o) { o.listen = {"nonsense"}; }) == "ADDRESS_INVALID");
  CHECK(with([](HostOptions& o) { o.http = "nonsense"; }) == "ADDRESS_INVALID");
  CHECK(with([](HostOptions& o) { o.http = "unix:/tmp/x"; }) == "ADDRESS_INVALID");
  CHECK(with([](HostOptions& o) { o.listen = {"192.0.2.1:0"}; }) == "ADDRESS_UNAVAILABLE");
  CHECK(with([](HostOptions& o) { o.database_url += " dbname=nowhere"; }) ==
        "DATABASE_UNREACHABLE");
  CHECK(with([](HostOptions& o) { o.database_url = "host=/nowhere"; }) == "DATABASE_UNREACHABLE");
  CHECK(with([](HostOptions& o) { o.database_url += " dbname=postgres"; }) == "DATABASE_OLDER");
  CHECK(with([](HostOptions& o) { o.peers["nobody"] = "h:1"; }) == "SERVICE_UNKNOWN");
  CHECK(with([](HostOptions& o) { o.tls.authority = "/no/such.pem"; }) == "TLS_INVALID");
}

TEST_CASE("two hosts do not share a unix socket, and one takes over what a dead one left") {
  TestHouse house({.services = {"access"}});
  const test::TemporaryFolder folder;
  HostOptions options = Options(house, "access");
  options.listen = {"unix:" + (folder / "tirek.sock")};
  host::EventLog log(host::LogLevel::kOff);
  {
    const auto first = RunningHost::Start(options, log);
    REQUIRE(first);
    CHECK(ReasonOf(options) == "ADDRESS_IN_USE");
    CHECK(Health(grpc::CreateChannel(options.listen[0], grpc::InsecureChannelCredentials()), "") ==
          "SERVING");
  }
  test::WriteFile(folder / "tirek.sock", "");
  std::filesystem::remove(folder / "tirek.sock");
  CHECK(ReasonOf(options) == "");
}

// A self-signed certificate for localhost, and its key.
struct Certificate {
  explicit Certificate(const std::string& stem) : files{stem + ".crt", stem + ".key", ""} {
    const std::string command =
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2"
        " -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout " +
        files.key + " -out " + files.certificate + " 2>/dev/null";
    REQUIRE(std::system(command.c_str()) == 0);
  }
  host::TlsFiles files;
};

TEST_CASE("with a certificate the door speaks TLS and nothing else") {
  TestHouse house({.services = {"access"}});
  const test::TemporaryFolder folder;
  const Certificate certificate(folder / "server");
  HostOptions options = Options(house, "access");
  options.tls = certificate.files;
  host::EventLog log(host::LogLevel::kOff);
  const auto host = RunningHost::Start(options, log);
  REQUIRE(host);
  const std::string address = (*host)->addresses().front();
  grpc::SslCredentialsOptions trust;
  trust.pem_root_certs = test::ReadFile(certificate.files.certificate);
  CHECK(Health(grpc::CreateChannel(address, grpc::SslCredentials(trust)), "") == "SERVING");
  CHECK(Health(grpc::CreateChannel(address, grpc::InsecureChannelCredentials()), "") ==
        std::to_string(grpc::StatusCode::UNAVAILABLE));
  trust.pem_root_certs = test::ReadFile(Certificate(folder / "stranger").files.certificate);
  CHECK(Health(grpc::CreateChannel(address, grpc::SslCredentials(trust)), "") ==
        std::to_string(grpc::StatusCode::UNAVAILABLE));
}

TEST_CASE("certificate files that are missing, broken or of different pairs are refused at start") {
  TestHouse house({.services = {"access"}});
  const test::TemporaryFolder folder;
  const Certificate good(folder / "good");
  const Certificate other(folder / "other");
  test::WriteFile(folder / "garbage", "garbage");
  test::WriteFile(folder / "empty", "");
  struct Case {
    std::string certificate;
    std::string key;
    std::string said;
  };
  const Case cases[] = {
      {good.files.certificate, "", "go together"},
      {"", good.files.key, "go together"},
      {folder / "missing", good.files.key, "--tls-cert: the file " + (folder / "missing")},
      {good.files.certificate, folder / "missing", "--tls-key: the file " + (folder / "missing")},
      {folder / "empty", good.files.key, "--tls-cert: the file"},
      {folder.path(), good.files.key, "--tls-cert: the file"},
      {folder / "garbage", good.files.key, "holds no certificate"},
      {good.files.certificate, folder / "garbage", "holds no private key"},
      {good.files.certificate, other.files.key, "that fits the certificate"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.said);
    HostOptions options = Options(house, "access");
    options.tls = {c.certificate, c.key, ""};
    host::EventLog log(host::LogLevel::kOff);
    const auto host = RunningHost::Start(options, log);
    REQUIRE(!host);
    CHECK(host.error().reason == "TLS_INVALID");
    CHECK(host.error().message.find(c.said) != std::string::npos);
  }
}

}  // namespace
}  // namespace tirek
