// Several questions to a server, in the messages of its protos.
#pragma once

#include <string>

#include "cli/caller.h"
#include "core/base/result.h"

namespace tirek::cli {

class Server {
 public:
  explicit Server(Caller caller) : caller_(std::move(caller)) {}

  // What `tirek NOUN VERB` asks; of a list all pages.
  template <typename Response>
  Result<Response> Ask(const char* noun, const char* verb, const pb::Message& request) const {
    TIREK_ASSIGN_OR_RETURN(const std::string bytes, Bytes(noun, verb, request));
    Response response;
    TIREK_ASSERT(response.ParseFromString(bytes));
    return response;
  }

  // The id that a person means by `text`, where a command asks for it: the id itself, or the
  // natural key of what it names.
  Result<std::string> IdOf(const char* noun, const char* verb, const std::string& text) const;

 private:
  Result<std::string> Bytes(const char* noun, const char* verb, const pb::Message& request) const;

  Caller caller_;
};

}  // namespace tirek::cli
