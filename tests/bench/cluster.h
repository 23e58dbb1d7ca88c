// A private PostgreSQL with fsync on, for one measurement.
#pragma once

#include <memory>
#include <string>

#include "services/host/embedded_postgres.h"

namespace tirek::bench {

// A cluster of its own in a temporary folder.
class Cluster {
 public:
  Cluster();
  ~Cluster();
  Cluster(const Cluster&) = delete;
  Cluster& operator=(const Cluster&) = delete;

  // Its url.
  std::string NewDatabase();

 private:
  std::string folder_;
  std::unique_ptr<host::EmbeddedPostgres> postgres_;
  int databases_ = 0;
};

}  // namespace tirek::bench
