#include "tests/scenarios/desk.h"

#include <sstream>
#include <stdexcept>
#include <streambuf>

#include <grpcpp/create_channel.h>
#include <nlohmann/json.hpp>

#include "cli/client.h"
#include "cli/documents/document_commands.h"

namespace tirek::test {
namespace {

constexpr std::string_view kProvider = "provider ";
constexpr std::string_view kOut = "OUT/";

std::string Replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

// What is written, on the screen and in a text of its own.
class Shown : public std::streambuf {
 public:
  explicit Shown(std::string* screen) : screen_(screen) {}
  const std::string& text() const { return text_; }

 protected:
  std::streamsize xsputn(const char* text, std::streamsize size) override {
    text_.append(text, static_cast<std::size_t>(size));
    screen_->append(text, static_cast<std::size_t>(size));
    return size;
  }
  int_type overflow(int_type c) override {
    const char letter = traits_type::to_char_type(c);
    return xsputn(&letter, 1) == 1 ? c : traits_type::eof();
  }

 private:
  std::string text_;
  std::string* screen_;
};

}  // namespace

Desk::Desk(std::string address, std::string administrator_token, std::string folder)
    : address_(std::move(address)), folder_(std::move(folder)) {
  tokens_["administrator"] = std::move(administrator_token);
  tokens_["nobody"] = "";
}

Answer Desk::Type(const std::string& actor, std::vector<std::string> args) {
  Answer answer = Run(TokenOf(actor), Located(std::move(args)));
  answer.text = Replaced(std::move(answer.text), folder_ + "/", std::string(kOut));
  answer.text = Replaced(std::move(answer.text), address_, "ADDRESS");
  return answer;
}

std::shared_ptr<grpc::Channel> Desk::channel() const {
  return grpc::CreateChannel(address_, grpc::InsecureChannelCredentials());
}

const std::string& Desk::TokenOf(const std::string& actor) {
  const auto known = tokens_.find(actor);
  if (known != tokens_.end()) return known->second;
  std::vector<std::string> args = {
      "token",       "issue", "-o", "json", "--role", actor.substr(0, actor.find_first_of(" -")),
      "--principal", actor};
  if (actor.rfind(kProvider, 0) == 0) {
    args.insert(args.end(), {"--provider-id", actor.substr(kProvider.size())});
  }
  const Answer answer = Run(tokens_["administrator"], args);
  if (answer.exit_code != 0) throw std::runtime_error("no token for " + actor + ": " + answer.text);
  return tokens_[actor] = nlohmann::json::parse(answer.text).at("secret").get<std::string>();
}

// Progress tells how fast the machine is; a transcript is the same everywhere.
Answer Desk::Run(const std::string& token, const std::vector<std::string>& args) const {
  static const SystemClock clock;
  static SystemRandom random;
  cli::ClientEnvironment environment{.clock = clock,
                                     .random = random,
                                     .address = address_,
                                     .token = token,
                                     .token_file = "",
                                     .is_terminal = false,
                                     .open_channel = {},
                                     .server_commands = {}};
  environment.local_commands = cli::DocumentCommands(environment);
  std::vector<std::string> quiet = args;
  if (quiet.size() > 1 && quiet[1] == "watch") quiet.push_back("--no-progress");
  Answer answer;
  Shown shown_out(&answer.text);
  Shown shown_err(&answer.text);
  std::ostream out(&shown_out);
  std::ostream err(&shown_err);
  std::istringstream no_input;
  answer.exit_code = cli::RunClient(quiet, out, err, no_input, environment);
  answer.out = shown_out.text();
  return answer;
}

std::vector<std::string> Desk::Located(std::vector<std::string> args) const {
  for (std::string& arg : args) {
    if (arg.rfind(kOut, 0) == 0) arg = folder_ + "/" + arg.substr(kOut.size());
  }
  return args;
}

}  // namespace tirek::test
