// A person who may need services: the only record with personal data in the house.
#pragma once

#include <string>
#include <string_view>

#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/calendar/civil_date.h"
#include "core/identity/iin.h"
#include "core/identity/kato.h"

namespace tirek::eligibility {

struct PersonTag {
  static constexpr std::string_view kPrefix = "psn";
};
using PersonId = Id<PersonTag>;

struct NewPerson {
  std::string reference;
  Iin iin;  // empty for a person who has none
  std::string full_name;
  CivilDate birth_date;
  std::string sex;  // as stored: "FEMALE", "MALE"
  Kato kato;        // empty for a person without a residence
};

struct Person {
  PersonId person_id;
  NewPerson details;
  Instant create_time;
};

struct PersonFilter {
  std::string reference;  // empty for all
  std::string iin;
};

// A key as people give it, and whom it names; an empty id for nobody.
struct ResolvedPerson {
  std::string key;
  std::string person_id;
};

// 12 digits, right or wrong: what must not be shown of a key that somebody put in a wrong column.
bool LooksLikeIin(std::string_view text);

// What may be a person's reference: 2 to 40 of A-Z, 0-9 and '-', and never to be taken for an ИИН.
bool IsReference(std::string_view text);

}  // namespace tirek::eligibility
