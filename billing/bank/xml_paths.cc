#include "billing/bank/xml_paths.h"

namespace tirek::bank {

int XmlPaths::Child(int node, std::string_view name) const {
  for (const int child : nodes_[static_cast<std::size_t>(node)].children) {
    if (nodes_[static_cast<std::size_t>(child)].name == name) return child;
  }
  return kUnknown;
}

int XmlPaths::Add(int from, std::string_view path, int field) {
  int node = from;
  while (!path.empty()) {
    const std::string_view name = path.substr(0, path.find('/'));
    path.remove_prefix(name.size() + (name.size() < path.size() ? 1 : 0));
    int child = Child(node, name);
    if (child == kUnknown) {
      child = static_cast<int>(nodes_.size());
      nodes_.push_back({std::string(name), kNoField, {}});
      nodes_[static_cast<std::size_t>(node)].children.push_back(child);
    }
    node = child;
  }
  if (field != kNoField) nodes_[static_cast<std::size_t>(node)].field = field;
  return node;
}

}  // namespace tirek::bank
