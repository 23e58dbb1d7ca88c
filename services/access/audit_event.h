// What happened in one service, as its audit log tells it.
#pragma once

#include <string>
#include <vector>

#include "core/base/clock.h"

namespace tirek::access {

struct AuditEvent {
  std::string service;
  long long sequence = 0;
  Instant event_time;
  std::string principal;
  std::string role;
  std::string method;
  std::string request_id;
  std::string outcome;
  std::string subject;
  std::string hash;
};

struct AuditFilter {
  std::string principal;  // empty for all
  std::string service;
};

// Where a page begins: before this event, newest first.
struct AuditPosition {
  long long event_micros = 0;
  std::string service;
  long long sequence = 0;
};

// Every service that keeps an audit log.
const std::vector<std::string>& AuditedServices();

}  // namespace tirek::access
