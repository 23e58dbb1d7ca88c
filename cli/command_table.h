// Every RPC as a command "noun verb", from its method option `rule`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/schema.h"
#include "tirek/common/v1/method.pb.h"

namespace tirek::cli {

struct Command {
  std::string noun;
  std::string verb;
  const pb::MethodDescriptor* method;
  common::v1::MethodRule rule;

  std::string words() const { return noun + " " + verb; }
  // It has pages.
  bool is_list() const;
  // Its FILE goes in pieces: the field `last` says that one was the last.
  bool is_upload() const { return method->client_streaming() && !method->server_streaming(); }
  // The bytes that are given as FILE, or nullptr.
  const pb::FieldDescriptor* file_field() const;
  // The id that may be given without its flag, or nullptr.
  const pb::FieldDescriptor* positional_id() const;
};

class CommandTable {
 public:
  static const CommandTable& Get();

  // In the order of the protos.
  const std::vector<Command>& commands() const { return commands_; }
  const Command* Find(std::string_view noun, std::string_view verb) const;
  std::vector<const Command*> OfNoun(std::string_view noun) const;
  std::vector<std::string> nouns() const;

 private:
  CommandTable();
  std::vector<Command> commands_;
};

}  // namespace tirek::cli
