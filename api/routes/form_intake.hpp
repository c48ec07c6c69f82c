// A form of a page that may have a file with it: what was typed stays in memory, the file goes to disk.
#pragma once

#include "api/http/files.hpp"
#include "api/routes/context.hpp"

namespace api {

// The fields by which a command names bytes; a form fills them in from the file that was chosen.
inline constexpr std::string_view hash_field = "sha256", file_name_field = "file_name", file_field = "file";

// In Intake::fields is, when all has come, the form as one without a file would be sent. A file is kept as uploaded by
// the caller before that. Throws Problem: 403 to who may not upload any.
std::shared_ptr<Intake> form_intake(const Read& read, const Call& call);

// The form that came, however it came.
const std::string& form_of(const Call& call);

}  // namespace api
