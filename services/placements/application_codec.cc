#include "services/placements/application_codec.h"

#include "core/rpc/convert.h"
#include "core/rpc/enum_text.h"

namespace tirek::placements {

Result<NewApplication> FromProto(const v1::CreateApplicationRequest& request) {
  FieldCheck check;
  const auto person_id = check.Take("person_id", PersonId::Parse(request.person_id()));
  const std::string service = check.Code("service", request.service(), CodeStyle::kLower);
  const auto territory = check.Take("territory", Kato::Parse(request.territory()));
  const auto apply_date = check.Take("apply_date", rpc::ToDate(request.apply_date()));
  TIREK_RETURN_IF_ERROR(check.Done());
  return NewApplication{*person_id, service, *territory, *apply_date};
}

Result<ApplicationId> FromProto(const v1::GetApplicationRequest& request) {
  FieldCheck check;
  const auto id = check.Take("application_id", ApplicationId::Parse(request.application_id()));
  TIREK_RETURN_IF_ERROR(check.Done());
  return *id;
}

Result<ApplicationFilter> FromProto(const v1::ListApplicationsRequest& request) {
  return ApplicationFilter{request.service(), request.person_id(), rpc::ToWord(request.state())};
}

v1::Application ToProto(const Application& application) {
  v1::Application proto;
  proto.set_application_id(application.application_id.text());
  proto.set_person_id(application.details.person_id.text());
  proto.set_service(application.details.service);
  proto.set_territory(application.details.territory.text());
  *proto.mutable_apply_date() = rpc::ToProto(application.details.apply_date);
  proto.set_state(rpc::FromWord<v1::ApplicationState>(application.state));
  proto.set_position(static_cast<std::int32_t>(application.position));
  *proto.mutable_create_time() = rpc::ToProto(application.create_time);
  return proto;
}

}  // namespace tirek::placements
