# Builds the contract, the pages of web/static and the web app into the program (.incbin), as the table of src/http/assets.h.
# Two steps, so that a change of the contract does not build the web app again. Both presets share build/web.
function(gongshu_embed target)
  set(web ${CMAKE_SOURCE_DIR}/build/web)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/web/src/*.ts ${CMAKE_SOURCE_DIR}/web/src/*.vue ${CMAKE_SOURCE_DIR}/web/src/*.css)
  file(GLOB settings CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/web/*.json ${CMAKE_SOURCE_DIR}/web/*.html ${CMAKE_SOURCE_DIR}/web/vite.config.ts)
  file(GLOB pages CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/web/static/*)
  list(FILTER sources EXCLUDE REGEX "\\.test\\.ts$")
  add_custom_command(
    OUTPUT ${web}/built
    COMMAND ${CMAKE_SOURCE_DIR}/scripts/build_web.sh
    DEPENDS ${sources} ${settings} ${CMAKE_SOURCE_DIR}/scripts/build_web.sh
    COMMENT "web app" VERBATIM)
  add_custom_command(
    OUTPUT ${web}/assets.gen.cpp
    COMMAND ${CMAKE_SOURCE_DIR}/scripts/embed_assets.py ${web}
    DEPENDS ${web}/built ${pages} ${CMAKE_SOURCE_DIR}/api/openapi.yaml ${CMAKE_SOURCE_DIR}/scripts/embed_assets.py
    COMMENT "assets" VERBATIM)
  set_source_files_properties(${web}/assets.gen.cpp PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
  target_sources(${target} PRIVATE ${web}/assets.gen.cpp)
endfunction()
