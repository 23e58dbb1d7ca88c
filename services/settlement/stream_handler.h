// The gRPC door of posting streams.
#pragma once

#include <condition_variable>
#include <mutex>
#include <set>

#include "core/rpc/call.h"
#include "services/settlement/posting_service.h"
#include "tirek/settlement/v1/posting_stream.grpc.pb.h"

namespace tirek::settlement {

class StreamHandler final : public v1::PostingStreamService::Service {
 public:
  StreamHandler(const rpc::CallEnvironment& environment, PostingService& postings)
      : calls_(environment), postings_(postings) {}

  grpc::Status StreamEntries(
      grpc::ServerContext* context,
      grpc::ServerReaderWriter<v1::StreamEntriesResponse, v1::StreamEntriesRequest>* door) override;

  // Takes nothing more, lets what was taken be answered, and ends the streams.
  void Stop();

 private:
  class Stream;
  class Enrolment;

  rpc::CallGate calls_;
  PostingService& postings_;
  std::mutex mutex_;
  std::condition_variable left_;
  std::set<Stream*> open_;
  bool stopping_ = false;
};

}  // namespace tirek::settlement
