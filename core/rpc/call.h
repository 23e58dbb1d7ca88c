// The one way through which every RPC is called: authenticate, authorise, decode, run the use case
// in one transaction, store the outcome under its request id, audit, commit, observe.
//
// The order of checks is fixed: authentication, permission, shape, then existence, precondition
// and business rule in the use case itself.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include <google/protobuf/message.h>
#include <grpcpp/server_context.h>
#include <grpcpp/support/status.h>
#include <grpcpp/support/sync_stream.h>

#include "core/access/principal.h"
#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/base/result.h"
#include "core/rpc/method.h"
#include "core/rpc/upload.h"
#include "core/sql/unit_of_work.h"

namespace tirek::rpc {

// What a use case gets to work with: its transaction and its caller.
class Call {
 public:
  Call(sql::UnitOfWork& work, const access::Principal& principal, std::string token, Instant now)
      : work_(work), principal_(principal), token_(std::move(token)), now_(now) {}

  sql::UnitOfWork& work() { return work_; }
  soci::session& sql() { return work_.sql(); }
  const access::Principal& principal() const { return principal_; }
  Instant now() const { return now_; }
  // The caller's bearer token, to call a peer in the caller's name.
  const std::string& token() const { return token_; }

  // Ids that the audit log shows for this call; never personal data.
  void NameSubject(const std::string& subject) { subject_ = subject; }
  const std::string& subject() const { return subject_; }

 private:
  sql::UnitOfWork& work_;
  const access::Principal& principal_;
  std::string token_;
  Instant now_;
  std::string subject_;
};

// One finished call, for logs and metrics; holds no personal data.
struct CallRecord {
  std::string method;
  std::string principal;
  std::string request_id;
  grpc::StatusCode code = grpc::StatusCode::OK;
  std::string reason;       // of an error
  std::string incident_id;  // of an internal error: the log has its detail, the caller its id
  std::string detail;       // of an internal error, for the log alone
  std::chrono::microseconds duration{0};
};

class CallObserver {
 public:
  virtual ~CallObserver() = default;
  virtual void OnCall(const CallRecord& record) = 0;
};

// What the calls of one service share. References outlive the service.
struct CallEnvironment {
  sql::Database& database;
  std::string schema;  // the service's own, for request and audit rows
  access::Authenticator& authenticator;
  const Clock& clock;
  IdSource& ids;
  CallObserver& observer;
};

// The caller and its token, once known and allowed.
struct Admission {
  access::Principal principal;
  std::string token;
};

class CallGate {
 public:
  explicit CallGate(CallEnvironment environment) : environment_(std::move(environment)) {}

  // `decode`: Result<Command>(const Request&), shape only. `execute`: Result<void>(Call&,
  // const Command&, Response&), the use case; it may run again after a deadlock.
  template <typename Request, typename Response, typename Decode, typename Execute>
  grpc::Status Unary(grpc::ServerContext* context, const Request& request, Response* response,
                     Decode decode, Execute execute) {
    return Run(context, request, response, [&]() -> Result<UseCase> {
      auto command = decode(request);
      if (!command) return command.error();
      return UseCase([&execute, response, command = std::move(command).value()](Call& call) {
        response->Clear();
        return execute(call, command, *response);
      });
    });
  }

  // A write whose file comes in pieces: each message brings some of it in its field `piece`, the
  // first one all other fields, and the one that says `last` ends it. `decode` is given the first
  // message without its piece; `execute`: Result<void>(Call&, const Command&, const UploadedFile&,
  // Response&). The request id stands for the whole file. UPLOADS_MAXIMUM, UPLOAD_TOO_LARGE,
  // UPLOAD_NO_ROOM, UPLOAD_FIELD_REPEATED, UPLOAD_BROKEN_OFF.
  template <typename Request, typename Response, typename Decode, typename Execute>
  grpc::Status Upload(grpc::ServerContext* context, grpc::ServerReader<Request>* reader,
                      Response* response, Decode decode, Execute execute) {
    Request head;
    Request message;
    UploadedFile file;
    const auto decoder = [&]() -> Result<UseCase> {
      auto command = decode(std::as_const(head));
      if (!command) return command.error();
      return UseCase([&, command = std::move(command).value()](Call& call) {
        response->Clear();
        return execute(call, command, std::as_const(file), *response);
      });
    };
    const Pieces pieces = {[&](Piece& piece) {
                             if (!reader->Read(&message)) return false;
                             piece = {std::move(*message.mutable_piece()), message.last()};
                             message.clear_piece();
                             message.clear_last();
                             return true;
                           },
                           &message};
    return RunUpload(context, head, response, decoder, pieces, file);
  }

  // A server stream: authenticates and authorises, then lets `body`(const Admission&) write.
  template <typename Body>
  grpc::Status Stream(grpc::ServerContext* context, const google::protobuf::Message& request,
                      Body body) {
    return RunStream(context, request, body);
  }

  // A transaction of its own for a step of a stream, in the caller's scope.
  sql::UnitOfWork Begin(const access::Principal& principal);

  const CallEnvironment& environment() const { return environment_; }

 private:
  using UseCase = std::function<Result<void>(Call&)>;
  using Decoder = std::function<Result<UseCase>()>;
  struct Piece {
    std::string bytes;
    bool last = false;
  };
  struct Pieces {
    std::function<bool(Piece&)> next;          // false when the caller says no more
    const google::protobuf::Message* message;  // that the piece was in, without it
  };
  using StreamBody = std::function<Result<void>(const Admission&)>;

  grpc::Status Run(grpc::ServerContext* context, const google::protobuf::Message& request,
                   google::protobuf::Message* response, const Decoder& decoder);
  grpc::Status RunStream(grpc::ServerContext* context, const google::protobuf::Message& request,
                         const StreamBody& body);
  grpc::Status RunUpload(grpc::ServerContext* context, google::protobuf::Message& head,
                         google::protobuf::Message* response, const Decoder& decoder,
                         const Pieces& pieces, UploadedFile& file);
  Result<void> Receive(const Method& method, google::protobuf::Message& head,
                       const Decoder& decoder, const Pieces& pieces, UploadedFile& file);
  Result<Admission> Admit(grpc::ServerContext* context, const Method& method);
  void AuditRefusal(const access::Principal& principal, const Method& method, const Error& error);
  Result<void> Answer(const Admission& admission, const Method& method,
                      const google::protobuf::Message& request, google::protobuf::Message* response,
                      const std::string& digest, const Decoder& decoder);
  Result<void> Transact(const Admission& admission, const Method& method,
                        const google::protobuf::Message& request,
                        google::protobuf::Message* response, const std::string& digest,
                        const UseCase& use_case);
  grpc::Status Observe(CallRecord record, const std::function<Result<void>(CallRecord&)>& body);

  CallEnvironment environment_;
  std::atomic<int> uploads_{0};  // that are on their way
};

}  // namespace tirek::rpc
