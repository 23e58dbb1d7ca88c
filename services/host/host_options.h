// What a process is told: which services, on which database, behind which doors.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/rpc/hosted_service.h"

namespace tirek::host {

struct TlsFiles {
  std::string certificate;  // chain, PEM; none: the door speaks plain HTTP/2
  std::string key;          // PEM
  std::string authority;    // PEM; peers elsewhere are called over TLS and checked against it
};

struct HostOptions {
  std::vector<rpc::ServiceEntry> services;
  std::string database_url;                  // of a login that may act in the services' roles
  std::map<std::string, std::string> peers;  // addresses of services that are not hosted here
  std::vector<std::string> listen;           // each HOST:PORT or unix:PATH; at least one
  std::string http;                          // metrics and health; empty for none
  TlsFiles tls;                              // for HOST:PORT; a unix socket needs none
  int sessions = 4;                          // database sessions of each service
  const Clock* clock = nullptr;              // outlives the host; the system's when absent
};

}  // namespace tirek::host
