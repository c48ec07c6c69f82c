// What a subcommand gives: into a file that is there whole or not at all, or onto standard output, and whether it got
// there.
#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string>

namespace secmp {

// Once, before anything is made: what the program makes is for its user alone, except what is named by -o, which is as
// the umask says.
void make_all_private();

// `write` gets the stream of a new file, which takes the place of `file` when it is whole and on disk; of something
// that is no regular file (a pipe, a device) it gets its own. Empty: standard output. Throws BadFile.
void give(const std::string& file, const std::function<void(std::ostream&)>& write);

// That all of standard output was taken. Throws BadFile with one line that says why not.
void finish_standard_output();

}  // namespace secmp
