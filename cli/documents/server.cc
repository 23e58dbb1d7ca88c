#include "cli/documents/server.h"

#include "cli/command_table.h"
#include "cli/id_lookup.h"
#include "cli/paging.h"
#include "core/base/assert.h"

namespace tirek::cli {

// The schema's messages and the program's own are of two pools: they meet as bytes.
Result<std::string> Server::Bytes(const char* noun, const char* verb,
                                  const pb::Message& request) const {
  const Command* command = CommandTable::Get().Find(noun, verb);
  TIREK_ASSERT(command != nullptr);
  const Caller::Message asked = Schema::Get().New(command->method->input_type());
  TIREK_ASSERT(asked->ParseFromString(request.SerializeAsString()));
  TIREK_ASSIGN_OR_RETURN(const Caller::Message answer,
                         command->is_list() ? AllPages(caller_, *command, *asked)
                                            : caller_.Unary(command->method, *asked));
  return answer->SerializeAsString();
}

Result<std::string> Server::IdOf(const char* noun, const char* verb,
                                 const std::string& text) const {
  const Command* command = CommandTable::Get().Find(noun, verb);
  TIREK_ASSERT(command != nullptr && command->positional_id() != nullptr);
  return ToId(command->positional_id(), text, caller_);
}

}  // namespace tirek::cli
