# What every target of the project is compiled with.
add_library(etcdscope_options INTERFACE)
target_compile_features(etcdscope_options INTERFACE cxx_std_20)
target_include_directories(etcdscope_options INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_definitions(
  etcdscope_options
  INTERFACE QT_NO_CAST_FROM_ASCII
            QT_NO_CAST_TO_ASCII
            QT_NO_CAST_FROM_BYTEARRAY
            QT_NO_URL_CAST_FROM_STRING
            QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
            QT_NO_FOREACH
            QT_STRICT_ITERATORS
            QT_DISABLE_DEPRECATED_BEFORE=0x060400
            QT_NO_CONTEXTLESS_CONNECT
            QT_MESSAGELOGCONTEXT)
target_compile_options(
  etcdscope_options INTERFACE -Wall -Wextra -Wpedantic $<$<CXX_COMPILER_ID:GNU>:-Wshadow=local> -Wnon-virtual-dtor
                              -Woverloaded-virtual -Wimplicit-fallthrough)
if(ETCDSCOPE_FORCE_ASSERTS)
  target_compile_definitions(etcdscope_options INTERFACE QT_FORCE_ASSERTS)
endif()
if(ETCDSCOPE_WERROR)
  target_compile_options(etcdscope_options INTERFACE -Werror)
endif()
if(ETCDSCOPE_SANITIZE)
  add_compile_options(-fsanitize=${ETCDSCOPE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
  add_link_options(-fsanitize=${ETCDSCOPE_SANITIZE})
endif()
