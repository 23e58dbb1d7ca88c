// Every transcript of this folder, played.
#pragma once

#include "tests/scenarios/installation.h"

namespace tirek::test {

// Plays each against a real server of its own: it must come out as written, and `tirek verify` find
// nothing. UPDATE_GOLDEN=1 rewrites them as they come out all in one process.
void PlayTranscripts(Topology topology);

}  // namespace tirek::test
