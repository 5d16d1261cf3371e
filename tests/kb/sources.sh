#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Facts have sources with dates: of each claim, rule and note of a knowledge
# base whose text states a version, a date or a figure at least one source must
# bear a date. Says which do not, and then fails; lists without failing those
# whose newest source is more than 365 days old at a day, and those whose
# `until` has passed by then. Reads the layout of data/kb: one key to a line.
# Run:   sources.sh KB [--as-of YYYY-MM-DD]; the day is the KB's own otherwise
set -eu

kb=$1
day=$(sed -n 's/^as_of: *//p' "$kb")
[ "${2-}" != --as-of ] || day=$3

awk -v day="$day" '
# Days since 1 March of the year 0; a month or a year counts by its last day.
function days(date, part, n, y, m, d) {
    n = split(date, part, "-")
    y = part[1]; m = n > 1 ? part[2] : 12; d = n > 2 ? part[3] : 31
    if (n == 2)
        d = 28
    if (m < 3) {
        m += 12
        y--
    }
    d += int((153 * (m - 3) + 2) / 5)
    return 365 * y + int(y / 4) - int(y / 100) + int(y / 400) + d
}

# Digits that name a thing, such as OAuth2, N+1 or 0.x, are no figures.
function states_figures(text) {
    gsub(/N\+1/, "", text)
    gsub(/[A-Za-z]+[-+]?[0-9]+/, "", text)
    gsub(/[0-9]\.x/, "", text)
    return text ~ /[0-9]/
}

# The newest date among sources; none is "".
function newest(list, id, n, i, best) {
    best = ""
    n = split(list, id, " ")
    for (i = 1; i <= n; i++)
        if (id[i] in date && date[id[i]] != "undated" &&
            (best == "" || days(date[id[i]]) > days(best)))
            best = date[id[i]]
    return best
}

function judge(what, text, list, when) {
    if (!states_figures(text))
        return
    facts++
    when = newest(list)
    if (when == "") {
        print "missing: " what " states a figure and has no source with a date"
        missing++
    } else if (days(day) - days(when) > 365) {
        print "old: " what " rests on " when
        old++
    }
}

# The last key ends; its value, folded into one line, goes to its item.
function keep() {
    if (key != "" && section != "") {
        gsub(/^"|"$/, "", value)
        item[section, id, key] = value
    }
    key = value = ""
}

/^[a-z_]+:/ { keep(); section = $1; sub(":", "", section); next }
/^  - id: / { keep(); id = $3; ids[section] = ids[section] " " id; next }
/^    [a-z_]+:/ {
    keep()
    key = $1
    sub(":", "", key)
    value = $0
    sub(/^ *[a-z_]+: */, "", value)
    sub(/^>-$/, "", value)
    next
}
/^      / { line = $0; sub(/^ *(- )?/, "", line); value = value " " line }

function as_list(text) {
    gsub(/[][,]/, " ", text)
    return text
}

function sources_of(claims, n, i, id, list) {
    n = split(as_list(claims), id, " ")
    for (i = 1; i <= n; i++)
        list = list " " item["claims", id[i], "source"] " " \
            as_list(item["claims", id[i], "refs"])
    return list
}

function judge_until(what, until) {
    if (until != "" && days(until) < days(day))
        print "past: " what " holds until " until
}

END {
    keep()
    n = split(ids["sources"], list, " ")
    for (i = 1; i <= n; i++)
        date[list[i]] = item["sources", list[i], "date"]
    n = split(ids["claims"], list, " ")
    for (i = 1; i <= n; i++) {
        id = list[i]
        source = item["claims", id, "source"]
        refs = as_list(item["claims", id, "refs"])
        judge("claim " id " (says)", item["claims", id, "says"], source " " refs)
        # What is true today is not for the article to say.
        judge("claim " id " (now)", item["claims", id, "now"],
            refs (source == "article" ? "" : " " source))
        judge_until("claim " id, item["claims", id, "until"])
    }
    n = split(ids["rules"], list, " ")
    for (i = 1; i <= n; i++) {
        id = list[i]
        cited = sources_of(item["rules", id, "claims"])
        judge("rule " id " (because)", item["rules", id, "because"], cited)
        judge("rule " id " (otherwise)", item["rules", id, "otherwise"], cited)
    }
    n = split(ids["notes"], list, " ")
    for (i = 1; i <= n; i++) {
        id = list[i]
        judge("note " id, item["notes", id, "says"],
            sources_of(item["notes", id, "claims"]))
        judge_until("note " id, item["notes", id, "until"])
    }
    n = split(ids["comparison"], list, " ")
    for (i = 1; i <= n; i++) {
        id = list[i]
        judge("row " id, item["comparison", id, "cells"],
            sources_of(item["comparison", id, "claims"]))
    }
    printf "%d texts with figures, %d without a dated source, %d older than " \
        "365 days at %s\n", facts, missing, old, day
    exit missing > 0
}' "$kb"
