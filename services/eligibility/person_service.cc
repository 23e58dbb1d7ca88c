#include "services/eligibility/person_service.h"

#include <algorithm>
#include <map>
#include <utility>

#include "services/eligibility/person_gateway.h"

namespace tirek::eligibility {
namespace {

using NewPersonRow = rpc::ImportRow<NewPerson>;

std::vector<std::string> ReferencesAndIins(const std::vector<NewPersonRow>& rows) {
  std::vector<std::string> keys;
  for (const NewPersonRow& row : rows) {
    if (!row.command) continue;
    keys.push_back(row.command->reference);
    if (!row.command->iin.empty()) keys.push_back(row.command->iin.text());
  }
  return keys;
}

// Refuses who is registered already, or stands in an accepted row above; both keys are named.
void RefuseKnown(std::vector<NewPersonRow>& rows, std::map<std::string, std::string> taken) {
  for (NewPersonRow& row : rows) {
    if (!row.command) continue;
    const std::string reference = row.command->reference;
    const std::string iin = row.command->iin.text();
    if (taken.contains(reference)) {
      row.violations.push_back(
          {"reference", "PERSON_EXISTS", "a reference that no other person has"});
    }
    if (taken.contains(iin)) {
      row.violations.push_back({"iin", "PERSON_EXISTS", "an ИИН that is not registered yet"});
    }
    if (!row.violations.empty()) {
      row.command.reset();
      continue;
    }
    taken.emplace(reference, "");
    if (!iin.empty()) taken.emplace(iin, "");
  }
}

// What stands in the reference's column but is no reference may be anything, also an ИИН.
void HideUnfitKeys(std::vector<NewPersonRow>& rows) {
  for (NewPersonRow& row : rows) {
    if (!IsReference(row.key)) row.key.clear();
  }
}

}  // namespace

Person PersonService::Make(const rpc::Call& call, const NewPerson& details) {
  return {ids_.Next<PersonTag>(), details, call.now()};
}

Result<Person> PersonService::Create(rpc::Call& call, const NewPerson& details) {
  Person person = Make(call, details);
  TIREK_RETURN_IF_ERROR(PersonGateway(call.work()).Insert({person}));
  call.NameSubject(person.person_id.text());
  return person;
}

Result<Person> PersonService::Get(rpc::Call& call, const PersonId& id) {
  call.NameSubject(id.text());
  auto person = PersonGateway(call.work()).Find(id);
  if (person) return *std::move(person);
  return Error{ErrorKind::kNotFound, "PERSON_NOT_FOUND", "There is no such person.", {}, {}};
}

// The audit log names everybody who was shown.
Result<std::vector<Person>> PersonService::List(rpc::Call& call, const PersonFilter& filter,
                                                const rpc::Page& page) {
  auto persons = PersonGateway(call.work()).List(filter, page);
  const std::size_t shown = std::min(persons.size(), static_cast<std::size_t>(page.size));
  std::string subject;
  for (std::size_t i = 0; i < shown; ++i) {
    subject += (i == 0 ? "" : " ") + persons[i].person_id.text();
  }
  call.NameSubject(subject);
  return persons;
}

Result<std::vector<ResolvedPerson>> PersonService::Resolve(rpc::Call& call,
                                                           const std::vector<std::string>& keys) {
  std::vector<std::string> askable;
  std::copy_if(keys.begin(), keys.end(), std::back_inserter(askable),
               [](const std::string& key) { return LooksLikeIin(key) || IsReference(key); });
  // A provider is not told whether somebody is registered who was never placed with it.
  PersonGateway gateway(call.work());
  const bool is_provider = call.principal().role == access::Role::kProvider;
  const auto ids = is_provider ? gateway.ResolvePlaced(askable) : gateway.Resolve(askable);
  std::vector<ResolvedPerson> persons;
  persons.reserve(keys.size());
  for (const std::string& key : keys) {
    const auto found = ids.find(key);
    persons.push_back({key, found == ids.end() ? "" : found->second});
  }
  return persons;
}

Result<void> PersonService::Import(rpc::Call& call, std::vector<NewPersonRow>& rows) {
  PersonGateway gateway(call.work());
  HideUnfitKeys(rows);
  RefuseKnown(rows, gateway.Resolve(ReferencesAndIins(rows)));
  std::vector<Person> persons;
  for (const NewPersonRow& row : rows) {
    if (row.command) persons.push_back(Make(call, *row.command));
  }
  return gateway.Insert(persons);
}

}  // namespace tirek::eligibility
