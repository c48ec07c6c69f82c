// A form for any command: shown by GET, which never does anything; sent by POST, which answers with the page of what
// was done, or with the form again.
#include <fmt/format.h>

#include "api/http/text.hpp"
#include "api/pages/parts.hpp"
#include "api/routes/form_intake.hpp"
#include "api/routes/form_page.hpp"
#include "api/routes/identity.hpp"
#include "api/routes/later.hpp"

namespace api {
namespace {

class FormRoutes {
 public:
  FormRoutes(const Router& router, Context& context)
      : context_(context), read_(context.read), kept_(context.kept.forms), forms_(*context.forms), sender_(router) {}

  Response show(Call& call, const FormOf& which) const {
    Attempt attempt;
    for (const auto& [name, value] : call.query.all())  // what a link to the form fills in
      if (!is_of_the_page(name)) attempt.typed.emplace_back(name, value);
      else if (name == "back") attempt.back = pages::place_in(value);
    if (which.command == read_.parts.pages.ballots.respond) set_responder(call, attempt);
    if (const auto kept = kept_for(kept_, call)) {
      const pages::FormField& fields = forms_.of(which.collection, which.command);
      attempt.typed = pages::typed_for(fields, pages::body_of(fields, *kept));
      attempt.kept = true;
    }
    return form_page(read_, forms_, call, which, attempt);
  }

  // I/O thread.
  void send(Call call, Respond& respond, FormOf which) {
    const pages::FormField& fields = forms_.of(which.collection, which.command);
    const SentForm form = read_sent_form(form_of(call));
    Attempt attempt = attempt_of(form);
    const bool only_fills = form.has("fill") || form.has("add") || form.has("remove");
    if (only_fills && !form.has("send") && !form.has("check"))
      return show_again(std::move(call), respond, std::move(which), std::move(attempt));
    PagePost sent{which.collection, which.reference, which.command,    pages::body_of(fields, attempt.typed).dump(),
                  attempt.version,  attempt.key,     form.has("check")};
    attempt.typed = pages::typed_for(fields, pages::FormJson::parse(sent.body));
    if (sent.dry_run && !previews(which))
      return show_again(std::move(call), respond, std::move(which), std::move(attempt));
    auto shared = std::make_shared<Call>(std::move(call));  // of the sender and of what it answers
    sender_.send(*shared, sent,
                 [this, shared, which = std::move(which), attempt = std::move(attempt), dry_run = sent.dry_run,
                  respond = std::move(respond)](Response response) mutable {
                   answered(std::move(*shared), respond, std::move(which), std::move(attempt), response, dry_run);
                 });
  }

  const Forms& forms() const { return forms_; }
  const Read& read() const { return read_; }
  // The commands of a collection that name bytes: their forms take a file.
  std::vector<std::string> with_files(const std::string& collection) const {
    std::vector<std::string> found;
    if (read_.parts.documents == nullptr) return found;
    for (const engine::Workflow* rules : read_.parts.workflows.of(collection))
      for (const auto& command : read_.commands_of(*rules)) {
        const std::string name(command.name);
        if (command.opens || command.schema.find(hash_field) == std::string_view::npos) continue;
        const auto schema = pages::FormJson::parse(command.schema);
        const bool names_bytes =
            schema.contains("properties") && schema["properties"].contains(std::string(hash_field));
        if (names_bytes && !contains(found, name)) found.push_back(name);
      }
    return found;
  }

 private:
  static Attempt attempt_of(const SentForm& form) {
    Attempt attempt;
    attempt.typed = typed_of(form);
    attempt.version = form.text("if_match");
    std::erase(attempt.version, '"');
    attempt.key = form.text("idempotency_key");
    attempt.back = pages::place_in(form.text("back"));
    for (const auto& [name, value] : form.all())
      if (name == "remove") attempt.typed = pages::without(std::move(attempt.typed), value);
    if (form.has("add")) attempt.one_more = form.text("add");
    return attempt;
  }

  // Who responds for themselves is who they are.
  void set_responder(const Call& call, Attempt& attempt) const {
    const auto& field = read_.parts.pages.ballots.responder;
    if (field.empty() || contains(read_.parts.keepers, call.by.role)) return;
    if (pages::typed_in(attempt.typed, field).empty())
      attempt.typed.emplace_back(field, call.by.name.empty() ? call.by.id : call.by.name);
  }

  bool previews(const FormOf& which) const {
    for (const engine::Workflow* rules : read_.parts.workflows.of(which.collection))
      for (const auto& command : read_.commands_of(*rules))
        if (command.name == which.command) return command.previews;
    return false;
  }

  void answered(Call call, Respond& respond, FormOf which, Attempt attempt, const Response& response, bool dry_run) {
    const bool done = response.status == 200 || response.status == 201;
    if (done && !dry_run) {
      kept_.forget(kept_form_secret(call.request));
      return later(
          context_, std::move(call), respond,
          [where = page_of_done(which, attempt.back, response)](const Call& asked) { return see_other(asked, where); });
    }
    attempt.status = response.status;
    attempt.answer = response.body;
    show_again(std::move(call), respond, std::move(which), std::move(attempt));
  }

  static std::string page_of_done(const FormOf& which, const std::string& back, const Response& response) {
    const pages::FormJson told = pages::FormJson::parse(response.body);
    if (const std::string* opened = response.header("Location")) return opened->substr(3);  // without /v1
    std::string reference = which.reference;
    for (const auto& [noun, one] : told.items())  // it may be called otherwise by now
      if (one.is_object() && one.contains("ref") && one["ref"].is_string()) reference = one["ref"];
    const auto done =
        fmt::format("{}?done={}", pages::page_of_case(which.collection, reference), told["event"]["seq"].get<long>());
    return back.empty() ? done : fmt::format("{}&at={}#{}", done, back, back);
  }

  void show_again(Call call, Respond& respond, FormOf which, Attempt attempt) {
    later(context_, std::move(call), respond,
          [this, which = std::move(which), attempt = std::move(attempt)](const Call& asked) {
            return page_of(asked, which, attempt);
          });
  }

  Response page_of(const Call& call, const FormOf& which, const Attempt& attempt) const {
    expect_form_again(attempt.status, attempt.answer);
    return form_page(read_, forms_, call, which, attempt);
  }

  Context& context_;
  const Read& read_;
  KeptForms& kept_;
  const Forms& forms_;
  PageSender sender_;
};

// The two ways to one form. `which`: from the arguments of the path.
void add_form(Router& router, const std::shared_ptr<FormRoutes>& forms, const std::string& pattern,
              const std::string& summary, std::function<FormOf(const Call&)> which, bool with_file = false) {
  router.add(page_route(
      pattern, "The form: " + summary, [forms, which](Call& call) { return forms->show(call, which(call)); }, true));
  Route route = form_route(pattern, "What was typed into the form: " + summary, {}, true);
  route.runs = Route::Runs::on_writer;
  route.statuses = {200, 303, 409, 412, 422};
  route.send = [forms, which](Call call, Respond& respond) {
    FormOf asked = which(call);
    forms->send(std::move(call), respond, std::move(asked));
  };
  if (with_file) route.intake = [forms](const Call& call) { return form_intake(forms->read(), call); };
  router.add(std::move(route));
}

}  // namespace

void add_form_routes(Router& router, Context& context) {
  const auto forms = std::make_shared<FormRoutes>(router, context);  // shared by the routes, which live as long
  for (const std::string& collection : context.read.collections()) {
    const std::string noun(context.read.rules(collection).noun());
    if (const std::string opening = forms->forms().opening(collection); !opening.empty())
      add_form(router, forms, "/" + collection + "/new", fmt::format("a new {}.", noun),
               [collection, opening](const Call& call) {
                 return FormOf{collection, "", opening, call.path};
               });
    add_form(router, forms, fmt::format("/{}/{{ref}}/do/{{command}}", collection), fmt::format("a step of a {}.", noun),
             [collection](const Call& call) {
               return FormOf{collection, call.arguments.at(0), call.arguments.at(1), call.path};
             });
    for (const std::string& command : forms->with_files(collection))
      add_form(
          router, forms, fmt::format("/{}/{{ref}}/do/{}", collection, command),
          fmt::format("a step of a {}, with a file.", noun),
          [collection, command](const Call& call) {
            return FormOf{collection, call.arguments.at(0), command, call.path};
          },
          true);
  }
  const auto& ballots = context.parts.pages.ballots;
  if (!ballots.respond.empty())
    add_form(
        router, forms, fmt::format("/{}/{{ref}}/respond", ballots.collection), "a response.",
        [collection = ballots.collection, respond = ballots.respond](const Call& call) {
          return FormOf{collection, call.arguments.at(0), respond, call.path};
        },
        contains(forms->with_files(ballots.collection), ballots.respond));
}

}  // namespace api
