// `tirek demo`: one month's money end to end, on a PostgreSQL and services of its own.
#pragma once

#include <ostream>
#include <string>
#include <vector>

namespace tirek::cli {

// Carries the pilot through October 2026 with the commands of demo/pilot.steps over real gRPC,
// prints the report, compares it with demo/EXPECTED.md and verifies the database. Returns 0 when
// everything ran and agrees; else an exit code of `tirek help exit-codes`.
int RunDemo(const std::vector<std::string>& args, std::ostream& out, std::ostream& err);

}  // namespace tirek::cli
