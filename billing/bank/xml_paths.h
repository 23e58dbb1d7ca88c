// Which elements of an XML message are read, as a tree: everything else is passed over with all
// that it contains.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tirek::bank {

class XmlPaths {
 public:
  static constexpr int kNoField = -1;
  static constexpr int kRoot = 0;  // stands for the document's root element
  static constexpr int kUnknown = -1;

  XmlPaths() { nodes_.push_back({}); }

  // "Ntry/Amt" below the node `from`; gives its node. A path may be added twice with one field.
  int Add(int from, std::string_view path, int field = kNoField);

  int Child(int node, std::string_view name) const;
  int FieldOf(int node) const { return nodes_[static_cast<std::size_t>(node)].field; }

 private:
  struct Node {
    std::string name;
    int field = kNoField;
    std::vector<int> children;
  };

  std::vector<Node> nodes_;
};

}  // namespace tirek::bank
