// The doors of the ledger: what is posted by hand, set aside, kept and checked.
#include "core/rpc/request_fields.h"
#include "core/rpc/shapes.h"
#include "services/settlement/command_codec.h"
#include "services/settlement/head_codec.h"
#include "services/settlement/settlement_handler.h"

namespace tirek::settlement {
namespace {

constexpr auto kDecode = [](const auto& request) { return FromProto(request); };

PostingRequest RequestOf(const rpc::Admission& admission, const v1::PostEntriesRequest& request,
                         const PostedCommands& commands) {
  return {admission.principal.name,
          std::string(access::RoleName(admission.principal.role)),
          rpc::MethodOfRequest(*request.GetDescriptor()).name,
          request.request_id(),
          rpc::DigestOf(request),
          [&commands](const Answers& answers) {
            return ToProto(commands, answers).SerializeAsString();
          }};
}

}  // namespace

grpc::Status SettlementHandler::PostEntries(grpc::ServerContext* context,
                                            const v1::PostEntriesRequest* request,
                                            v1::PostEntriesResponse* response) {
  // Without a transaction of its own: it shares one with whoever else posts meanwhile.
  return calls_.Stream(context, *request, [&](const rpc::Admission& admission) -> Result<void> {
    TIREK_ASSIGN_OR_RETURN(const PostedCommands commands, FromProto(*request));
    TIREK_ASSIGN_OR_RETURN(const PostingOutcome outcome,
                           postings_.Post(commands, RequestOf(admission, *request, commands),
                                          request->validate_only()));
    if (outcome.stored_response.empty()) {
      *response = ToProto(commands, outcome.answers);
    } else {
      TIREK_ASSERT(response->ParseFromString(outcome.stored_response));
    }
    return {};
  });
}

grpc::Status SettlementHandler::SetAccountLimits(grpc::ServerContext* context,
                                                 const v1::SetAccountLimitsRequest* request,
                                                 v1::SetAccountLimitsResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const AccountLimits& limits) {
        return postings_.SetLimits(call, limits);
      },
      [](auto& answer, const AccountLimits& limits) {
        *answer.mutable_limits() = ToProto(limits);
      });
}

grpc::Status SettlementHandler::ListReservations(grpc::ServerContext* context,
                                                 const v1::ListReservationsRequest* request,
                                                 v1::ListReservationsResponse* response) {
  return rpc::ListedBy(
      calls_, context, *request, response, kDecode,
      [](rpc::Call& call, const ReservationFilter& filter, const rpc::Page& page) {
        return settlement::ListReservations(call, filter, page);
      },
      [](const ListedReservation& reservation) { return reservation.draft.reservation_id; },
      [](auto& answer, const ListedReservation& reservation) {
        *answer.add_reservations() = ToProto(reservation);
      });
}

grpc::Status SettlementHandler::ListLedgerHeads(grpc::ServerContext* context,
                                                const v1::ListLedgerHeadsRequest* request,
                                                v1::ListLedgerHeadsResponse* response) {
  return rpc::ListedBy(
      calls_, context, *request, response, kDecode,
      [](rpc::Call& call, const HeadFilter& filter, const rpc::Page& page) {
        return settlement::ListLedgerHeads(call, filter, page);
      },
      [](const KeptHead& head) { return head.ledger_id; },
      [](auto& answer, const KeptHead& head) { *answer.add_heads() = ToProto(head); });
}

grpc::Status SettlementHandler::CheckLedgerHeads(grpc::ServerContext* context,
                                                 const v1::CheckLedgerHeadsRequest* request,
                                                 v1::CheckLedgerHeadsResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [](rpc::Call& call, const std::vector<KeptHead>& heads) {
        return settlement::CheckLedgerHeads(call, heads);
      },
      [](auto& answer, const std::vector<HeadCheck>& checks) {
        for (const HeadCheck& check : checks) *answer.add_checks() = ToProto(check);
      });
}

grpc::Status SettlementHandler::GetLedgerJournal(grpc::ServerContext* context,
                                                 const v1::GetLedgerJournalRequest* request,
                                                 v1::GetLedgerJournalResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [](rpc::Call& call, const JournalFilter& filter) {
        return settlement::GetLedgerJournal(call, filter);
      },
      [](auto& answer, const JournalFile& file) {
        answer.set_file_name(file.name);
        answer.set_file(file.text);
        answer.set_entries(file.entries);
      });
}

}  // namespace tirek::settlement
