#include "cli/connection.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <sstream>
#include <string>

#include <grpcpp/channel.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/support/channel_arguments.h>

#include "cli/exit_code.h"
#include "cli/input_file.h"
#include "cli/utf8.h"

namespace tirek::cli {
namespace {

constexpr int kMaxMessageBytes = 256 << 20;  // a page of 1000 rows and a payment file fit well

std::optional<int> ParseNumber(std::string_view text, int least, int most) {
  int value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc() || end != text.data() + text.size()) return {};
  if (value < least || value > most) return {};
  return value;
}

bool IsAddress(std::string_view address) {
  constexpr std::string_view kUnix = "unix:";
  if (address.starts_with(kUnix)) return address.size() > kUnix.size();
  const std::size_t colon = address.rfind(':');
  return colon != std::string_view::npos && colon > 0 &&
         address.find('/') == std::string_view::npos &&
         ParseNumber(address.substr(colon + 1), 1, 65535).has_value();
}

// gRPC would end the call with an assertion on a header that HTTP/2 cannot carry.
bool IsToken(std::string_view token) {
  return std::all_of(token.begin(), token.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

std::string WithoutLineEnd(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  return text;
}

std::string LocalToken(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return WithoutLineEnd({std::istreambuf_iterator<char>(file), {}});
}

Result<std::string> Token(const Arguments& arguments, const ClientEnvironment& environment) {
  std::string token = environment.token;
  if (arguments.Has(Option::kToken) && arguments.Has(Option::kTokenFile)) {
    return WrongUsage("--token and --token-file exclude each other");
  }
  if (arguments.Has(Option::kToken)) {
    token = arguments.Get(Option::kToken);
  } else if (arguments.Has(Option::kTokenFile)) {
    std::istringstream none;
    TIREK_ASSIGN_OR_RETURN(const std::string text,
                           ReadInput(arguments.Get(Option::kTokenFile), none));
    token = WithoutLineEnd(text);
  } else if (token.empty() && !environment.token_file.empty()) {
    token = LocalToken(environment.token_file);
  }
  if (!IsToken(token)) {
    return WrongUsage("the token is not one: expected printable ASCII without spaces");
  }
  return token;
}

Result<std::shared_ptr<grpc::ChannelCredentials>> Credentials(const Arguments& arguments) {
  if (!arguments.Has(Option::kTlsCa)) return grpc::InsecureChannelCredentials();
  std::istringstream none;
  grpc::SslCredentialsOptions options;
  TIREK_ASSIGN_OR_RETURN(options.pem_root_certs, ReadInput(arguments.Get(Option::kTlsCa), none));
  if (options.pem_root_certs.find("-----BEGIN CERTIFICATE-----") == std::string::npos) {
    return WrongUsage("--tls-ca: " + Printable(arguments.Get(Option::kTlsCa)) +
                      " holds no PEM certificate");
  }
  return grpc::SslCredentials(options);
}

Result<std::shared_ptr<grpc::Channel>> OpenChannel(const Arguments& arguments,
                                                   const ClientEnvironment& environment) {
  if (environment.open_channel && !arguments.Has(Option::kAddress)) {
    return environment.open_channel();
  }
  const std::string address =
      arguments.Has(Option::kAddress) ? arguments.Get(Option::kAddress) : environment.address;
  if (address.empty()) return WrongUsage("which server? Give --address or set TIREK_ADDRESS");
  if (!IsAddress(address)) {
    return WrongUsage("'" + Printable(address) +
                      "' is not an address; expected HOST:PORT or unix:PATH");
  }
  TIREK_ASSIGN_OR_RETURN(const auto credentials, Credentials(arguments));
  grpc::ChannelArguments channel_arguments;
  channel_arguments.SetMaxReceiveMessageSize(kMaxMessageBytes);
  channel_arguments.SetMaxSendMessageSize(kMaxMessageBytes);
  return grpc::CreateCustomChannel(address, credentials, channel_arguments);
}

}  // namespace

Result<Caller> Connect(const Arguments& arguments, const ClientEnvironment& environment) {
  std::optional<int> timeout;
  if (arguments.Has(Option::kTimeout)) {
    constexpr int kDay = 86400;
    timeout = ParseNumber(arguments.Get(Option::kTimeout), 1, kDay);
    if (!timeout) return WrongUsage("--timeout expects a number of seconds, 1 to 86400");
  }
  TIREK_ASSIGN_OR_RETURN(std::string token, Token(arguments, environment));
  TIREK_ASSIGN_OR_RETURN(const auto channel, OpenChannel(arguments, environment));
  return Caller(channel, std::move(token), timeout);
}

}  // namespace tirek::cli
