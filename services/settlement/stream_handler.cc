#include "services/settlement/stream_handler.h"

#include <deque>
#include <exception>
#include <memory>
#include <thread>
#include <utility>

#include "core/rpc/request_fields.h"
#include "core/rpc/status.h"
#include "core/rpc/wire_check.h"
#include "core/sql/constraint.h"
#include "services/settlement/command_codec.h"

namespace tirek::settlement {
namespace {

using Door = grpc::ServerReaderWriter<v1::StreamEntriesResponse, v1::StreamEntriesRequest>;

constexpr std::size_t kStreamsAtOnce = 16;        // each holds a thread of the server
constexpr std::size_t kCommandsUnderWay = 8'192;  // of a stream: as many as one commit takes
constexpr std::size_t kMessagesUnderWay = 4'096;
constexpr std::chrono::seconds kStopLimit(5);

Error StreamsMaximum() {
  return {ErrorKind::kUnavailable,
          "POSTING_STREAMS_MAXIMUM",
          "Too many posting streams are open; close one, or retry shortly.",
          {},
          {}};
}

Error ShuttingDown() {
  return {ErrorKind::kUnavailable, "SHUTTING_DOWN", "The server is shutting down.", {}, {}};
}

Error DatabaseUnavailable() {
  return {ErrorKind::kUnavailable,
          "DATABASE_UNAVAILABLE",
          "The database does not answer; retry later.",
          {},
          {}};
}

Error Internal() {
  return {ErrorKind::kInternal, "INTERNAL", "Something went wrong on our side.", {}, {}};
}

// A message that was taken, until it is answered.
struct UnderWay {
  std::string request_id;
  std::shared_ptr<const PostedCommands> commands;
  PostingQueue::Outcome outcome;
  std::optional<Error> refused;  // before it was queued: there is no outcome
};

Result<PostedCommands> Decoded(const v1::StreamEntriesRequest& message) {
  auto wrong = rpc::WireViolations(message);
  if (!wrong.empty()) return InvalidFields(std::move(wrong));
  return FromProto(message);
}

}  // namespace

// One thread reads and queues, another answers, so that neither the caller nor the ledger waits
// for a round trip. What is under way is bounded: beyond it the caller's messages are not read.
class StreamHandler::Stream {
 public:
  Stream(PostingService& postings, const rpc::Admission& admission, grpc::ServerContext* context,
         Door* door)
      : postings_(postings), admission_(admission), context_(context), door_(door) {}

  Result<void> Run() {
    std::thread answering([this] { AnswerAll(); });
    Result<void> read = ReadAll();
    {
      const std::lock_guard lock(mutex_);
      read_all_ = true;
    }
    changed_.notify_all();
    answering.join();
    if (failure_) std::rethrow_exception(failure_);
    return read;
  }

  void Stop() {
    std::unique_lock lock(mutex_);
    stopping_ = true;
    changed_.notify_all();
    changed_.wait_for(lock, kStopLimit, [this] { return under_way_.empty(); });
    context_->TryCancel();  // nothing else ends a read
  }

 private:
  Result<void> ReadAll() {
    v1::StreamEntriesRequest message;
    while (AwaitRoom() && door_->Read(&message)) {
      if (stopping()) return ShuttingDown();
      TIREK_ASSIGN_OR_RETURN(PostedCommands commands, Decoded(message));
      Take(message, std::make_shared<const PostedCommands>(std::move(commands)));
    }
    if (stopping()) return ShuttingDown();
    return {};
  }

  void Take(const v1::StreamEntriesRequest& message,
            std::shared_ptr<const PostedCommands> commands) {
    auto outcome =
        postings_.Submit(*commands, RequestOf(message, commands), message.validate_only(),
                         [this] { return context_->IsCancelled() || stopping(); });
    UnderWay taken{message.request_id(), std::move(commands), {}, {}};
    if (outcome) {
      taken.outcome = *std::move(outcome);
    } else {
      taken.refused = outcome.error();
    }
    {
      const std::lock_guard lock(mutex_);
      commands_under_way_ += taken.commands->command_ids.size();
      under_way_.push_back(std::move(taken));
    }
    changed_.notify_all();
  }

  PostingRequest RequestOf(const v1::StreamEntriesRequest& message,
                           const std::shared_ptr<const PostedCommands>& commands) const {
    return {admission_.principal.name,
            std::string(access::RoleName(admission_.principal.role)),
            rpc::MethodOfRequest(*message.GetDescriptor()).name,
            message.request_id(),
            rpc::DigestOf(message),
            [commands, id = message.request_id()](const Answers& answers) {
              return ToStreamed(id, *commands, answers).SerializeAsString();
            }};
  }

  // False when the stream is to end.
  bool AwaitRoom() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] {
      return stopping_ ||
             (commands_under_way_ < kCommandsUnderWay && under_way_.size() < kMessagesUnderWay);
    });
    return !stopping_;
  }

  void AnswerAll() {
    while (UnderWay* first = AwaitFirst()) {
      const v1::StreamEntriesResponse response = ResponseOf(*first);
      door_->Write(response);  // fails when the caller has gone; the rest is waited for
      const std::lock_guard lock(mutex_);
      commands_under_way_ -= first->commands->command_ids.size();
      under_way_.pop_front();
      changed_.notify_all();
    }
  }

  // Stays where it is until it is popped; null after the last.
  UnderWay* AwaitFirst() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return read_all_ || !under_way_.empty(); });
    return under_way_.empty() ? nullptr : &under_way_.front();
  }

  v1::StreamEntriesResponse ResponseOf(UnderWay& taken) {
    const Result<PostingOutcome> outcome = OutcomeOf(taken);
    v1::StreamEntriesResponse response;
    if (!outcome) {
      response.set_request_id(taken.request_id);
      response.mutable_refusal()->set_code(rpc::ToStatus(outcome.error()).error_code());
      response.mutable_refusal()->set_reason(outcome.error().reason);
      response.mutable_refusal()->set_message(outcome.error().message);
    } else if (outcome->stored_response.empty()) {
      response = ToStreamed(taken.request_id, *taken.commands, outcome->answers);
    } else {
      TIREK_ASSERT(response.ParseFromString(outcome->stored_response));
    }
    return response;
  }

  Result<PostingOutcome> OutcomeOf(UnderWay& taken) {
    if (taken.refused) return *taken.refused;
    try {
      return taken.outcome.get();
    } catch (const sql::Unavailable&) {
      return DatabaseUnavailable();
    } catch (const soci::soci_error& error) {
      if (sql::IsConnectionLoss(error) || sql::IsRetryable(error)) return DatabaseUnavailable();
      failure_ = std::current_exception();  // told to the log when the stream ends
    } catch (const std::exception&) {
      failure_ = std::current_exception();
    }
    return Internal();
  }

  bool stopping() {
    const std::lock_guard lock(mutex_);
    return stopping_;
  }

  PostingService& postings_;
  const rpc::Admission& admission_;
  grpc::ServerContext* context_;
  Door* door_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<UnderWay> under_way_;  // in the order of the messages
  std::size_t commands_under_way_ = 0;
  bool read_all_ = false;
  bool stopping_ = false;
  std::exception_ptr failure_;  // of the answering thread, read once it has ended
};

// A stream's place among those that are open.
class StreamHandler::Enrolment {
 public:
  Enrolment(StreamHandler& handler, Stream& stream) : handler_(handler), stream_(stream) {}
  ~Enrolment() {
    {
      const std::lock_guard lock(handler_.mutex_);
      handler_.open_.erase(&stream_);
    }
    handler_.left_.notify_all();
  }
  Enrolment(const Enrolment&) = delete;
  Enrolment& operator=(const Enrolment&) = delete;

  Result<void> Enter() {
    const std::lock_guard lock(handler_.mutex_);
    if (handler_.stopping_) return ShuttingDown();
    if (handler_.open_.size() >= kStreamsAtOnce) return StreamsMaximum();
    handler_.open_.insert(&stream_);
    return {};
  }

 private:
  StreamHandler& handler_;
  Stream& stream_;
};

grpc::Status StreamHandler::StreamEntries(grpc::ServerContext* context, Door* door) {
  const auto& rule_of = v1::StreamEntriesRequest::default_instance();
  return calls_.Stream(context, rule_of, [&](const rpc::Admission& admission) -> Result<void> {
    Stream stream(postings_, admission, context, door);
    Enrolment enrolment(*this, stream);
    TIREK_RETURN_IF_ERROR(enrolment.Enter());
    return stream.Run();
  });
}

void StreamHandler::Stop() {
  std::unique_lock lock(mutex_);
  stopping_ = true;
  // A stream that is named here cannot leave meanwhile.
  for (Stream* stream : open_) stream->Stop();
  left_.wait_for(lock, kStopLimit, [this] { return open_.empty(); });
}

}  // namespace tirek::settlement
