# SPDX-License-Identifier: MIT
#
# Installation, in components: `command` with the files for users,
# `development` with the library, and `plain` with files that Debian packages
# have in other places.
# A static command comes without libraries.
include(CMakePackageConfigHelpers)

set(dvf_cmake_dir ${CMAKE_INSTALL_LIBDIR}/cmake/dvf)
set(dvf_data_dir ${CMAKE_INSTALL_DATADIR}/dvf)

install(TARGETS dvf RUNTIME COMPONENT command)
install(DIRECTORY data/kb data/profiles data/schema
    DESTINATION ${dvf_data_dir} COMPONENT command)
foreach(section 1 5)
    install(DIRECTORY data/man/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section}
        COMPONENT command FILES_MATCHING PATTERN "*.${section}")
endforeach()
install(FILES README.md DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT command)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT plain)
if(dvf_completions)
    install(FILES ${dvf_completions}/dvf.bash RENAME dvf COMPONENT command
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
    install(FILES ${dvf_completions}/dvf.fish COMPONENT command
        DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
    install(FILES ${dvf_completions}/_dvf COMPONENT plain
        DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
    install(FILES ${dvf_completions}/_dvf COMPONENT command EXCLUDE_FROM_ALL
        DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
endif()
if(DVF_STATIC)
    return()
endif()

install(TARGETS dvf_shared EXPORT dvf-targets COMPONENT development)
install(TARGETS dvf_static EXPORT dvf-static-targets COMPONENT development)
install(DIRECTORY include/dvf DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
    COMPONENT development FILES_MATCHING PATTERN "*.h")

# State the prefix relative to the .pc file, so that the tree can be moved.
file(RELATIVE_PATH dvf_pc_prefix
    ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
configure_file(src/host/dvf.pc.in dvf.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/dvf.pc
    DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)

configure_package_config_file(src/host/dvf-config.cmake.in dvf-config.cmake
    INSTALL_DESTINATION ${dvf_cmake_dir})
write_basic_package_version_file(dvf-config-version.cmake
    COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/dvf-config.cmake
    ${PROJECT_BINARY_DIR}/dvf-config-version.cmake
    DESTINATION ${dvf_cmake_dir} COMPONENT development)
foreach(set dvf-targets dvf-static-targets)
    install(EXPORT ${set} NAMESPACE dvf:: DESTINATION ${dvf_cmake_dir}
        COMPONENT development)
endforeach()
