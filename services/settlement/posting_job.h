// What one caller wants posted, and what came of it.
#pragma once

#include <functional>
#include <future>
#include <string>
#include <vector>

#include "billing/ledger/command.h"
#include "core/base/result.h"

namespace tirek::settlement {

using Answers = std::vector<std::vector<ledger::Answer>>;  // of each command of each set

// A request that is to be found again under its id; its outcome and its audit event are kept in
// the batch's own commit.
struct PostingRequest {
  std::string principal;
  std::string role;
  std::string method;
  std::string request_id;
  std::string digest;
  std::function<std::string(const Answers&)> render;  // the response, as it is kept
};

struct PostingOutcome {
  Answers answers;
  std::string stored_response;  // of an earlier call under the same request id; else empty
};

struct PostingJob {
  std::vector<ledger::CommandSet> sets;
  std::optional<PostingRequest> request;  // absent within the process
  bool validate_only = false;
  std::promise<Result<PostingOutcome>> done;
};

}  // namespace tirek::settlement
