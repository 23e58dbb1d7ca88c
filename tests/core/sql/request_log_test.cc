// Each write once, also when the same request arrives twice at the same time.
#include "core/sql/request_log.h"

#include <atomic>
#include <thread>

#include <doctest/doctest.h>
#include <soci/soci.h>

#include "tests/support/test_house.h"

namespace tirek {
namespace {

using sql::Scope;
using sql::UnitOfWork;

TEST_CASE("a stored response comes back byte for byte, to its principal and id alone") {
  test::TestHouse house({.services = {"access"}});
  sql::Database database({house.database_url(), "tirek_access", 1});
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
  {
    UnitOfWork work(database, Scope::Everything());
    sql::RequestLog(work, "access").Store({"ministry", "r-1"}, {"digest", bytes});
    work.Commit();
  }
  UnitOfWork work(database, Scope::Everything());
  sql::RequestLog log(work, "access");
  const auto stored = log.Find({"ministry", "r-1"});
  REQUIRE(stored);
  CHECK(stored->digest == "digest");
  CHECK(stored->response == bytes);
  CHECK(!log.Find({"ministry", "r-2"}));
  CHECK(!log.Find({"finance", "r-1"}));
}

TEST_CASE("of many equal requests at once one does the work and the others see its outcome") {
  test::TestHouse house({.services = {"access"}});
  constexpr int kThreads = 8;
  sql::Database database({house.database_url(), "tirek_access", kThreads});
  std::atomic<int> did{0};
  std::atomic<int> saw{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] {
      UnitOfWork work(database, Scope::Everything());
      sql::RequestLog log(work, "access");
      if (const auto stored = log.Find({"ministry", "r-1"})) {
        if (stored->response == "done") ++saw;
        return;
      }
      ++did;
      log.Store({"ministry", "r-1"}, {"digest", "done"});
      work.Commit();
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(did == 1);
  CHECK(saw == kThreads - 1);
}

}  // namespace
}  // namespace tirek
