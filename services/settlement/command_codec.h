// Commands to ledgers on the wire.
#pragma once

#include "core/base/result.h"
#include "services/settlement/command.h"
#include "services/settlement/posting_job.h"
#include "tirek/settlement/v1/posting_stream.pb.h"
#include "tirek/settlement/v1/settlement.pb.h"

namespace tirek::settlement {

// Of PostEntriesRequest and StreamEntriesRequest: all that is wrong, the request id too, because
// the gate judges those of calls that have a transaction of their own alone.
Result<PostedCommands> FromProto(const v1::PostEntriesRequest& request);
Result<PostedCommands> FromProto(const v1::StreamEntriesRequest& request);
Result<AccountLimits> FromProto(const v1::SetAccountLimitsRequest& request);
Result<ReservationFilter> FromProto(const v1::ListReservationsRequest& request);

v1::PostEntriesResponse ToProto(const PostedCommands& commands, const Answers& answers);
v1::StreamEntriesResponse ToStreamed(const std::string& request_id, const PostedCommands& commands,
                                     const Answers& answers);
v1::AccountLimits ToProto(const AccountLimits& limits);
v1::Reservation ToProto(const ListedReservation& reservation);

}  // namespace tirek::settlement
