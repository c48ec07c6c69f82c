// The files of api/report/files as texts in the program (api/CMakeLists.txt puts them in).
#pragma once

namespace api::report::files {

extern const char* const page_html;  // a mustache template
extern const char* const page_css;
extern const char* const sitecustomize_py;  // for WeasyPrint
extern const char* const paper_lua;         // what pandoc does to the page on its way to a Word document

// The parts of a Word document that gives others its looks; body, header and footer are mustache templates.
extern const char* const document_types;
extern const char* const document_relations;
extern const char* const document_body;
extern const char* const document_body_relations;
extern const char* const document_styles;
extern const char* const document_settings;
extern const char* const document_header;
extern const char* const document_footer;

}  // namespace api::report::files
