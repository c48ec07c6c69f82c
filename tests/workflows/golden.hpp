// Files of the source tree that what the program says today is compared with. SECMP_UPDATE_GOLDEN=1 writes them anew.
#pragma once

#include <string>

namespace golden {

std::string path_of(const std::string& name);
std::string read(const std::string& name);  // empty when there is none
// CHECKs that the file says `text`, or writes it when asked to by the environment.
void same_as_file(const std::string& name, const std::string& text);

// The least body that a command's JSON Schema takes: its required fields alone.
std::string least_body(const std::string& schema);

}  // namespace golden
