// The use cases of the attendance register.
#pragma once

#include <vector>

#include "core/rpc/call.h"
#include "core/rpc/import.h"
#include "core/rpc/page.h"
#include "core/rpc/peers.h"
#include "services/delivery/attendance.h"

namespace tirek::delivery {

class AttendanceService {
 public:
  AttendanceService(IdSource& ids, rpc::PeerChannels peers) : ids_(ids), peers_(std::move(peers)) {}

  Result<Attendance> Record(rpc::Call& call, const NewAttendance& attendance);
  Result<Attendance> Get(rpc::Call& call, const AttendanceId& id);
  Result<std::vector<Attendance>> List(rpc::Call& call, AttendanceFilter filter,
                                       const rpc::Page& page);
  Result<Attendance> Correct(rpc::Call& call, const Correction& correction);

  // Rows carry "person" and "place_code". A row that repeats what is recorded stays accepted and
  // is not stored again; one that differs from it is refused.
  Result<void> Import(rpc::Call& call, std::vector<rpc::ImportRow<NewAttendance>>& rows);

 private:
  // Fills the placement of each row, or refuses it.
  Result<std::map<std::string, PlacementFact>> Place(
      rpc::Call& call, std::vector<rpc::ImportRow<NewAttendance>>& rows);
  Attendance Make(const rpc::Call& call, const NewAttendance& attendance,
                  const PlacementFact& placement);

  IdSource& ids_;
  rpc::PeerChannels peers_;
};

}  // namespace tirek::delivery
