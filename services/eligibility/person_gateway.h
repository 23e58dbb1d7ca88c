// All SQL on persons. Reads and writes sets; the transaction is the caller's.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/rpc/page.h"
#include "core/sql/unit_of_work.h"
#include "services/eligibility/person.h"

namespace tirek::eligibility {

class PersonGateway {
 public:
  explicit PersonGateway(sql::UnitOfWork& work) : work_(work) {}

  // PERSON_EXISTS when a reference or ИИН is taken.
  Result<void> Insert(const std::vector<Person>& persons);

  // Up to page.size + 1 persons, by reference.
  std::vector<Person> List(const PersonFilter& filter, const rpc::Page& page);
  std::optional<Person> Find(const PersonId& id);

  // Keys to ids, those that name somebody: 12 digits are an ИИН, all else is a reference.
  std::map<std::string, std::string> Resolve(const std::vector<std::string>& keys);
  // Of those alone who have, or had, a placement that the transaction's scope sees.
  std::map<std::string, std::string> ResolvePlaced(const std::vector<std::string>& keys);

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::eligibility
