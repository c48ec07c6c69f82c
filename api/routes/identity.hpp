// Who is calling: the bearer token of a request, and whose it is.
#pragma once

#include "api/http/parts.hpp"
#include "api/http/router.hpp"
#include "api/reading/visible.hpp"
#include "api/routes/wrong_tokens.hpp"

namespace api {

// The holder of the token in an Authorization header; public_actor when there is no header (nullptr). Throws Problem
// (401) for another scheme and for a token that nobody holds, which was shown from that address then.
engine::Actor who_calls(const Parts& parts, const std::string* authorization, const std::string& from,
                        WrongTokens& wrong_tokens);

// What stands after "Bearer"; empty: it is another scheme.
std::string_view token_in(std::string_view authorization);

// The same for the path that must not throw: nothing instead of 401.
std::optional<engine::Actor> who_calls_quietly(const Parts& parts, std::string_view authorization);

// Who has signed in with the browser that sent this; what `call` has to say of them. Nobody: it is "public".
void read_session(const Parts& parts, const Request& request, Call& call);
inline constexpr std::string_view session_cookie = "__Host-secmp";
// Who had signed in with it until their session ended, not long ago; nothing: nobody, or somebody has now.
std::optional<engine::Actor> who_had_signed_in(const Parts& parts, const Request& request);
// By which a browser finds again what was typed into a form after that; empty: it has none.
inline constexpr std::string_view kept_form_cookie = "__Host-secmp-typed";
std::string kept_form_secret(const Request& request);
// As Set-Cookie says it, for this site alone.
std::string cookie_line(std::string_view name, std::string_view value, std::string_view more = "");

// Tokens of this prefix to their role read feeds for it and do nothing else: they are no bearer tokens.
inline constexpr std::string_view feed_role_prefix = "feed:";

// A feed's address carries its token as `feed`, for calendar programs send no headers: its holder is the caller then.
// Throws Problem (401) for a token that reads no feeds.
void read_feed_token(const Parts& parts, Call& call);
const ParameterDescription& feed_parameter();

}  // namespace api
