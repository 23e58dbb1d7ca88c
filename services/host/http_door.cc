#include "services/host/http_door.h"

#include <sys/socket.h>

#include <httplib.h>

#include "services/host/listen_address.h"

namespace tirek::host {
namespace {

// The library's own choice would let two servers share a port.
void OneServerAPort(int socket_fd) {
  const int on = 1;
  setsockopt(socket_fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
}

void AddPages(httplib::Server& server, HttpDoor::Pages pages) {
  server.Get("/metrics", [metrics = std::move(pages.metrics)](const httplib::Request&,
                                                              httplib::Response& response) {
    response.set_content(metrics(), "text/plain; version=0.0.4; charset=utf-8");
  });
  server.Get("/healthz", [](const httplib::Request&, httplib::Response& response) {
    response.set_content("ok\n", "text/plain; charset=utf-8");
  });
  server.Get("/readyz", [unready = std::move(pages.unready)](const httplib::Request&,
                                                             httplib::Response& response) {
    const std::string why = unready();
    response.status = why.empty() ? 200 : 503;
    response.set_content(why.empty() ? "ready\n" : why + "\n", "text/plain; charset=utf-8");
  });
}

}  // namespace

HttpDoor::HttpDoor() : server_(std::make_unique<httplib::Server>()) {}

Result<std::unique_ptr<HttpDoor>> HttpDoor::Open(const std::string& listen, Pages pages) {
  TIREK_ASSIGN_OR_RETURN(ListenAddress address, ParseListenAddress("--http", listen));
  if (address.is_unix()) {
    return Error{ErrorKind::kInvalid,
                 "ADDRESS_INVALID",
                 "--http is HOST:PORT, not a unix socket.",
                 {{"flag", "--http"}, {"address", listen}},
                 {}};
  }
  std::unique_ptr<HttpDoor> door(new HttpDoor());
  door->server_->set_socket_options(OneServerAPort);
  AddPages(*door->server_, std::move(pages));
  std::string host = address.host;
  if (host.front() == '[') host = host.substr(1, host.size() - 2);
  if (address.port == 0) {
    address.port = door->server_->bind_to_any_port(host);
  } else if (!door->server_->bind_to_port(host, address.port)) {
    address.port = -1;
  }
  if (address.port <= 0) {
    TIREK_ASSIGN_OR_RETURN(const ListenAddress wanted, ParseListenAddress("--http", listen));
    TIREK_RETURN_IF_ERROR(CheckListenAddress(wanted));
    return Error{ErrorKind::kUnavailable,
                 "ADDRESS_UNAVAILABLE",
                 "Nothing can listen on " + listen + ".",
                 {{"address", listen}},
                 {}};
  }
  door->address_ = address.text();
  door->listener_ = std::thread([server = door->server_.get()] { server->listen_after_bind(); });
  // Before that a stop would be lost.
  while (!door->server_->is_running()) std::this_thread::yield();
  return door;
}

HttpDoor::~HttpDoor() {
  server_->stop();
  if (listener_.joinable()) listener_.join();
}

}  // namespace tirek::host
