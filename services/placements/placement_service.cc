#include "services/placements/placement_service.h"

#include <algorithm>
#include <set>

#include "services/placements/application_gateway.h"
#include "services/placements/placement_gateway.h"

namespace tirek::placements {
namespace {

using NewPlacementRow = rpc::ImportRow<NewPlacement>;

Error Refused(ErrorKind kind, const char* reason, const char* message) {
  return {kind, reason, message, {}, {}};
}

Error PlacementNotFound() {
  return Refused(ErrorKind::kNotFound, "PLACEMENT_NOT_FOUND", "There is no such placement.");
}

// Whether the placement, as it is, can be ended so.
Result<void> JudgeEnd(const Placement& placement, const PlacementEnd& end) {
  if (!end.etag.empty() && end.etag != EtagOf(placement)) {
    return Refused(ErrorKind::kConflict, "ETAG_MISMATCH",
                   "The placement changed since it was read.");
  }
  if (placement.state == "ENDED") {
    return Refused(ErrorKind::kPrecondition, "PLACEMENT_ENDED", "The placement has ended.");
  }
  if (end.end_date <= placement.period.start) {
    return InvalidFields({{"end_date", "PERIOD_REVERSED", "a day after the day of admission"}});
  }
  if (end.end_date > placement.period.end) return NotInService(placement.period);
  return {};
}

// A person who is placed twice for one service waited once: the first placement ends it.
std::vector<WaitingEnd> WaitingEnds(const std::vector<Placement>& placements,
                                    const std::map<std::string, std::string>& services) {
  std::vector<WaitingEnd> ends;
  std::set<Waiting> seen;
  for (const Placement& placement : placements) {
    const Waiting waiting(placement.person_id.text(), services.at(placement.place_id.text()));
    if (seen.insert(waiting).second) ends.push_back({waiting, placement.placement_id.text()});
  }
  return ends;
}

}  // namespace

Placement PlacementService::Make(const rpc::Call& call, const Candidate& candidate) {
  return {ids_.Next<PlacementTag>(),
          candidate.wanted.person_id,
          candidate.wanted.place_id,
          candidate.place.provider_id,
          PeriodOf(candidate.wanted, candidate.place),
          candidate.wanted.end_date ? "ENDED" : "ACTIVE",
          1,
          call.now(),
          call.now()};
}

// Before any lock: the peer's answer is waited for.
Result<void> PlacementService::JudgeByPlace(rpc::Call& call,
                                            std::vector<Candidate>& candidates) const {
  std::vector<EligibilityQuestion> questions;
  questions.reserve(candidates.size());
  for (const auto& [wanted, place, refusals] : candidates) {
    questions.push_back({wanted.person_id.text(), place.service, wanted.start_date});
  }
  TIREK_ASSIGN_OR_RETURN(const auto reasons, eligibility_.Check(call.token(), questions));
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    candidates[i].refusals = RefuseByPlace(candidates[i].wanted, candidates[i].place, reasons[i]);
  }
  return {};
}

// The stored state is read once, under the locks of the places; the rest is decided in memory, each
// candidate after those above it.
void PlacementService::JudgeByRoom(rpc::Call& call, std::vector<Candidate>& candidates) const {
  std::set<std::string> place_ids;
  std::map<std::string, PlaceOccupancy> occupancies;
  CivilDate earliest = kFarFuture;
  for (const auto& [wanted, place, refusals] : candidates) {
    if (!refusals.empty()) continue;
    place_ids.insert(place.place_id.text());
    occupancies.emplace(place.place_id.text(), PlaceOccupancy(place.capacity));
    earliest = std::min(earliest, wanted.start_date);
  }
  if (place_ids.empty()) return;
  PlacementGateway gateway(call.work());
  const std::vector<std::string> ids(place_ids.begin(), place_ids.end());
  gateway.Lock(ids);
  for (const Occupant& occupant : gateway.Occupants(ids, earliest)) {
    occupancies.at(occupant.place_id).Add(occupant.person_id, occupant.period);
  }
  for (auto& [wanted, place, refusals] : candidates) {
    if (!refusals.empty()) continue;
    PlaceOccupancy& occupancy = occupancies.at(place.place_id.text());
    const Period period = PeriodOf(wanted, place);
    auto refusal = RefuseByRoom(wanted.person_id.text(), period, place.capacity, occupancy);
    if (refusal) {
      refusals.push_back(*std::move(refusal));
    } else {
      occupancy.Add(wanted.person_id.text(), period);
    }
  }
}

Result<std::vector<Placement>> PlacementService::Admit(rpc::Call& call,
                                                       std::vector<Candidate>& candidates) {
  TIREK_RETURN_IF_ERROR(JudgeByPlace(call, candidates));
  JudgeByRoom(call, candidates);
  std::vector<Placement> placements;
  std::map<std::string, std::string> services;
  for (const Candidate& candidate : candidates) {
    if (!candidate.refusals.empty()) continue;
    placements.push_back(Make(call, candidate));
    services.emplace(candidate.place.place_id.text(), candidate.place.service);
  }
  TIREK_RETURN_IF_ERROR(PlacementGateway(call.work()).Insert(placements));
  ApplicationGateway(call.work()).EndWaiting(WaitingEnds(placements, services), call.now());
  return placements;
}

Result<Placement> PlacementService::Create(rpc::Call& call, const NewPlacement& wanted) {
  const std::string place_id = wanted.place_id.text();
  const auto places = PlacementGateway(call.work()).Places({place_id});
  const auto place = places.find(place_id);
  if (place == places.end()) {
    return Refused(ErrorKind::kNotFound, "PLACE_NOT_FOUND", "There is no such place.");
  }
  std::vector<Candidate> candidates{{wanted, place->second, {}}};
  TIREK_ASSIGN_OR_RETURN(const std::vector<Placement> placements, Admit(call, candidates));
  if (placements.empty()) return candidates.front().refusals.front().error;
  call.NameSubject(placements.front().placement_id.text());
  return placements.front();
}

Result<Placement> PlacementService::Get(rpc::Call& call, const PlacementId& id) {
  auto placement = PlacementGateway(call.work()).Find(id);
  if (placement) return *std::move(placement);
  return PlacementNotFound();
}

Result<std::vector<Placement>> PlacementService::List(rpc::Call& call, PlacementFilter filter,
                                                      const rpc::Page& page) {
  TIREK_ASSIGN_OR_RETURN(filter.provider_id, call.principal().NarrowedTo(filter.provider_id));
  TIREK_ASSIGN_OR_RETURN(const DatedKey after, KeyBefore(page));
  return PlacementGateway(call.work()).List(filter, after, page.size + 1);
}

Result<Placement> PlacementService::End(rpc::Call& call, const PlacementEnd& end) {
  PlacementGateway gateway(call.work());
  auto found = gateway.Hold(end.placement_id);
  if (!found) return PlacementNotFound();
  Placement placement = *std::move(found);
  TIREK_RETURN_IF_ERROR(JudgeEnd(placement, end));
  placement.period.end = end.end_date;
  placement.state = "ENDED";
  ++placement.version;
  // Versions are read back by their time: a clock behind the other server's must not turn them.
  placement.record_time = std::max(placement.record_time, call.now());
  gateway.Append(placement);
  call.NameSubject(placement.placement_id.text());
  return placement;
}

Result<void> PlacementService::Import(rpc::Call& call, std::vector<NewPlacementRow>& rows) {
  std::set<std::string> place_ids;
  for (const NewPlacementRow& row : rows) {
    if (row.command) place_ids.insert(row.command->place_id.text());
  }
  const auto places = PlacementGateway(call.work()).Places({place_ids.begin(), place_ids.end()});
  std::vector<Candidate> candidates;
  for (const NewPlacementRow& row : rows) {
    if (!row.command) continue;
    candidates.push_back({*row.command, places.at(row.command->place_id.text()), {}});
  }
  TIREK_RETURN_IF_ERROR(Admit(call, candidates));
  auto candidate = candidates.begin();
  for (NewPlacementRow& row : rows) {
    if (!row.command) continue;
    for (const auto& [column, error] : (candidate++)->refusals) {
      rpc::Refuse(row, {column, error.reason, error.message});
    }
  }
  return {};
}

}  // namespace tirek::placements
