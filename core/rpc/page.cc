#include "core/rpc/page.h"

#include <memory>
#include <optional>
#include <string_view>

#include "core/base/field_check.h"
#include "core/rpc/request_fields.h"

namespace tirek::rpc {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr int kMostRows = 1000;
constexpr std::size_t kDigestLength = 16;

// The filter alone: what must not change from page to page.
std::string FilterDigest(const Message& request) {
  const std::unique_ptr<Message> filter(request.New());
  filter->CopyFrom(request);
  for (const char* name : {"page_size", "page_token"}) {
    filter->GetReflection()->ClearField(filter.get(),
                                        filter->GetDescriptor()->FindFieldByName(name));
  }
  return DigestOf(*filter).substr(0, kDigestLength);
}

// Part sizes before the parts, so that a key may hold any byte.
std::string EncodeKey(const std::vector<std::string>& key) {
  std::string text;
  for (const std::string& part : key) text += std::to_string(part.size()) + ':' + part;
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  for (const char c : text) {
    hex += kDigits[static_cast<unsigned char>(c) >> 4U];
    hex += kDigits[static_cast<unsigned char>(c) & 15U];
  }
  return hex;
}

std::optional<std::string> FromHexStrict(std::string_view hex) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  if (hex.size() % 2 != 0) return std::nullopt;
  std::string text;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const std::size_t high = kDigits.find(hex[i]);
    const std::size_t low = kDigits.find(hex[i + 1]);
    if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
    text += static_cast<char>(high * 16 + low);
  }
  return text;
}

std::optional<std::vector<std::string>> DecodeKey(std::string_view hex) {
  const std::optional<std::string> text = FromHexStrict(hex);
  if (!text) return std::nullopt;
  std::vector<std::string> key;
  std::size_t at = 0;
  while (at < text->size()) {
    const std::size_t colon = text->find(':', at);
    if (colon == std::string::npos || colon == at || colon - at > 6) return std::nullopt;
    const std::string digits = text->substr(at, colon - at);
    if (digits.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
    const std::size_t size = std::stoul(digits);
    if (colon + 1 + size > text->size()) return std::nullopt;
    key.push_back(text->substr(colon + 1, size));
    if (!Utf8Length(key.back())) return std::nullopt;
    at = colon + 1 + size;
  }
  return key;
}

}  // namespace

Error PageTokenInvalid() {
  return InvalidFields({{"page_token", "PAGE_TOKEN_INVALID",
                         "the next_page_token of this list with the same filter"}});
}

Result<Page> PageOf(const Message& request, std::size_t key_parts) {
  const auto* reflection = request.GetReflection();
  const auto* descriptor = request.GetDescriptor();
  Page page;
  const int size = reflection->GetInt32(request, descriptor->FindFieldByName("page_size"));
  std::vector<Violation> violations;
  if (size < 0 || size > kMostRows) {
    violations.push_back({"page_size", "OUT_OF_RANGE", "a whole number from 1 to 1000, or none"});
  }
  if (size > 0) page.size = size;
  const std::string token =
      reflection->GetString(request, descriptor->FindFieldByName("page_token"));
  if (!token.empty()) {
    const auto key = token.rfind(FilterDigest(request), 0) == 0
                         ? DecodeKey(std::string_view(token).substr(kDigestLength))
                         : std::nullopt;
    if (key && key->size() == key_parts) {
      page.after = *key;
    } else {
      violations.push_back(PageTokenInvalid().violations.front());
    }
  }
  if (!violations.empty()) return InvalidFields(std::move(violations));
  return page;
}

std::string NextPageToken(const Message& request, const std::vector<std::string>& key) {
  return FilterDigest(request) + EncodeKey(key);
}

}  // namespace tirek::rpc
