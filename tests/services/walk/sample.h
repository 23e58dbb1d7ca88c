// Requests as a provider of the pilot would send them, made field by field from its own rows.
#pragma once

#include "tests/services/walk/pilot.h"
#include "tests/services/walk/rpcs.h"

namespace tirek::test {

// A request that is right in its shape and names only what is this provider's. It is a dry run,
// and a list has no filter that it can do without. A field that the sampler cannot fill stays
// empty, and the RPC will say so.
MessagePtr SampleRequest(const Rpc& rpc, const Side& side);

}  // namespace tirek::test
