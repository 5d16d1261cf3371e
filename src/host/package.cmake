# SPDX-License-Identifier: MIT
#
# `uninstall`, and the Debian packages of `cpack -G DEB`: dvf is the command,
# libdvf-dev the library, shared and static, with the files needed to build
# with it. The command does not need the shared library.

add_custom_target(uninstall
    COMMAND ${CMAKE_COMMAND}
        -D MANIFEST=${PROJECT_BINARY_DIR}/install_manifest.txt
        -P ${PROJECT_SOURCE_DIR}/src/host/uninstall.cmake
    USES_TERMINAL VERBATIM)

# Debian wants the licence under this name, and only once.
install(FILES LICENSE RENAME copyright
    DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/dvf
    COMPONENT command EXCLUDE_FROM_ALL)
install(FILES LICENSE RENAME copyright
    DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/libdvf-dev
    COMPONENT development EXCLUDE_FROM_ALL)

set(CPACK_GENERATOR DEB)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_PACKAGE_VENDOR "The dvf authors")
set(CPACK_PACKAGE_CONTACT "The dvf authors")
set(CPACK_COMPONENTS_ALL command)
if(NOT DVF_STATIC)
    list(APPEND CPACK_COMPONENTS_ALL development)
endif()
set(CPACK_STRIP_FILES ON)

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)

set(CPACK_DEBIAN_COMMAND_PACKAGE_NAME dvf)
set(CPACK_DEBIAN_COMMAND_PACKAGE_SECTION devel)
set(CPACK_COMPONENT_COMMAND_DESCRIPTION
    "Scores the profile of a project against a knowledge base of web
frameworks, recommends one, and gives the reasons. As a gate it checks that
recorded decisions still stand.")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libdvf-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
    "libc6-dev, libcyaml-dev, libyaml-dev, libmd-dev")
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION
    "The shared and the static library of dvf, its header, and files for
pkg-config and CMake.")

# Name the target's architecture: CPack would take that of the build machine.
find_program(DVF_DPKG_ARCHITECTURE dpkg-architecture)
if(CMAKE_CROSSCOMPILING AND CMAKE_LIBRARY_ARCHITECTURE
        AND DVF_DPKG_ARCHITECTURE)
    execute_process(
        COMMAND ${DVF_DPKG_ARCHITECTURE} -t${CMAKE_LIBRARY_ARCHITECTURE}
            -qDEB_HOST_ARCH
        OUTPUT_VARIABLE CPACK_DEBIAN_PACKAGE_ARCHITECTURE
        OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
endif()
include(CPack)
