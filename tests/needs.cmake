# SPDX-License-Identifier: MIT
#
# Read by ctest before it runs: tests that need a program which may be missing.
# Such a test is skipped then, and its line says what it lacks: ctest shows the
# name of a skipped test and nothing else of it.

# dvf_lacks(RESULT NEED...): those that are not here.
function(dvf_lacks result)
    set(lacking)
    foreach(need IN LISTS ARGN)
        if(need STREQUAL "python3-jsonschema")
            set(status 1)
            foreach(python IN ITEMS python3 /usr/bin/python3)
                if(NOT status EQUAL 0)
                    execute_process(COMMAND ${python} -c "import jsonschema"
                        RESULT_VARIABLE status OUTPUT_QUIET ERROR_QUIET)
                endif()
            endforeach()
            if(NOT status EQUAL 0)
                list(APPEND lacking ${need})
            endif()
        else()
            find_program(program NAMES ${need} NO_CACHE)
            if(NOT program)
                list(APPEND lacking ${need})
            endif()
            unset(program)
        endif()
    endforeach()
    list(JOIN lacking ", " lacking)
    set(${result} "${lacking}" PARENT_SCOPE)
endfunction()

# dvf_test_with_needs(NAME NEEDS FOLDER COMMAND...): NEEDS is a list.
function(dvf_test_with_needs name needs folder)
    dvf_lacks(lacking ${needs})
    if(lacking)
        string(APPEND name " (lacks ${lacking})")
    endif()
    add_test("${name}" ${ARGN})
    set_tests_properties("${name}" PROPERTIES WORKING_DIRECTORY "${folder}"
        COST 20 TIMEOUT 900 SKIP_RETURN_CODE 77)
endfunction()
