# SPDX-License-Identifier: MIT
#
# Completion of dvf for fish. The tables are made from those of the program.

# Print the command named on the line, after the common options.
function __dvf_command
    set -l skip 0
    for word in (commandline -opc)[2..]
        if test $skip = 1
            set skip 0
        else if test "$word" = --color
            set skip 1
        else if not string match -q -- '-*' "$word"
            echo -- $word
            return 0
        end
    end
    return 1
end

function __dvf_has_no_command
    not __dvf_command >/dev/null
end

function __dvf_is
    contains -- (__dvf_command) $argv
end

complete -c dvf -f

# @tables@
