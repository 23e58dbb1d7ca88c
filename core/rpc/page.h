// Pages of a list: a size, and an opaque token that is bound to the filter it was made for.
#pragma once

#include <string>
#include <vector>

#include <google/protobuf/message.h>

#include "core/base/result.h"

namespace tirek::rpc {

struct Page {
  int size = 50;                   // rows wanted; read one more to know whether there are others
  std::vector<std::string> after;  // key of the last row seen, empty on the first page

  // The last key of a list ordered by one text; "" comes before all on the first page.
  std::string AfterKey() const { return after.empty() ? "" : after.front(); }
};

// Reads page_size (50 when absent, at most 1000) and page_token of a List request whose rows are
// ordered by a key of `key_parts` parts. A token of another filter is PAGE_TOKEN_INVALID.
Result<Page> PageOf(const google::protobuf::Message& request, std::size_t key_parts);

// The refusal of a token that PageOf let pass, but whose key is none of this list's.
Error PageTokenInvalid();

// The token of the page that follows the row with this key.
std::string NextPageToken(const google::protobuf::Message& request,
                          const std::vector<std::string>& key);

// Cuts the extra row off `rows` (read with LIMIT size + 1); the token for what follows, or "".
template <typename Row, typename KeyOf>
std::string CutPage(const google::protobuf::Message& request, const Page& page,
                    std::vector<Row>& rows, KeyOf key_of) {
  if (rows.size() <= static_cast<std::size_t>(page.size)) return "";
  rows.resize(static_cast<std::size_t>(page.size));
  return NextPageToken(request, key_of(rows.back()));
}

}  // namespace tirek::rpc
