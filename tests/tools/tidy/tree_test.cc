// Which files of a checkout are looked at.
#include "tools/tidy/tree.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace tirek::tidy {
namespace {

namespace fs = std::filesystem;

// A folder of its own, gone at the end.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (fs::temp_directory_path() / "tidy_test_XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  void Write(const std::string& path, const std::string& text) const {
    fs::create_directories((path_ / path).parent_path());
    std::ofstream(path_ / path) << text;
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

TEST_CASE("a tree holds sources and READMEs, but nothing built, fetched or hidden") {
  const TemporaryFolder root;
  for (const char* path : {"core/base/a.cc", "core/base/a.h", "proto/tirek/x/v1/x.proto",
                           "schemas/0001_a.sql", "services/registry/README.md", "README.md",
                           "build/dev/b.cc", ".git/c.cc", "web/node_modules/d.cc"}) {
    root.Write(path, "x\n");
  }
  const Tree tree = LoadTree(root.path());
  std::vector<std::string> paths;
  for (const Source& source : tree.sources) paths.push_back(source.path);
  CHECK(paths == std::vector<std::string>{"core/base/a.cc", "core/base/a.h",
                                          "proto/tirek/x/v1/x.proto", "schemas/0001_a.sql"});
  REQUIRE(tree.readmes.size() == 1);
  CHECK(tree.readmes[0].path == "services/registry/README.md");
  CHECK(tree.folders == std::vector<std::string>{"core", "core/base", "proto", "proto/tirek",
                                                 "proto/tirek/x", "proto/tirek/x/v1", "schemas",
                                                 "services", "services/registry"});
}

}  // namespace
}  // namespace tirek::tidy
