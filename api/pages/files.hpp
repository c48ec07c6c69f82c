// The files of api/pages/files as texts in the program (api/CMakeLists.txt puts them in).
#pragma once

namespace api::pages::files {

extern const char* const page_css;
extern const char* const frame_html;  // mustache templates: what stands around each page ...
extern const char* const docs_html;   // ... and what stands in it
extern const char* const home_html;
extern const char* const list_html;
extern const char* const search_html;
extern const char* const case_html;
extern const char* const reports_html;
extern const char* const help_html;
extern const char* const refusal_html;
extern const char* const sign_in_html;
extern const char* const once_html;
extern const char* const me_html;

extern const char* const form_html;     // the fields of any form ...
extern const char* const do_head_html;  // ... what stands before them ...
extern const char* const do_tail_html;  // ... and behind
extern const char* const ballot_html;   // a paper to fill in, and what came of it
extern const char* const ballot_check_html;
extern const char* const ballot_sent_html;
extern const char* const receipt_html;
extern const char* const tasks_html;
extern const char* const desk_html;

}  // namespace api::pages::files
