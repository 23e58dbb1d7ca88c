// The use cases on persons: what is checked, in which order, and what is written.
#pragma once

#include <string>
#include <vector>

#include "core/rpc/call.h"
#include "core/rpc/import.h"
#include "core/rpc/page.h"
#include "services/eligibility/person.h"

namespace tirek::eligibility {

class PersonService {
 public:
  explicit PersonService(IdSource& ids) : ids_(ids) {}

  Result<Person> Create(rpc::Call& call, const NewPerson& details);
  Result<Person> Get(rpc::Call& call, const PersonId& id);
  // Up to page.size + 1 persons.
  Result<std::vector<Person>> List(rpc::Call& call, const PersonFilter& filter,
                                   const rpc::Page& page);
  // One for each key, in their order.
  Result<std::vector<ResolvedPerson>> Resolve(rpc::Call& call,
                                              const std::vector<std::string>& keys);
  // Stores the rows that still have a command, but those whose reference or ИИН is taken.
  Result<void> Import(rpc::Call& call, std::vector<rpc::ImportRow<NewPerson>>& rows);

 private:
  Person Make(const rpc::Call& call, const NewPerson& details);

  IdSource& ids_;
};

}  // namespace tirek::eligibility
