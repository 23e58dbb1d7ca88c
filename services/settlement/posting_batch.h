// One transaction for many jobs: outcomes kept under their request ids, commands decided in the
// order in which they came, everything written, one commit.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "services/settlement/posting_queue.h"

namespace tirek::settlement {

// The outcome of each job. A single job that is only to be tried is rolled back.
std::vector<Result<PostingOutcome>> PostBatch(const PostingEnvironment& environment,
                                              std::span<const std::unique_ptr<PostingJob>> jobs);

}  // namespace tirek::settlement
