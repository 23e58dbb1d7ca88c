# Foreign headers that most services read, compiled once: without it half of a cold build is spent
# on parsing gRPC and SOCI over and over. Off under sanitizers, fuzzing and clang, which so find a
# file that does not include what it uses.
option(TIREK_PRECOMPILE "Precompile gRPC's and SOCI's headers" ON)
if(TIREK_SANITIZE OR TIREK_FUZZ OR NOT CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  set(TIREK_PRECOMPILE OFF)
endif()

if(TIREK_PRECOMPILE)
  file(WRITE ${PROJECT_BINARY_DIR}/wire_headers.cc "")
  add_library(wire_headers STATIC ${PROJECT_BINARY_DIR}/wire_headers.cc)
  target_link_libraries(wire_headers PUBLIC tirek_options tirek_soci tirek_proto)
  target_precompile_headers(wire_headers PRIVATE <algorithm> <chrono> <functional> <map> <memory>
    <optional> <set> <span> <string> <string_view> <variant> <vector> <soci/soci.h>
    <google/protobuf/message.h> <grpcpp/grpcpp.h>)
  # GCC 12 sees its own library's code as ours once it comes from a precompiled header, and these
  # two warnings are known to be wrong there.
endif()

# Of every target that links core_rpc; called when all are known.
function(tirek_precompile_all)
  if(NOT TIREK_PRECOMPILE)
    return()
  endif()
  get_property(targets GLOBAL PROPERTY TIREK_TARGETS)
  foreach(target ${targets})
    tirek_reads_wire(${target} reads)
    if(reads)
      target_precompile_headers(${target} REUSE_FROM wire_headers)
      # GCC 12 takes its own library's code for ours once it comes from a precompiled header, and
      # these warnings of it are known to be wrong there.
      target_compile_options(${target} PRIVATE -Wno-array-bounds -Wno-restrict
        -Wno-stringop-overflow -Wno-stringop-overread)
    endif()
  endforeach()
endfunction()

# tirek_reads_wire(target result): whether core_rpc's headers reach it.
function(tirek_reads_wire target result)
  set(reads OFF)
  if(target STREQUAL core_rpc)
    set(reads ON)
  elseif(TARGET ${target})
    get_target_property(links ${target} LINK_LIBRARIES)
    foreach(link ${links})
      if(NOT reads AND link MATCHES "^(core_rpc|service_|test_house|cli_)")
        set(reads ON)
      endif()
    endforeach()
  endif()
  set(${result} ${reads} PARENT_SCOPE)
endfunction()
