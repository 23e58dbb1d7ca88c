#include "tools/tidy/tree.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

#include "tools/tidy/text.h"

namespace tirek::tidy {
namespace {

namespace fs = std::filesystem;

bool IsSkipped(const fs::path& folder) {
  const std::string name = folder.filename().string();
  return name.starts_with('.') || name == "build" || name == "node_modules";
}

std::vector<std::string> ListFiles(const fs::path& root) {
  std::vector<std::string> files;
  for (auto it = fs::recursive_directory_iterator(root); it != fs::end(it); ++it) {
    if (it->is_directory() && IsSkipped(it->path())) it.disable_recursion_pending();
    if (it->is_regular_file()) files.push_back(fs::relative(it->path(), root).generic_string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

bool IsSource(const std::string& path) {
  return path.ends_with(".cc") || path.ends_with(".h") || path.ends_with(".proto") ||
         path.ends_with(".sql");
}

}  // namespace

std::string ReadText(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

Tree LoadTree(const fs::path& root) {
  Tree tree;
  std::set<std::string> folders;
  for (const std::string& path : ListFiles(root)) {
    for (fs::path folder = fs::path(path).parent_path(); !folder.empty();
         folder = folder.parent_path()) {
      folders.insert(folder.generic_string());
    }
    if (IsSource(path)) tree.sources.emplace_back(path, ReadText(root / path));
    if (Matches(path, "services/*/README.md"))
      tree.readmes.emplace_back(path, ReadText(root / path));
  }
  tree.folders.assign(folders.begin(), folders.end());
  return tree;
}

}  // namespace tirek::tidy
