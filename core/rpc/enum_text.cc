#include "core/rpc/enum_text.h"

#include <string_view>

namespace tirek::rpc {

std::string WordOf(const google::protobuf::EnumValueDescriptor& value) {
  // Each enum begins with PREFIX_UNSPECIFIED (Buf STANDARD), so the first value tells the prefix.
  constexpr std::string_view kZero = "UNSPECIFIED";
  const std::string& zero = value.type()->value(0)->name();
  TIREK_ASSERT(zero.size() > kZero.size());
  return value.name().substr(zero.size() - kZero.size());
}

}  // namespace tirek::rpc
