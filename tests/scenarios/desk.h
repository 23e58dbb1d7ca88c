// The people who work with a Tirek: who types what, and what they see.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <grpcpp/channel.h>

namespace tirek::test {

struct Answer {
  int exit_code = 0;
  std::string text;  // both streams, as a terminal shows them
  std::string out;   // the standard output alone
};

class Desk {
 public:
  // `folder` takes what commands write: OUT/payments.xml is a file there.
  Desk(std::string address, std::string administrator_token, std::string folder);

  // What `actor` sees when typing `tirek args…`. An actor is a role, "finance-2" for a second
  // person of a role, "provider 230840990018" for who acts for that provider, or "nobody", who has
  // no token. Tokens are issued at first use, by the administrator.
  Answer Type(const std::string& actor, std::vector<std::string> args);

  std::shared_ptr<grpc::Channel> channel() const;
  const std::string& TokenOf(const std::string& actor);

 private:
  Answer Run(const std::string& token, const std::vector<std::string>& args) const;
  std::vector<std::string> Located(std::vector<std::string> args) const;

  std::string address_;
  std::string folder_;
  std::map<std::string, std::string> tokens_;
};

}  // namespace tirek::test
