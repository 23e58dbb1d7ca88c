#include "services/placements/placement_codec.h"

#include "core/rpc/convert.h"
#include "core/rpc/enum_text.h"

namespace tirek::placements {

Result<NewPlacement> FromProto(const v1::CreatePlacementRequest& request) {
  FieldCheck check;
  const auto person_id = check.Take("person_id", PersonId::Parse(request.person_id()));
  const auto place_id = check.Take("place_id", PlaceId::Parse(request.place_id()));
  const Period period = rpc::TakePeriod(check, request);
  TIREK_RETURN_IF_ERROR(check.Done());
  NewPlacement placement{*person_id, *place_id, period.start, std::nullopt};
  if (request.has_end_date()) placement.end_date = period.end;
  return placement;
}

Result<PlacementId> FromProto(const v1::GetPlacementRequest& request) {
  FieldCheck check;
  const auto id = check.Take("placement_id", PlacementId::Parse(request.placement_id()));
  TIREK_RETURN_IF_ERROR(check.Done());
  return *id;
}

Result<PlacementFilter> FromProto(const v1::ListPlacementsRequest& request) {
  return PlacementFilter{request.person_id(), request.place_id(), request.provider_id(),
                         rpc::ToWord(request.state())};
}

Result<PlacementEnd> FromProto(const v1::EndPlacementRequest& request) {
  FieldCheck check;
  const auto id = check.Take("placement_id", PlacementId::Parse(request.placement_id()));
  const auto end_date = check.Take("end_date", rpc::ToDate(request.end_date()));
  TIREK_RETURN_IF_ERROR(check.Done());
  return PlacementEnd{*id, *end_date, request.etag()};
}

v1::Placement ToProto(const Placement& placement) {
  v1::Placement proto;
  proto.set_placement_id(placement.placement_id.text());
  proto.set_person_id(placement.person_id.text());
  proto.set_place_id(placement.place_id.text());
  proto.set_provider_id(placement.provider_id);
  proto.set_state(rpc::FromWord<v1::PlacementState>(placement.state));
  *proto.mutable_start_date() = rpc::ToProto(placement.period.start);
  if (proto.state() == v1::PLACEMENT_STATE_ENDED) {
    *proto.mutable_end_date() = rpc::ToProto(placement.period.end);
  }
  *proto.mutable_create_time() = rpc::ToProto(placement.create_time);
  proto.set_etag(EtagOf(placement));
  return proto;
}

}  // namespace tirek::placements
