#include "core/rpc/call.h"

#include <algorithm>
#include <exception>
#include <optional>
#include <string_view>

#include "core/base/fault.h"
#include "core/base/sha256.h"
#include "core/rpc/request_fields.h"
#include "core/rpc/status.h"
#include "core/rpc/wire_check.h"
#include "core/sql/audit_log.h"
#include "core/sql/constraint.h"
#include "core/sql/request_log.h"

namespace tirek::rpc {
namespace {

constexpr int kUploadsAtOnce = 8;  // each holds a thread of the server and room on its disk
constexpr int kAttempts = 3;       // a deadlock's victim is run again, the whole use case each time

Result<std::string> BearerToken(const grpc::ServerContext& context) {
  constexpr std::string_view kScheme = "Bearer ";
  const auto found = context.client_metadata().find("authorization");
  if (found != context.client_metadata().end()) {
    const std::string_view value(found->second.data(), found->second.size());
    if (value.rfind(kScheme, 0) == 0) return std::string(value.substr(kScheme.size()));
  }
  return Error{
      ErrorKind::kUnauthenticated, "TOKEN_MISSING", "The call carries no bearer token.", {}, {}};
}

sql::Scope ScopeOf(const access::Principal& principal) {
  return principal.role == access::Role::kProvider ? sql::Scope::Provider(principal.provider_id)
                                                   : sql::Scope::Everything();
}

Error RequestIdReused() {
  return {ErrorKind::kAlreadyExists,
          "REQUEST_ID_REUSED",
          "This request_id was used for another request; take a new one.",
          {},
          {}};
}

// `shape` with what is wrong in `found`, before what it names itself; a field is named once.
Result<void> WithViolations(const std::vector<Violation>& found, Result<void> shape) {
  if (found.empty()) return shape;
  std::vector<Violation> all = found;
  if (!shape) {
    for (const Violation& other : shape.error().violations) {
      const bool named = std::any_of(found.begin(), found.end(), [&other](const Violation& first) {
        return first.field == other.field;
      });
      if (!named) all.push_back(other);
    }
  }
  return InvalidFields(std::move(all));
}

// What is wrong with a request whatever it asks for: a write needs a request id, too.
std::vector<Violation> ViolationsOfAny(const google::protobuf::Message& request, bool writes) {
  std::vector<Violation> violations;
  if (writes && !IsRequestId(RequestIdOf(request))) {
    violations.push_back({"request_id", "REQUEST_ID_INVALID",
                          "1 to 64 of A-Z, a-z, 0-9, '-' and '_', new for each request"});
  }
  for (Violation& violation : WireViolations(request)) {
    if (violation.field != "request_id") violations.push_back(std::move(violation));
  }
  return violations;
}

Error UploadsMaximum() {
  return {ErrorKind::kUnavailable,
          "UPLOADS_MAXIMUM",
          "Too many files are on their way; retry shortly.",
          {},
          {}};
}

// What a later message repeats of the first one: two values of one field would be a riddle.
std::vector<Violation> RepeatedFields(const google::protobuf::Message& message) {
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  std::vector<Violation> violations;
  for (const auto* field : fields) {
    violations.push_back({field->name(), "UPLOAD_FIELD_REPEATED", "in the first message alone"});
  }
  return violations;
}

// One of the uploads that are on their way.
class Place {
 public:
  explicit Place(std::atomic<int>& taken) : taken_(taken), number_(++taken) {}
  ~Place() { --taken_; }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  bool is_free() const { return number_ <= kUploadsAtOnce; }

 private:
  std::atomic<int>& taken_;
  int number_;
};

Error WorldBroke(const char* reason, const char* message) {
  return {ErrorKind::kUnavailable, reason, message, {}, {}};
}

}  // namespace

Result<Admission> CallGate::Admit(grpc::ServerContext* context, const Method& method) {
  TIREK_ASSIGN_OR_RETURN(std::string token, BearerToken(*context));
  TIREK_ASSIGN_OR_RETURN(access::Principal principal,
                         environment_.authenticator.Authenticate(token));
  const auto& roles = method.roles;
  if (std::find(roles.begin(), roles.end(), principal.role) == roles.end()) {
    Error error{ErrorKind::kDenied,
                "ROLE_NOT_ALLOWED",
                "The role " + std::string(access::RoleName(principal.role)) + " may not call " +
                    method.name + ".",
                {{"role", std::string(access::RoleName(principal.role))}, {"method", method.name}},
                {}};
    AuditRefusal(principal, method, error);
    return error;
  }
  return Admission{std::move(principal), std::move(token)};
}

void CallGate::AuditRefusal(const access::Principal& principal, const Method& method,
                            const Error& error) {
  sql::UnitOfWork work(environment_.database, ScopeOf(principal));
  sql::AuditLog(work, environment_.schema)
      .Append({principal.name, std::string(access::RoleName(principal.role)), method.name, "",
               error.reason, ""},
              environment_.clock.Now());
  work.Commit();
}

grpc::Status CallGate::Run(grpc::ServerContext* context, const google::protobuf::Message& request,
                           google::protobuf::Message* response, const Decoder& decoder) {
  const Method& method = MethodOfRequest(*request.GetDescriptor());
  return Observe({method.name, "", RequestIdOf(request), {}, "", "", "", {}},
                 [&](CallRecord& record) -> Result<void> {
                   TIREK_ASSIGN_OR_RETURN(const Admission admission, Admit(context, method));
                   record.principal = admission.principal.name;
                   const std::string digest = method.writes ? DigestOf(request) : "";
                   return Answer(admission, method, request, response, digest, decoder);
                 });
}

grpc::Status CallGate::RunStream(grpc::ServerContext* context,
                                 const google::protobuf::Message& request, const StreamBody& body) {
  const Method& method = MethodOfRequest(*request.GetDescriptor());
  return Observe({method.name, "", "", {}, "", "", "", {}},
                 [&](CallRecord& record) -> Result<void> {
                   TIREK_ASSIGN_OR_RETURN(const Admission admission, Admit(context, method));
                   record.principal = admission.principal.name;
                   TIREK_RETURN_IF_ERROR(WithViolations(WireViolations(request), {}));
                   return body(admission);
                 });
}

grpc::Status CallGate::RunUpload(grpc::ServerContext* context, google::protobuf::Message& head,
                                 google::protobuf::Message* response, const Decoder& decoder,
                                 const Pieces& pieces, UploadedFile& file) {
  const Method& method = MethodOfRequest(*head.GetDescriptor());
  return Observe({method.name, "", "", {}, "", "", "", {}},
                 [&](CallRecord& record) -> Result<void> {
                   TIREK_ASSIGN_OR_RETURN(const Admission admission, Admit(context, method));
                   record.principal = admission.principal.name;
                   const Place place(uploads_);
                   if (!place.is_free()) return UploadsMaximum();
                   auto received = Receive(method, head, decoder, pieces, file);
                   record.request_id = RequestIdOf(head);
                   TIREK_RETURN_IF_ERROR(std::move(received));
                   return Answer(admission, method, head, response,
                                 Sha256Hex(DigestOf(head) + file.sha256()), decoder);
                 });
}

// What is wrong with the first message is said before the file comes.
Result<void> CallGate::Receive(const Method& method, google::protobuf::Message& head,
                               const Decoder& decoder, const Pieces& pieces, UploadedFile& file) {
  Piece piece;
  bool more = pieces.next(piece);
  if (more) head.CopyFrom(*pieces.message);
  const auto use_case = decoder();
  Result<void> shape = use_case ? Result<void>() : Result<void>(use_case.error());
  TIREK_RETURN_IF_ERROR(WithViolations(ViolationsOfAny(head, method.writes), std::move(shape)));
  while (more) {
    TIREK_RETURN_IF_ERROR(file.Add(piece.bytes));
    if (piece.last) {
      file.Finish();
      return {};
    }
    more = pieces.next(piece);
    if (more) TIREK_RETURN_IF_ERROR(WithViolations(RepeatedFields(*pieces.message), {}));
  }
  // A caller that went away has not said that this was all.
  return InvalidFields({{"last", "UPLOAD_BROKEN_OFF", "true beside the last piece of the file"}});
}

sql::UnitOfWork CallGate::Begin(const access::Principal& principal) {
  return sql::UnitOfWork(environment_.database, ScopeOf(principal));
}

Result<void> CallGate::Answer(const Admission& admission, const Method& method,
                              const google::protobuf::Message& request,
                              google::protobuf::Message* response, const std::string& digest,
                              const Decoder& decoder) {
  auto use_case = decoder();
  Result<void> shape = use_case ? Result<void>() : Result<void>(use_case.error());
  TIREK_RETURN_IF_ERROR(WithViolations(ViolationsOfAny(request, method.writes), std::move(shape)));
  std::optional<Result<void>> answered;
  for (int attempt = 1; !answered; ++attempt) {
    try {
      answered = Transact(admission, method, request, response, digest, *use_case);
    } catch (const soci::soci_error& error) {
      const bool again = sql::IsRetryable(error);
      if (!again || attempt == kAttempts) throw;
    }
  }
  if (!*answered && answered->error().kind == ErrorKind::kDenied) {
    AuditRefusal(admission.principal, method, answered->error());
  }
  return *std::move(answered);
}

Result<void> CallGate::Transact(const Admission& admission, const Method& method,
                                const google::protobuf::Message& request,
                                google::protobuf::Message* response, const std::string& digest,
                                const UseCase& use_case) {
  const access::Principal& principal = admission.principal;
  sql::UnitOfWork work = Begin(principal);
  // After the session was had: whoever waits for open transactions counts this one by its time.
  const Instant now = environment_.clock.Now();
  const bool stores = method.writes && !ValidateOnly(request);
  const sql::RequestKey key{principal.name, RequestIdOf(request)};
  sql::RequestLog requests(work, environment_.schema);
  if (method.writes) {
    if (const auto stored = requests.Find(key)) {
      if (stored->digest != digest) return RequestIdReused();
      TIREK_ASSERT(response->ParseFromString(stored->response));
      return {};
    }
  }
  Call call(work, principal, admission.token, now);
  TIREK_RETURN_IF_ERROR(use_case(call));
  if (stores) requests.Store(key, {digest, StoredForm(*response)});
  if (stores || method.personal_data) {
    sql::AuditLog(work, environment_.schema)
        .Append({principal.name, std::string(access::RoleName(principal.role)), method.name,
                 key.request_id, "OK", call.subject()},
                now);
  }
  if (stores) FaultPoint("call.written");
  if (stores || !method.writes) work.Commit();
  if (stores) FaultPoint("call.committed");
  return {};
}

grpc::Status CallGate::Observe(CallRecord record,
                               const std::function<Result<void>(CallRecord&)>& body) {
  const auto start = std::chrono::steady_clock::now();
  Result<void> result;
  try {
    result = body(record);
  } catch (const sql::Unavailable& error) {
    record.detail = error.what();
    result = WorldBroke("DATABASE_UNAVAILABLE", "The database does not answer; retry later.");
  } catch (const soci::soci_error& error) {
    record.detail = sql::SafeDetail(error);
    if (sql::IsConnectionLoss(error)) {
      result = WorldBroke("DATABASE_UNAVAILABLE", "The database does not answer; retry later.");
    } else if (sql::IsRetryable(error)) {
      result = WorldBroke("DATABASE_BUSY", "Too many calls at the same rows; retry.");
    } else {
      record.incident_id = environment_.ids.NextText("inc");
    }
  } catch (const std::exception& error) {
    record.detail = error.what();
    record.incident_id = environment_.ids.NextText("inc");
  }
  if (!record.incident_id.empty()) {
    result = Error{ErrorKind::kInternal,
                   "INTERNAL",
                   "Something went wrong on our side.",
                   {{"incident_id", record.incident_id}},
                   {}};
  }
  grpc::Status status = result ? grpc::Status::OK : ToStatus(result.error());
  record.code = status.error_code();
  if (!result) record.reason = result.error().reason;
  record.duration = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - start);
  environment_.observer.OnCall(record);
  return status;
}

}  // namespace tirek::rpc
