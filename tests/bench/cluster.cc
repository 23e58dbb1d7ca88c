#include "tests/bench/cluster.h"

#include <stdlib.h>

#include <filesystem>
#include <stdexcept>

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

namespace tirek::bench {

namespace fs = std::filesystem;

Cluster::Cluster() {
  std::string pattern = (fs::temp_directory_path() / "tirek-bench-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary directory");
  folder_ = pattern;
  // Root's PostgreSQL runs as another user.
  fs::permissions(folder_, fs::perms::owner_all | fs::perms::others_exec);
  auto started = host::EmbeddedPostgres::Start(
      {folder_ + "/postgres", folder_ + "/run", folder_ + "/postgres.log", true});
  if (!started) throw std::runtime_error(Describe(started.error()));
  postgres_ = std::move(started).value();
}

Cluster::~Cluster() {
  postgres_.reset();
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

std::string Cluster::NewDatabase() {
  const std::string name = "month_" + std::to_string(++databases_);
  soci::session sql(soci::postgresql, postgres_->url("postgres"));
  sql << "CREATE DATABASE " + name;
  return postgres_->url(name);
}

}  // namespace tirek::bench
