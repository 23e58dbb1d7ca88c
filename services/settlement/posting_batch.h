// One transaction for many jobs: outcomes kept under their request ids, commands decided in the
// order in which they came, everything written, one commit.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "services/settlement/ledger_memory.h"
#include "services/settlement/posting_queue.h"

namespace tirek::settlement {

using Outcomes = std::vector<Result<PostingOutcome>>;  // one a job

// Reads what it needs and locks it before it decides. A single job that is only to be tried is
// rolled back. What is committed is remembered.
Outcomes PostBatch(const PostingEnvironment& environment,
                   std::span<const std::unique_ptr<PostingJob>> jobs, LedgerMemory& memory);

// Decides from memory and reads nothing. None, and nothing is posted, where that cannot be done:
// something is not remembered, or not as it was, something is refused, or was done before.
std::optional<Outcomes> PostFromMemory(const PostingEnvironment& environment,
                                       std::span<const std::unique_ptr<PostingJob>> jobs,
                                       LedgerMemory& memory);

}  // namespace tirek::settlement
