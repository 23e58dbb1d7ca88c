// Persons on the wire and back, with every check of a field that needs no database.
//
// What an ИИН says of birth date and sex is never repeated in an error: it is personal.
#pragma once

#include <vector>

#include "core/base/result.h"
#include "services/eligibility/person.h"
#include "tirek/eligibility/v1/eligibility.pb.h"

namespace tirek::eligibility {

// `today`: nobody is born later.
Result<NewPerson> FromProto(const v1::CreatePersonRequest& request, CivilDate today);
Result<PersonId> FromProto(const v1::GetPersonRequest& request);
Result<PersonFilter> FromProto(const v1::ListPersonsRequest& request);
Result<std::vector<std::string>> FromProto(const v1::ResolvePersonsRequest& request);

v1::Person ToProto(const Person& person);
v1::ResolvedPerson ToProto(const ResolvedPerson& person);

}  // namespace tirek::eligibility
