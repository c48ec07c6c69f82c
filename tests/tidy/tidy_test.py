#!/usr/bin/env python3
"""Each rule of tools/tidy.py is broken once in a small tree in a temporary folder, and has to be found, at its line."""

import os
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../tools"))
import tidy  # pylint: disable=wrong-import-position

STATES = "workflows/sec/modification/states.hpp"
OPENING = "// A file that says what it is for.\n"
PLATE = "# here\n\nWhat is in this folder.\n"
BUILT = "file(GLOB_RECURSE sources CONFIGURE_DEPENDS *.cpp)\n"

# A tree that keeps every rule. Each .hpp is included by a .cpp of its own.
CLEAN = {
    "README.md": "# A project\n\nRead `engine/README.md` first.\n",
    STATES: OPENING + 'struct Refinement : State<"refinement", "Refinement", "Refining"> {};\n'
            'struct Vote : State<"change-board-vote", "Vote", "Voting"> {};\n',
    "workflows/sec/modification/states.cpp": OPENING + f'#include "{STATES}"\n',
}
for room in ("engine", "workflows", "api"):
    CLEAN[room + "/CMakeLists.txt"] = BUILT
    CLEAN[room + "/README.md"] = PLATE
for pair in ("engine/words", "api/reading/cases", "api/pictures/drawing", "api/http/wire", "api/routes/papers",
             "workflows/sec/terms/words", "workflows/sec/body/body", "workflows/sec/release/release",
             "workflows/sec/modification/facts", "workflows/sec/modification/view",
             "workflows/sec/modification/stages/refinement", "workflows/sec/modification/vote/vote"):
    CLEAN[pair + ".hpp"] = OPENING
    CLEAN[pair + ".cpp"] = OPENING + f'#include "{pair}.hpp"\n'


def tidied(files, everything=False):
    """What tidy finds in a tree, one finding a line."""
    with tempfile.TemporaryDirectory() as top:
        for path, text in files.items():
            os.makedirs(os.path.dirname(os.path.join(top, path)), exist_ok=True)
            with open(os.path.join(top, path), "w", encoding="utf-8") as file:
                file.write(text)
        return "\n".join(f"{path}:{line}: {sentence}" for path, line, sentence in tidy.look_at(top, everything)[0])


def including(*targets):
    return OPENING + "".join(f'#include "{one}"\n' for one in targets)


class Tidy(unittest.TestCase):
    def found(self, sentence, changes, everything=False):
        """A tree with these changes is refused, and the finding names the place and says why."""
        self.assertIn(sentence, tidied({**CLEAN, **changes}, everything))

    def accepted(self, changes, everything=False):
        self.assertEqual("", tidied({**CLEAN, **changes}, everything))

    def test_a_tree_that_keeps_the_rules_is_accepted(self):
        self.accepted({}, everything=True)

    # Floors.
    def test_the_top_folders_have_a_direction(self):
        self.found("engine/words.cpp:2: engine may include nothing of ours, not api",
                   {"engine/words.cpp": including("api/http/wire.hpp", "engine/words.hpp")})

    def test_an_include_that_runs_up_is_refused(self):
        self.found("words.cpp:3: in workflows/sec, terms/ stands below body/: an include may not run up",
                   {"workflows/sec/terms/words.cpp": including("workflows/sec/terms/words.hpp", "workflows/sec/body/body.hpp")})
        self.found("in api, reading/ stands below routes/", {"api/reading/cases.hpp": including("api/routes/papers.hpp")})

    def test_a_file_of_the_project_is_included_in_quotes(self):
        self.found("<engine/words.hpp> is a file of the project: write it in quotes",
                   {"engine/words.hpp": OPENING, "engine/run.cpp": OPENING + "#include <engine/words.hpp>\n"})

    def test_an_include_that_runs_down_is_accepted(self):
        self.accepted({"workflows/sec/modification/view.cpp": including(
            "workflows/sec/modification/view.hpp", "workflows/sec/modification/vote/vote.hpp", "workflows/sec/body/body.hpp")})

    def test_folders_on_one_floor_do_not_include_each_other(self):
        self.found("body/ and release/ stand on one floor", {"workflows/sec/body/body.hpp": including("workflows/sec/release/release.hpp")})
        self.found("reading/ and pictures/ stand on one floor", {"api/reading/cases.hpp": including("api/pictures/drawing.hpp")})

    def test_a_folder_that_the_floors_do_not_name_is_refused(self):
        self.found("stands on no floor of workflows/sec", {
            "workflows/sec/new/thing.hpp": OPENING, "workflows/sec/new/thing.cpp": including("workflows/sec/new/thing.hpp")})

    def test_words_of_a_modification_do_not_know_its_slices_nor_slices_its_views(self):
        self.found("facts.hpp:2: in workflows/sec/modification",
                   {"workflows/sec/modification/facts.hpp": including("workflows/sec/modification/vote/vote.hpp")})
        self.found("vote.cpp:3: in workflows/sec/modification", {"workflows/sec/modification/vote/vote.cpp": including(
            "workflows/sec/modification/vote/vote.hpp", "workflows/sec/modification/view.hpp")})

    def test_a_circle_of_folders_is_refused_at_any_depth(self):
        self.found("folders in a circle: tools/one/deep -> tools/two -> tools/one/deep", {
            "tools/README.md": PLATE, "tools/CMakeLists.txt": BUILT,
            "tools/one/deep/a.cpp": including("tools/one/deep/a.hpp", "tools/one/deep/b.hpp"), "tools/one/deep/b.hpp": OPENING,
            "tools/one/deep/a.hpp": including("tools/two/c.hpp"), "tools/two/c.hpp": OPENING,
            "tools/two/c.cpp": including("tools/two/c.hpp", "tools/one/deep/b.hpp")})

    def test_files_that_include_each_other_are_refused(self):
        self.found("includes itself by way of", {
            "engine/other.hpp": including("engine/words.hpp"), "engine/words.hpp": including("engine/other.hpp")})

    # Comments.
    def test_a_file_opens_with_a_sentence(self):
        for text in ("int answer();\n", "// Words\nint answer();\n", "#pragma once\n// A sentence that comes too late for that.\n"):
            self.found("engine/words.hpp:1: opens with no sentence", {"engine/words.hpp": text})
        self.found("engine/run:1: opens with no sentence", {"engine/run": "#!/bin/sh\ntrue\n"})
        self.found("engine/run.py:1: opens with no sentence", {"engine/run.py": "import os\n"})

    def test_the_first_sentence_may_go_over_lines_and_be_a_docstring(self):
        self.accepted({"engine/words.hpp": "// What goes over\n// more than one line.\n",
                       "engine/run.py": '#!/usr/bin/env python3\n"""Says what it does."""\n',
                       "engine/run": "#!/bin/sh\n# Runs what is to be run.\n"})

    def test_banners_of_dashes_are_refused(self):
        for line in ("// --------", "// --- votes", "// --- votes ------", "// ========", "// votes --------", "// \u2014\u2014\u2014", "// --"):
            self.found("engine/words.hpp:2: a banner of dashes", {"engine/words.hpp": OPENING + line + "\n"})
        self.found("engine/run.py:2: a banner", {"engine/run.py": '"""Says what it does."""\n# ------\n'})

    def test_words_that_are_read_twice_are_refused_in_comments_and_documents(self):
        self.found("'but for': write 'except'", {"engine/words.hpp": "// All of them but for the last one.\n"})
        self.found("engine/README.md:3: 'put away'", {"engine/README.md": "# here\n\nWhat is put away.\n"})
        self.accepted({"engine/words.cpp": including("engine/words.hpp") + 'const char* text = "all but for the last";\n'})

    # Door plates and what documents name.
    def test_a_folder_of_a_thousand_lines_has_a_door_plate(self):
        long = {f"api/http/part_{number}.cpp": OPENING + "int one;\n" * 350 for number in range(3)}
        self.found("api/http/README.md:1: is missing", long)
        self.accepted({**long, "api/http/README.md": PLATE})

    def test_a_door_plate_is_short(self):
        self.found("engine/README.md:61: 70 lines", {"engine/README.md": "line\n" * 70})
        self.found("README.md:151: 160 lines", {"README.md": "line\n" * 160})

    def test_what_documents_name_is_there(self):
        self.found("README.md:1: `engine/gone.hpp` is not there", {"README.md": "Read `engine/gone.hpp`.\n"})
        self.found("engine/README.md:1: `gone.*` is not there", {"engine/README.md": "Read `gone.*`.\n"})
        self.found("engine/README.md:1: `../api/gone/` is not there", {"engine/README.md": "Read `../api/gone/`.\n"})
        self.found("the link to engine/gone.md leads nowhere", {"docs/more.md": "[more](engine/gone.md)\n"})
        self.accepted({"api/README.md": "`wire.hpp` is in a room of this folder.\n"})
        self.accepted({"engine/README.md": "`words.hpp`, `words.*`, `api/routes/`, `/v1/modifications`, `Processor::submit`, `a/b`.\n"})

    # States.
    def test_tests_that_documents_name_are_there(self):
        tests = {"tests/README.md": PLATE, "tests/engine/words.txt": 'TEST_CASE("A word is one");\n'}
        self.found('docs/more.md:1: no test in tests/engine/words.txt begins with "A phrase"',
                   {**tests, "docs/more.md": '`tests/engine/words.txt` "A phrase"\n'})
        self.accepted({**tests, "docs/more.md": 'so it is: `tests/engine/words.txt`, "A\nword"\n'})

    def test_names_of_states_are_not_written_as_texts(self):
        view, start = "workflows/sec/modification/view.cpp", including("workflows/sec/modification/view.hpp")
        for line in ('bool b = state == "refinement";', 'bool b = "refinement" != look.state;', 'auto a = "change-board-vote";',
                     'if (entry.event.to == "refinement") return;', 'return one_of(change.to, {"refinement", "x"});'):
            self.found("view.cpp:3: ", {view: start + line + "\n"}, everything=True)
        self.accepted({view: start + 'auto a = std::pair("refinement", 1); bool b = event == "refinement";\n'}, everything=True)

    # The rest.
    def test_banned_things_are_refused(self):
        for folder, line in (("engine", "using namespace std;"), ("engine", "auto* p = new Thing();"), ("api", "int a = rand();"),
                             ("engine", "void f() { std::cout << 1; }"), ("engine", "auto n = std::chrono::system_clock::now();")):
            name = {"engine": "engine/words", "api": "api/http/wire"}[folder]
            self.found(name + ".cpp:3: ", {name + ".cpp": including(name + ".hpp") + line + "\n"})

    def test_headers_from_outside_have_their_folders(self):
        self.found("does not belong into engine: only api speaks HTTP", {"engine/words.hpp": OPENING + "#include <boost/asio.hpp>\n"})

    def test_words_of_a_workflow_stay_out_of_the_engine(self):
        self.found("is a word of a workflow", {"engine/words.hpp": OPENING + "struct Modification;\n"})

    def test_sizes(self):
        self.found("450 lines", {"engine/words.hpp": OPENING + "int one;\n" * 449})
        self.found("130 columns", {"engine/words.hpp": OPENING + "//" + " " * 128 + "\n"})
        self.found("a function of 82 lines", {"engine/words.hpp": OPENING + "void f() {\n" + "  f();\n" * 80 + "}\n"})

    def test_dead_files_and_strangers_on_the_top_level(self):
        self.found("engine/lonely.hpp:1: is included by nobody", {"engine/lonely.hpp": OPENING})
        self.found("docs/lonely.cpp:1: is in no target", {"docs/lonely.cpp": OPENING})
        self.found("notes:1: does not belong on the top level", {"notes/a.txt": "a\n"})

    def test_machine_paths_and_bare_reminders(self):
        self.found("is a path of one machine", {"engine/words.hpp": OPENING + "// See /" + "home/somebody.\n"})
        self.found("without a kind", {"engine/words.hpp": OPENING + "// TO" + "DO mend it.\n"})


if __name__ == "__main__":
    unittest.main()
