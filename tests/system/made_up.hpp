// Bodies that nobody wrote: what a schema demands, with values that fit a test's register as far as one can guess.
#pragma once

#include "tests/system/client.hpp"

namespace outside {

// `all`: also what the schema only allows, of its first level.
Json made_up(const Json& schema, bool all);
// The schema of what is sent to this path, out of the document on the API; and of what this method of a path takes.
Json schema_of(const Json& document, const std::string& path);
Json schema_of(const Json& method);
// The paths of all commands: "/v1/modifications", "/v1/modifications/{ref}/commands/accept" ...
std::vector<std::string> command_paths(const Json& document);

}  // namespace outside
