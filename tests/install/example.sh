#!/bin/sh
# SPDX-License-Identifier: MIT
#
# The example of dvf.h as a program: the indented lines of its opening comment.
# Run:   example.sh HEADER >FILE
set -eu

grep -q ' \*     .*dvf_evaluate' "$1" || {
    echo "dvf.h has no example" >&2
    exit 1
}
printf '#include <dvf/dvf.h>\n#include <stdio.h>\n'
printf '#include <string.h>\nint main(void)\n{\n'
sed -n -e '1,/\*\//s/^ \*     //p' "$1"
printf 'return strcmp(dvf_version(), DVF_VERSION) != 0;\n}\n'
