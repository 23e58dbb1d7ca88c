# How everything of ours is compiled; presets switch the sanitizers.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

set(TIREK_SANITIZE "" CACHE STRING "Sanitizers, for example address,undefined or thread")
option(TIREK_FUZZ "Build the libFuzzer targets (needs clang++)" OFF)

find_program(TIREK_CCACHE ccache)
if(TIREK_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER
    ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1
    CCACHE_SLOPPINESS=pch_defines,time_macros ${TIREK_CCACHE})
endif()

add_library(tirek_options INTERFACE)
target_compile_options(tirek_options INTERFACE -Wall -Wextra -Wshadow -Werror)
target_include_directories(tirek_options INTERFACE ${PROJECT_SOURCE_DIR})
if(TIREK_SANITIZE)
  # g++ 12 sees uninitialised members in <regex> where a sanitizer keeps it from looking closer.
  add_compile_options(-fsanitize=${TIREK_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer
    -Wno-maybe-uninitialized)
  add_link_options(-fsanitize=${TIREK_SANITIZE})
endif()
if(TIREK_FUZZ)
  # Everything is instrumented, so that the fuzzer sees which branches an input reached.
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all)
  add_link_options(-fsanitize=address,undefined)
endif()
add_link_options(-fuse-ld=lld)
