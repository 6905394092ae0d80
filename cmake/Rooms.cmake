# etcdscope_room(name SOURCES ... [USES room ...] [LIBRARIES lib ...])
#
# One folder of core/ or ui/ as one static library, etcdscope_<name>. USES names the rooms it may include
# from; the layer test (tests/layers) compares that with what the sources really include. Links are private:
# a room that needs a library says so itself.
function(etcdscope_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;USES;LIBRARIES" ${ARGN})
  add_library(etcdscope_${name} STATIC ${ROOM_SOURCES})
  list(TRANSFORM ROOM_USES PREPEND etcdscope_)
  target_link_libraries(etcdscope_${name} PRIVATE etcdscope_options Qt6::Core ${ROOM_USES} ${ROOM_LIBRARIES})
endfunction()

# etcdscope_test(name SOURCES ... [USES room ...] [LIBRARIES lib ...] [LABELS ...] [TIMEOUT s] [ENVIRONMENT ...])
#
# One Qt Test executable, registered with ctest under its own name. Exit code 77 counts as skipped.
function(etcdscope_test name)
  cmake_parse_arguments(TEST "" "TIMEOUT" "SOURCES;USES;LIBRARIES;LABELS;ENVIRONMENT" ${ARGN})
  add_executable(${name} ${TEST_SOURCES})
  list(TRANSFORM TEST_USES PREPEND etcdscope_)
  target_link_libraries(${name} PRIVATE etcdscope_options Qt6::Core Qt6::Test ${TEST_USES} ${TEST_LIBRARIES})
  add_test(NAME ${name} COMMAND ${name})
  if(NOT TEST_TIMEOUT)
    set(TEST_TIMEOUT 120)
  endif()
  set_tests_properties(${name} PROPERTIES TIMEOUT ${TEST_TIMEOUT} SKIP_RETURN_CODE 77 LABELS "${TEST_LABELS}"
                                          ENVIRONMENT "QT_QPA_PLATFORM=offscreen;${TEST_ENVIRONMENT}")
endfunction()
