// The blocks of docs/capitation.md are one sound order, and its sentences are the program's.
#include <fstream>
#include <iterator>

#include "services/order_file/order_codec.h"
#include "tests/services/order_file/sample_file.h"

namespace tirek::order {
namespace {

std::string DocsText() {
  std::ifstream file("docs/capitation.md");
  REQUIRE_MESSAGE(file, "docs/capitation.md is read from the repository's root");
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// All ```json blocks together.
contracts::v1::Order DocsOrder() {
  const std::string text = DocsText();
  const std::string begin = "```json\n";
  contracts::v1::Order order;
  std::size_t at = text.find(begin);
  REQUIRE(at != std::string::npos);
  for (; at != std::string::npos; at = text.find(begin, at)) {
    at += begin.size();
    const std::size_t end = text.find("\n```", at);
    const auto part = ParseOrderFile(text.substr(at, end - at));
    REQUIRE_MESSAGE(part, Describe(part.error()), text.substr(at, 60));
    order.MergeFrom(*part);
  }
  return order;
}

bool DocsSay(const Violation& fault) {
  return DocsText().find(fault.field + ": " + fault.expected + " [" + fault.reason + "]") !=
         std::string::npos;
}

TEST_CASE("the blocks of docs/capitation.md are one sound order with a rule of every kind") {
  const auto document = DocumentFromProto(DocsOrder());
  REQUIRE_MESSAGE(document, Describe(document.error()));
  const contracts::v1::Order proto = ToProto(document->terms);
  const auto* type = contracts::v1::Order::descriptor();
  for (int i = 0; i < type->field_count(); ++i) {
    CAPTURE(type->field(i)->name());
    if (!type->field(i)->is_repeated()) continue;
    CHECK(proto.GetReflection()->FieldSize(proto, type->field(i)) > 0);
  }
}

TEST_CASE("the faults that docs/capitation.md shows are told in these words") {
  contracts::v1::Order order = DocsOrder();
  contracts::v1::Order ward = order;
  ward.mutable_tariffs()->SwapElements(0, 6);
  ward.mutable_tariffs(0)->mutable_steps()->mutable_steps(2)->set_first(203);
  auto refused = DocumentFromProto(ward);
  REQUIRE_FALSE(refused);
  REQUIRE(refused.error().violations.size() == 1);
  CHECK(DocsSay(refused.error().violations[0]));

  order.mutable_tariffs(0)->mutable_rate()->set_value("6500.01");
  *order.add_caps() = order.caps(0);
  order.mutable_caps(1)->set_code("C-DAY-2");
  refused = DocumentFromProto(order);
  REQUIRE_FALSE(refused);
  REQUIRE(refused.error().violations.size() == 2);
  for (const Violation& fault : refused.error().violations) CHECK(DocsSay(fault));
}

}  // namespace
}  // namespace tirek::order
