// What the handlers of pages have in common: their routes, the frame around what they say, and where they send people.
#pragma once

#include "api/http/problem.hpp"
#include "api/http/sent_form.hpp"
#include "api/pages/frame.hpp"
#include "api/routes/context.hpp"

namespace api {

// A GET of a page for anybody; `member`: for who has signed in.
Route page_route(std::string pattern, std::string summary, std::function<Response(Call&)> answer, bool member = false);
// The POST of a form.
Route form_route(std::string pattern, std::string summary, std::function<Response(Call&)> answer, bool member = false);

// The same paper as this route of the API gives, for whoever has signed in on pages.
Route paper_page(const Route& route);

pages::Frame frame_of(const Read& read, const Call& call, std::string title);
// `main`: a template of api/pages/files for `values`.
Response page(const Read& read, const Call& call, const pages::Frame& frame, const char* main,
              const kainjow::mustache::data& values, int status = 200);
Response page(const Read& read, const Call& call, const pages::Frame& frame, std::string filled_main, int status = 200);
// Any other answer that goes by the session: whoever has signed in has it to themselves.
Response as_page(const Call& call, Response response);
Response see_other(const Call& call, const std::string& path);  // after a POST, and to sign in
// To sign in, and then to where they wanted to go.
Response to_sign_in(const Call& call);
Response refusal_page(const Read& read, const Call& call, const Problem& problem);

}  // namespace api
