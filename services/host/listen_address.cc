#include "services/host/listen_address.h"

#include <netdb.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <memory>

namespace tirek::host {
namespace {

constexpr int kLastPort = 65535;

Error Invalid(const std::string& flag, const std::string& text) {
  return {ErrorKind::kInvalid,
          "ADDRESS_INVALID",
          flag + " is HOST:PORT or unix:PATH, for example 127.0.0.1:7411, not '" + text + "'.",
          {{"flag", flag}, {"address", text}},
          {}};
}

Error CannotListen(const ListenAddress& address, int number) {
  if (number == EADDRINUSE) {
    return {ErrorKind::kUnavailable,
            "ADDRESS_IN_USE",
            "Another program listens on " + address.text() +
                " already; stop it, or choose another address.",
            {{"address", address.text()}},
            {}};
  }
  return {ErrorKind::kUnavailable,
          "ADDRESS_UNAVAILABLE",
          "Nothing can listen on " + address.text() + ": " + std::strerror(number) + ".",
          {{"address", address.text()}},
          {}};
}

// errno of trying, or 0.
int TryBind(const addrinfo& target) {
  const int socket_fd = socket(target.ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (socket_fd < 0) return errno;
  const int on = 1;
  setsockopt(socket_fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  int number = bind(socket_fd, target.ai_addr, target.ai_addrlen) == 0 ? 0 : errno;
  if (number == 0 && listen(socket_fd, 1) != 0) number = errno;
  close(socket_fd);
  return number;
}

Result<void> CheckTcp(const ListenAddress& address) {
  addrinfo wanted{};
  wanted.ai_flags = AI_PASSIVE;
  wanted.ai_socktype = SOCK_STREAM;
  std::string host = address.host;
  if (host.front() == '[') host = host.substr(1, host.size() - 2);
  addrinfo* found = nullptr;
  const int failure =
      getaddrinfo(host.c_str(), std::to_string(address.port).c_str(), &wanted, &found);
  if (failure != 0) {
    return Error{ErrorKind::kUnavailable,
                 "ADDRESS_UNAVAILABLE",
                 "Nothing can listen on " + address.text() + ": " + gai_strerror(failure) + ".",
                 {{"address", address.text()}},
                 {}};
  }
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> all(found, &freeaddrinfo);
  const int number = TryBind(*all);
  if (number != 0) return CannotListen(address, number);
  return {};
}

Result<void> CheckUnix(const ListenAddress& address) {
  sockaddr_un target{};
  target.sun_family = AF_UNIX;
  if (address.path.size() >= sizeof target.sun_path) return CannotListen(address, ENAMETOOLONG);
  std::memcpy(target.sun_path, address.path.c_str(), address.path.size());
  const int socket_fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const auto* generic = reinterpret_cast<const sockaddr*>(&target);
  const bool answered = connect(socket_fd, generic, sizeof target) == 0;
  close(socket_fd);
  if (answered) return CannotListen(address, EADDRINUSE);
  const std::size_t slash = address.path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : address.path.substr(0, slash + 1);
  if (access(folder.c_str(), W_OK) != 0) return CannotListen(address, errno);
  return {};
}

}  // namespace

std::string ListenAddress::text() const {
  return is_unix() ? "unix:" + path : host + ":" + std::to_string(port);
}

Result<ListenAddress> ParseListenAddress(const std::string& flag, const std::string& text) {
  constexpr std::string_view kUnix = "unix:";
  if (text.rfind(kUnix, 0) == 0) {
    ListenAddress address{"", 0, text.substr(kUnix.size())};
    // "unix:///run/x" is an absolute path after an empty authority.
    if (address.path.rfind("//", 0) == 0) address.path.erase(0, 2);
    if (address.path.empty()) return Invalid(flag, text);
    return address;
  }
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0) return Invalid(flag, text);
  ListenAddress address{text.substr(0, colon), 0, ""};
  const bool bracketed = address.host.front() == '[' && address.host.back() == ']';
  if (!bracketed && address.host.find(':') != std::string::npos) return Invalid(flag, text);
  const char* end = text.data() + text.size();
  const auto [stop, failure] = std::from_chars(text.data() + colon + 1, end, address.port);
  const bool whole = failure == std::errc() && stop == end;
  if (!whole || address.port < 0 || address.port > kLastPort) return Invalid(flag, text);
  return address;
}

Result<void> CheckListenAddress(const ListenAddress& address) {
  return address.is_unix() ? CheckUnix(address) : CheckTcp(address);
}

}  // namespace tirek::host
