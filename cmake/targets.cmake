# One library a folder, with PRIVATE links unless a header shows the other library's types.

# tirek_library(name SOURCES a.cc … [PUBLIC libs…] [PRIVATE libs…])
function(tirek_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  set_property(GLOBAL APPEND PROPERTY TIREK_TARGETS ${name})
  target_link_libraries(${name} PUBLIC tirek_options ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
endfunction()

# tirek_test(name SOURCES a_test.cc … [LINK libs…] [LABELS unit|property|golden|integration …]
#            [TIMEOUT seconds])
# Builds one doctest program and registers it with ctest under its name.
function(tirek_test name)
  cmake_parse_arguments(ARG "" "TIMEOUT" "SOURCES;LINK;LABELS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  set_property(GLOBAL APPEND PROPERTY TIREK_TARGETS ${name})
  target_link_libraries(${name} PRIVATE tirek_options doctest_main doctest::doctest ${ARG_LINK})
  add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 300)
  endif()
  if(TIREK_SANITIZE)
    math(EXPR ARG_TIMEOUT "${ARG_TIMEOUT} * 5")  # what sanitizers cost, on a machine that is shared
  endif()
  set_tests_properties(${name} PROPERTIES LABELS "${ARG_LABELS}" TIMEOUT ${ARG_TIMEOUT})
endfunction()
