#include "services/eligibility/person_codec.h"

#include "core/rpc/convert.h"
#include "core/rpc/enum_text.h"

namespace tirek::eligibility {
namespace {

constexpr int kMostKeys = 100'000;

// An ИИН holds birth date and sex; which of two that disagree is wrong, only a person can say, so
// both fields are named.
void CheckAgreement(const Iin& iin, const std::optional<CivilDate>& birth_date,
                    const std::string& sex, FieldCheck* check) {
  if (birth_date && *birth_date != iin.birth_date()) {
    check->Add("iin", "IIN_BIRTH_DATE", "an ИИН of somebody born on birth_date");
    check->Add("birth_date", "IIN_BIRTH_DATE", "the birth date that the ИИН begins with");
  }
  if (!sex.empty() && sex != (iin.sex() == Sex::kMale ? "MALE" : "FEMALE")) {
    check->Add("iin", "IIN_SEX", "an ИИН whose seventh digit fits the sex");
    check->Add("sex", "IIN_SEX", "the sex that the seventh digit of the ИИН gives");
  }
}

std::string TakeReference(FieldCheck& check, const std::string& text) {
  std::string reference = check.Code("reference", text, CodeStyle::kUpper);
  if (LooksLikeIin(reference)) {
    check.Add("reference", "REFERENCE_LIKE_IIN", "the case number, which is never 12 digits");
  }
  return reference;
}

std::optional<CivilDate> TakeBirthDate(FieldCheck& check, const google::type::Date& date,
                                       CivilDate today) {
  const auto birth_date = check.Take("birth_date", rpc::ToDate(date));
  if (birth_date && *birth_date > today) {
    check.Add("birth_date", "BIRTH_DATE_FUTURE", "a day that is not in the future");
  }
  return birth_date;
}

}  // namespace

Result<NewPerson> FromProto(const v1::CreatePersonRequest& request, CivilDate today) {
  FieldCheck check;
  NewPerson person;
  person.reference = TakeReference(check, request.reference());
  std::optional<Iin> iin;
  if (!request.iin().empty()) iin = check.Take("iin", Iin::Parse(request.iin(), today));
  person.full_name = check.Text("full_name", request.full_name(), 200);
  const auto birth_date = TakeBirthDate(check, request.birth_date(), today);
  person.sex = rpc::TakeWord(check, "sex", request.sex());
  if (iin) CheckAgreement(*iin, birth_date, person.sex, &check);
  std::optional<Kato> kato;
  if (!request.kato().empty()) kato = check.Take("kato", Kato::Parse(request.kato()));
  TIREK_RETURN_IF_ERROR(check.Done());
  person.iin = iin.value_or(Iin());
  person.birth_date = *birth_date;
  person.kato = kato.value_or(Kato());
  return person;
}

Result<PersonId> FromProto(const v1::GetPersonRequest& request) {
  FieldCheck check;
  const auto id = check.Take("person_id", PersonId::Parse(request.person_id()));
  TIREK_RETURN_IF_ERROR(check.Done());
  return *id;
}

Result<PersonFilter> FromProto(const v1::ListPersonsRequest& request) {
  return PersonFilter{request.reference(), request.iin()};
}

Result<std::vector<std::string>> FromProto(const v1::ResolvePersonsRequest& request) {
  FieldCheck check;
  if (request.keys_size() > kMostKeys) check.Add("keys", "TOO_MANY", "at most 100000 keys");
  TIREK_RETURN_IF_ERROR(check.Done());
  return std::vector<std::string>(request.keys().begin(), request.keys().end());
}

v1::Person ToProto(const Person& person) {
  v1::Person proto;
  proto.set_person_id(person.person_id.text());
  proto.set_reference(person.details.reference);
  proto.set_iin(person.details.iin.text());
  proto.set_full_name(person.details.full_name);
  *proto.mutable_birth_date() = rpc::ToProto(person.details.birth_date);
  proto.set_sex(rpc::FromWord<v1::Sex>(person.details.sex));
  proto.set_kato(person.details.kato.text());
  *proto.mutable_create_time() = rpc::ToProto(person.create_time);
  return proto;
}

v1::ResolvedPerson ToProto(const ResolvedPerson& person) {
  v1::ResolvedPerson proto;
  proto.set_key(person.key);
  proto.set_person_id(person.person_id);
  return proto;
}

}  // namespace tirek::eligibility
