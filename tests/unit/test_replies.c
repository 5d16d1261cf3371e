/* SPDX-License-Identifier: MIT */
/*
 * Replies: what terminals answer to those who ask them something, and what they
 * report by themselves, as the list of xterm's control sequences has it, and
 * some of others. At each stage of an interview, in all forms, whole and parted
 * at each byte, they change nothing.
 */
#include "asking.h"

#include "ask/keys.h"

#include <string.h>

/* As by controls of seven bits, strings ended by ST. */
#define ST     "\x1b\\"
#define CSI(r) "\x1b[" r
#define DCS(r) "\x1bP" r ST
#define OSC(r) "\x1b]" r ST

static const char *const replies[] = {
    /* what it is: primary, secondary, tertiary; its name and version */
    CSI("?1;2c"),
    CSI("?64;1;2;6;9;15;16;17;18;21;22;28c"),
    CSI(">41;370;0c"),
    DCS("!|00000000"),
    DCS(">|XTerm(370)"),
    "\x1b/Z",
    /* how it is, where the cursor is, and what stands beside them */
    CSI("0n"),
    CSI("3n"),
    CSI("24;80R"),
    CSI("1;2R"),
    CSI("?24;80R"),
    CSI("?24;80;1R"),
    CSI("?10n"),
    CSI("?11n"),
    CSI("?13n"),
    CSI("?20n"),
    CSI("?21n"),
    CSI("?27;1;0;0n"),
    CSI("?50n"),
    CSI("?53n"),
    CSI("?55n"),
    CSI("?57;1n"),
    CSI("62*{"),
    DCS("1!~52FD"),
    CSI("?70n"),
    CSI("?83n"),
    CSI("?997;1n"),
    /* terminal parameters, modes, the displayed extent */
    CSI("2;1;1;128;128;1;0x"),
    CSI("3;1;1;112;112;1;0x"),
    CSI("4;1$y"),
    CSI("?2004;2$y"),
    CSI("24;80;1;1;1\"w"),
    CSI(">4;2m"),
    CSI(">4;1f"),
    CSI("?1u"),
    /* settings, capabilities, resources, states of cursor and tabulators */
    DCS("1$r2 q"),
    DCS("1$r0;1;31m"),
    DCS("1$r1;24r"),
    DCS("1$r61;1\"p"),
    DCS("0$r"),
    DCS("1+r544e=787465726d2d323536636f6c6f72"),
    DCS("0+r"),
    DCS("1+R666f6e74=66697865640a"),
    DCS("0!u%5"),
    DCS("1$u1;1;1;@;@;@;0;2;@;BBBB"),
    DCS("2$u9/17/25/33"),
    DCS("1!~ABCD"),
    /* the window: its state, place, sizes, titles */
    CSI("1t"),
    CSI("2t"),
    CSI("3;10;20t"),
    CSI("4;600;800t"),
    CSI("5;1080;1920t"),
    CSI("6;16;8t"),
    CSI("8;24;80t"),
    CSI("9;50;160t"),
    CSI("48;24;80;480;640t"),
    OSC("lq s - 3 ? <"),
    OSC("Lq\r\nq"),
    OSC("l\xc3\x9cq \xc5\x81\xc3\xb3"
        "d\xc5\xba q \xe2\x80\x9c"),
    /* colours, fonts, selections, graphics */
    OSC("4;1;rgb:cdcd/0000/0000"),
    OSC("5;0;rgb:ffff/ffff/ffff"),
    OSC("10;rgb:e5e5/e5e5/e5e5"),
    OSC("11;rgb:0000/0000/0000"),
    OSC("12;rgba:e5e5/e5e5/e5e5/ffff"),
    OSC("13;rgb:2222/2222/2222"),
    OSC("17;rgb:2222/2222/2222"),
    OSC("19;rgb:2222/2222/2222"),
    OSC("50;fixed"),
    OSC("52;c;cSBzIC0gMw=="),
    OSC("1337;ReportCellSize=16.0;8.0"),
    CSI("?1;0;256S"),
    CSI("?2;0;800;600S"),
    "\x1b_Gi=31;OK" ST,
    "\x1b^q 2" ST,
    "\x1bXq s" ST,
    /* the mouse and the focus */
    CSI("M !!"),
    CSI("M#q3"),
    CSI("M \xff\xff"),
    CSI("M \xc4\x80\xc3\xa9"),
    CSI("tqs"),
    CSI("Tq1s2-3"),
    CSI("<0;10;20M"),
    CSI("<0;10;20m"),
    CSI("32;10;20M"),
    CSI("1;2;10;20;0&w"),
    CSI("I"),
    CSI("O"),
};

/* ------------------------------------------------------------------- Forms */

enum form {
    SEVEN_BITS,
    BELLS,
    EIGHT_BITS,
    EIGHT_BITS_IN_UTF8,
    FORMS
};

/* Put a reply into one of its forms. */
static void put_form(struct buffer *out, const char *reply, enum form form)
{
    buffer_clear(out);
    for (const char *at = reply; *at != '\0'; at++) {
        unsigned char eight = (unsigned char)(at[1] + 0x40);

        if (*at != '\x1b' || at[1] == '/' || form == SEVEN_BITS ||
            (form == BELLS && at[1] != '\\')) {
            buffer_putc(out, *at);
            continue;
        }
        if (form == EIGHT_BITS_IN_UTF8)
            buffer_putc(out, '\xc2');
        buffer_putc(out, form == BELLS ? '\a' : (char)eight);
        at++;
    }
    assert_false(out->failed);
}

/* ------------------------------------------------------------------ Stages */

static const struct stage {
    const char *name;
    bool has_menu; /* the KB with long lists */
    const char *answers;
    const char *keys;
    enum interview_mode mode;
} stages[] = {
    {"a list", false, "", "", MODE_QUESTION},
    {"a choice", false, "", "2", MODE_QUESTION},
    {"a complaint", false, "", "9", MODE_QUESTION},
    {"a question again", false, "", "2 enter <", MODE_QUESTION},
    {"a set", false, "colour=none size=small speed=slow", "1 3", MODE_QUESTION},
    {"a number", false, "colour=none size=small", "= 1 5", MODE_NUMBER},
    {"no number yet", false, "colour=none size=small", "=", MODE_NUMBER},
    {"a filter", true, "", "/ p i", MODE_FILTER},
    {"no filter yet", true, "", "/", MODE_FILTER},
    {"a filter of a set", true, "dish=creme", "1 / m", MODE_FILTER},
    {"why", false, "", "2 ?", MODE_WHY},
    {"the claims", false, "", "2 ? ?", MODE_CLAIMS},
    {"a contradiction", false,
     "colour=red size=small speed=slow parts=", "2 enter", MODE_WARNING},
    {"its choice", false,
     "colour=red size=small speed=slow parts=", "2 enter 1", MODE_WARNING},
    {"the summary", false, "colour=red", "2 enter s", MODE_SUMMARY},
    {"a revision", false, "colour=red", "s home down down enter",
     MODE_QUESTION},
    {"the recommendation", false, "colour=red", "s enter", MODE_REPORT},
    {"the end", true, "dish=creme herbs= extras= way=on", "", MODE_SUMMARY},
};

/* All that can be seen of an interview, and what it would keep. */
static void put_all(struct buffer *out, const struct interview *interview)
{
    const struct frame_style style = {.columns = 80, .rows = 50};
    struct frame frame = {.failed = false};

    buffer_clear(out);
    frame_draw(&frame, interview, &style);
    assert_false(frame.failed);
    append_frame(&frame, out);
    interview_append_lines(interview, NULL, out);
    buffer_printf(out, "%d %d %u %u %zu %zu\n", (int)interview->mode,
                  (int)interview->revising, (unsigned)interview->question,
                  (unsigned)interview->selected, interview->asked.count,
                  interview->news.count);
    assert_false(out->failed);
    frame_release(&frame);
}

/* ----------------------------------------------------------------- Sending */

/* A terminal, as far as it types. */
struct typist {
    struct key_decoder decoder;
    struct interview *interview;
    unsigned escapes; /* that were pressed */
};

static void press(struct typist *typist, struct key key)
{
    if (key.kind == KEY_NONE)
        return;
    typist->escapes += key.kind == KEY_ESCAPE;
    if (key.kind == KEY_PASTE)
        interview_paste(typist->interview, keys_pasted(&typist->decoder));
    else
        interview_press(typist->interview, key);
}

static void send(struct typist *typist, const char *bytes, size_t length)
{
    struct key key;

    for (size_t i = 0; i < length; i++)
        if (keys_take(&typist->decoder, (unsigned char)bytes[i], &key))
            press(typist, key);
}

/* Nothing comes for a while, or for so long that nothing is waited for. */
static void pause_typing(struct typist *typist, int silences)
{
    struct key key;

    for (int i = 0; i < silences; i++)
        if (keys_settle(&typist->decoder, &key))
            press(typist, key);
}

/* Send a reply in two parts, with a pause between them or without. */
static void send_parted(struct interview *interview, const struct buffer *reply,
                        size_t at, bool pauses)
{
    struct typist typist = {.interview = interview};
    bool is_escape = at == 1 && reply->bytes[0] == '\x1b';

    send(&typist, reply->bytes, at);
    /* ESC alone is the key: nobody can know that more will come. */
    if (pauses && !is_escape)
        pause_typing(&typist, 3);
    send(&typist, reply->bytes + at, reply->length - at);
    pause_typing(&typist, KEYS_PATIENCE + 1);
    assert_int_equal(typist.escapes, 0);
    assert_false(keys_are_pending(&typist.decoder));
}

static void send_all(struct interview *interview, const char *name)
{
    struct buffer before = {0};
    struct buffer after = {0};
    struct buffer reply = {0};

    put_all(&before, interview);
    for (size_t i = 0; i < COUNT(replies); i++) {
        for (int form = 0; form < FORMS; form++) {
            put_form(&reply, replies[i], (enum form)form);
            for (size_t at = 0; at < 2 * reply.length; at++)
                send_parted(interview, &reply, at / 2, at % 2 != 0);
            put_all(&after, interview);
            if (strcmp(before.bytes, after.bytes) != 0)
                fail_msg("%s is changed by reply %zu in form %d:\n%s", name, i,
                         form, after.bytes);
        }
    }
    buffer_release(&before);
    buffer_release(&after);
    buffer_release(&reply);
}

static void no_reply_changes_an_interview(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(stages); i++) {
        const struct stage *stage = &stages[i];
        struct scene scene;

        if (stage->has_menu)
            open_menu(&scene, stage->answers);
        else
            open_small(&scene, stage->answers);
        press_keys(&scene.interview, stage->keys);
        if (scene.interview.mode != stage->mode)
            fail_msg("%s is not there", stage->name);
        send_all(&scene.interview, stage->name);
        close_scene(&scene);
    }
}

/* Where ESC comes alone and is taken for the key, the rest still is none. */
static void what_comes_late_is_no_key(void **state)
{
    struct buffer reply = {0};
    struct scene scene;

    (void)state;
    open_small(&scene, "");
    press_keys(&scene.interview, "2");
    for (size_t i = 0; i < COUNT(replies); i++) {
        struct typist typist = {.interview = &scene.interview};

        put_form(&reply, replies[i], SEVEN_BITS);
        if (reply.bytes[1] == '/')
            continue;
        send(&typist, reply.bytes, 1);
        pause_typing(&typist, 3);
        assert_int_equal(typist.escapes, 1);
        send(&typist, reply.bytes + 1, reply.length - 1);
        expect_question(&scene.interview, "colour");
        expect_selected(&scene.interview, "red");
        assert_int_equal(scene.interview.asked.count, 0);
    }
    buffer_release(&reply);
    close_scene(&scene);
}

/* A prompt reads lines, which the terminal gives with what it replied. */
static void a_line_is_what_was_typed_of_it(void **state)
{
    static const char typed[] = "a/\xc3\xa9.yaml";
    struct buffer reply = {0};
    struct buffer line = {0};

    (void)state;
    for (size_t i = 0; i < COUNT(replies); i++) {
        for (int form = 0; form < FORMS; form++) {
            put_form(&reply, replies[i], (enum form)form);
            /* An end of line ends it, in the middle of a reply too. */
            if (strchr(reply.bytes, '\n') || replies[i][1] == '/')
                continue;
            for (size_t at = 0; at < sizeof typed; at++) {
                if (((unsigned char)typed[at] & 0xc0) == 0x80)
                    continue;
                buffer_clear(&line);
                buffer_append(&line, typed, at);
                buffer_append(&line, reply.bytes, reply.length);
                buffer_puts(&line, typed + at);
                line.length = keys_drop_replies(line.bytes, line.length);
                assert_int_equal(line.length, sizeof typed - 1);
                assert_memory_equal(line.bytes, typed, line.length);
            }
        }
    }
    buffer_release(&reply);
    buffer_release(&line);
}

/* What somebody typed stays, be it a name or not: nobody guesses what it was
 * to be. */
static void keys_in_a_line_are_left_to_whoever_reads_it(void **state)
{
    static const char *const lines[] = {
        "",          "n",      "\x1b",       "\x1bn",   "\x1b[A",
        "x\x1b[D",   "\x1bOP", "\x01",       "a\tb",    "\xc3",
        "a\xc3\xa9", "\x1b[",  "\x1bPq\x02", "\x1b[1~", "\xe2\x80\xae",
        "\x1b\x1b",  "\x85",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(lines); i++) {
        char bytes[32];
        size_t length = strlen(lines[i]);

        memcpy(bytes, lines[i], length);
        assert_int_equal(keys_drop_replies(bytes, length), length);
        assert_memory_equal(bytes, lines[i], length);
    }
}

static void a_paste_in_a_line_is_its_text(void **state)
{
    char bytes[] = "a\x1b[200~b.yaml\x1b[201~c";
    size_t length = keys_drop_replies(bytes, sizeof bytes - 1);

    (void)state;
    assert_int_equal(length, strlen("ab.yamlc"));
    assert_memory_equal(bytes, "ab.yamlc", length);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_reply_changes_an_interview),
        cmocka_unit_test(what_comes_late_is_no_key),
        cmocka_unit_test(a_line_is_what_was_typed_of_it),
        cmocka_unit_test(keys_in_a_line_are_left_to_whoever_reads_it),
        cmocka_unit_test(a_paste_in_a_line_is_its_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
