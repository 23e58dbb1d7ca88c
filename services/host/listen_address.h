// Where a server listens: HOST:PORT, with port 0 for any free one, or unix:PATH.
#pragma once

#include <string>

#include "core/base/result.h"

namespace tirek::host {

// What the kernel takes for a unix socket.
inline constexpr std::size_t kLongestSocketPath = 107;

struct ListenAddress {
  std::string host;  // of a TCP address; "[::1]" with its brackets
  int port = 0;
  std::string path;  // of a unix socket

  bool is_unix() const { return !path.empty(); }
  std::string text() const;
};

// ADDRESS_INVALID (invalid) that tells the flag's name.
Result<ListenAddress> ParseListenAddress(const std::string& flag, const std::string& text);

// Why nothing can listen there: ADDRESS_IN_USE, ADDRESS_UNAVAILABLE (unavailable). Success when
// somebody could. Asked first for a unix socket, which gRPC would take from whoever listens there.
Result<void> CheckListenAddress(const ListenAddress& address);

}  // namespace tirek::host
