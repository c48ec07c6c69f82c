// The bytes of a document as an answer that no browser runs, and what the headers of an upload say of its own.
#pragma once

#include "api/routes/context.hpp"

namespace api {

// Of an item of a part, named by the path; 404 to who may not know of it. Throws Problem.
Response document_response(const Read& read, Call& call, const std::string& collection, const std::string& part);

// "application/pdf", without parameters; of what says nothing: any bytes. Throws Problem (415).
std::string media_type_of(const Request& request);
// As it is sent: what a browser might run is any bytes to it.
std::string_view harmless_type(std::string_view media_type);
std::string disposition_of(const std::string& file_name);

// The base64 after sha-256= in a Digest; nothing: it names none.
std::optional<std::string> sha256_digest_in(std::string_view header);
Problem no_uploader(const Parts& parts, const engine::Actor& by);  // 403

}  // namespace api
