# Debian's packages. Protobuf has only the FindProtobuf module, and gRPC's config needs it first.
find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(Protobuf MODULE REQUIRED)
find_package(gRPC CONFIG REQUIRED)
find_package(PostgreSQL REQUIRED)
find_package(Boost 1.81 REQUIRED)
find_package(doctest REQUIRED)
find_package(CLI11 REQUIRED)
find_package(spdlog REQUIRED)
find_package(pugixml REQUIRED)
find_package(EXPAT REQUIRED)
find_package(nlohmann_json REQUIRED)

# Documents: neither ships a CMake config.
find_package(PkgConfig REQUIRED)
pkg_check_modules(PANGO REQUIRED IMPORTED_TARGET pangocairo pangoft2 cairo-pdf fontconfig)
pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter)

# SOCI and RapidCheck ship no CMake config in Debian.
find_library(SOCI_CORE soci_core REQUIRED)
find_library(SOCI_POSTGRESQL soci_postgresql REQUIRED)
add_library(tirek_soci INTERFACE)
target_include_directories(tirek_soci SYSTEM INTERFACE ${PostgreSQL_INCLUDE_DIRS})
if(TIREK_SANITIZE MATCHES "undefined")
  # SOCI's library keeps the typeinfo of its classes to itself, and vptr checks ask for it.
  target_compile_options(tirek_soci INTERFACE -fno-sanitize=vptr)
endif()
target_link_libraries(tirek_soci INTERFACE ${SOCI_POSTGRESQL} ${SOCI_CORE} ${PostgreSQL_LIBRARIES})

find_library(RAPIDCHECK rapidcheck REQUIRED)
add_library(tirek_rapidcheck INTERFACE)
target_link_libraries(tirek_rapidcheck INTERFACE ${RAPIDCHECK})

# google/rpc and google/type: in no C++ package of Debian, so their protos come from the gogo one.
set(GOOGLEAPIS_DIR /usr/share/gocode/src/github.com/gogo/googleapis
  CACHE PATH "Folder that holds google/type/date.proto")
