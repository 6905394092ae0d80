# Extracts the plurals anew into a copy of translations/etcdscope_en.ts, which must not change it, nor lack a form.
set(committed "${SOURCE}/translations/etcdscope_en.ts")
set(copy "${WORK}/etcdscope_en.ts")
configure_file("${committed}" "${copy}" COPYONLY)
execute_process(
  COMMAND "${LUPDATE}" -silent -no-obsolete -locations none -pluralonly -I "${SOURCE}" "${SOURCE}/app" "${SOURCE}/ui"
          -ts "${copy}"
  RESULT_VARIABLE result
  ERROR_VARIABLE complaints)
if(result)
  message(FATAL_ERROR "lupdate failed: ${complaints}")
endif()
file(READ "${committed}" before)
file(READ "${copy}" after)
if(after MATCHES "type=\"unfinished\"" OR after MATCHES "<numerusform></numerusform>")
  string(REGEX MATCHALL "<source>[^<]*</source>[^<]*(<comment>[^<]*</comment>)?[^<]*<translation type=\"unfinished\">" texts
                        "${after}")
  message(FATAL_ERROR "texts without English plural forms (ninja update_translations, then fill them in): ${texts}")
endif()
if(NOT after STREQUAL before)
  message(FATAL_ERROR "translations/etcdscope_en.ts is not up to date: ninja update_translations")
endif()
