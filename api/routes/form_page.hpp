// The page with the form of a command: what it asks for here and now, what stands in the way, and what is wrong with
// what was typed.
#pragma once

#include <mutex>

#include "api/pages/form_rows.hpp"
#include "api/routes/options.hpp"
#include "api/routes/page.hpp"
#include "api/routes/page_post.hpp"

namespace api {

// Which form it is: of a command on a case, or (no reference) of the one that opens cases.
struct FormOf {
  std::string collection, reference, command;
  std::string action = {};  // the path that it is sent to
};

// What was typed into it, and what became of that.
struct Attempt {
  pages::Typed typed = {};
  std::string one_more = {};           // a list
  std::string version = {}, key = {};  // as the form had them; empty: the page is asked for anew
  std::string back = {};               // the place on the case's page that it was asked for from; empty: none
  std::string standing = {};           // of a ballot: what had been returned when its paper was opened
  std::string answer = {};             // of the API: a problem, or what a dry run came to; empty: it was not sent
  int status = 200;
  bool kept = false;  // since before its sender signed in again
};

// The fields of every command, each read from its schema once. Any thread; what it has given stays.
class Forms {
 public:
  explicit Forms(const Read& read);
  // As it is for any case. Throws Problem (404).
  const pages::FormField& of(const std::string& collection, const std::string& command) const;
  std::string opening(const std::string& collection) const;  // empty: nobody opens a case of it
  // The names that all commands of these rules have in common.
  const std::vector<std::string>& common(const engine::Workflow& rules) const;

 private:
  pages::FormField made(const std::string& collection, const std::string& command) const;
  const std::vector<std::string>& common_of(const engine::Workflow& rules) const;

  const Read& read_;
  std::map<std::string, std::string> opening_;
  mutable std::mutex mutex_;  // guards the two below
  mutable std::map<std::pair<std::string, std::string>, pages::FormField> forms_;
  mutable std::map<const engine::Workflow*, std::vector<std::string>> common_;
};

// The names of fields that are no part of the body: "if_match", "idempotency_key", buttons.
bool is_of_the_page(std::string_view field);
pages::Typed typed_of(const SentForm& form);
// What its reader typed at this path when their session had ended; nothing: nothing is kept.
std::optional<pages::Typed> kept_for(const KeptForms& kept, const Call& call);

// Query threads. Throws Problem: 404 for what the caller may not know of, 403 for whom the command is not for.
Response form_page(const Read& read, const Forms& forms, const Call& call, const FormOf& which, const Attempt& attempt);
// What the API's problem says, field by field.
std::vector<engine::FieldError> errors_in(const nlohmann::ordered_json& problem);

}  // namespace api
