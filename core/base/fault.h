// Named places where a test may kill the process, to prove that nothing is lost there.
//
// TIREK_FAULT=name:N in the environment makes the Nth pass of FaultPoint("name") end the process
// as kill -9 does. Without the variable a fault point costs one load.
#pragma once

namespace tirek {

void FaultPoint(const char* name);

}  // namespace tirek
