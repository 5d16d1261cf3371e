# SPDX-License-Identifier: MIT
#
# Removes the files that the last `cmake --install` of a build put in place,
# and the folders of dvf that are empty then.
# Run:   cmake -D MANIFEST=FILE -P uninstall.cmake

if(NOT EXISTS "${MANIFEST}")
    message(FATAL_ERROR "${MANIFEST} is not there: "
        "nothing was installed from this build")
endif()

# remove_own_folder(FOLDER): remove it if it is empty and named dvf or below
# such a folder, then its parents by the same rule.
function(remove_own_folder folder)
    get_filename_component(parent "${folder}" DIRECTORY)
    file(GLOB left "${folder}/*" "${folder}/.*")
    list(FILTER left EXCLUDE REGEX "/\\.\\.?$")
    if("${folder}/" MATCHES "/dvf/" AND IS_DIRECTORY "${folder}" AND NOT left)
        file(REMOVE_RECURSE "${folder}")
        remove_own_folder("${parent}")
    endif()
endfunction()

file(STRINGS "${MANIFEST}" files ENCODING UTF-8)
foreach(file IN LISTS files)
    set(file "$ENV{DESTDIR}${file}")
    if(NOT EXISTS "${file}" AND NOT IS_SYMLINK "${file}")
        message(STATUS "Not there: ${file}")
        continue()
    endif()
    message(STATUS "Removing: ${file}")
    file(REMOVE "${file}")
    if(EXISTS "${file}" OR IS_SYMLINK "${file}")
        message(FATAL_ERROR "${file} cannot be removed")
    endif()
    get_filename_component(folder "${file}" DIRECTORY)
    remove_own_folder("${folder}")
endforeach()
