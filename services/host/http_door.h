// Metrics and health over HTTP: GET /metrics, /healthz (the process lives), /readyz (calls can be
// answered).
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "core/base/result.h"

namespace httplib {
class Server;
}  // namespace httplib

namespace tirek::host {

class HttpDoor {
 public:
  struct Pages {
    std::function<std::string()> metrics;  // Prometheus's text format
    std::function<std::string()> unready;  // why no call can be answered; empty when it can
  };

  // ADDRESS_INVALID, ADDRESS_IN_USE, ADDRESS_UNAVAILABLE.
  static Result<std::unique_ptr<HttpDoor>> Open(const std::string& listen, Pages pages);
  ~HttpDoor();
  HttpDoor(const HttpDoor&) = delete;
  HttpDoor& operator=(const HttpDoor&) = delete;

  // With the real port.
  const std::string& address() const { return address_; }

 private:
  HttpDoor();

  std::unique_ptr<httplib::Server> server_;
  std::thread listener_;
  std::string address_;
};

}  // namespace tirek::host
