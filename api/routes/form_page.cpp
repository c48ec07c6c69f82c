// Gathers what stands on the page of a form.
#include "api/routes/form_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "api/http/text.hpp"
#include "api/pages/files.hpp"
#include "api/routes/form_intake.hpp"
#include "api/routes/kept_calendar.hpp"
#include "engine/spoken.hpp"
#include "engine/text.hpp"

namespace api {
namespace {

using kainjow::mustache::data;

constexpr std::size_t instead_max = 20;

std::string text_in(const pages::FormJson& object, const char* member) {
  const auto found = object.find(member);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

data reason_of(const Parts& parts, const std::string& reason, const std::string& clause, const std::string& who) {
  data item;
  item["reason"] = with_capital(reason);
  item["clause"] = clause;
  item["has_clause"] = data{!clause.empty()};
  item["who"] = called(parts, who);
  item["has_who"] = data{!who.empty()};
  return item;
}

// Of several ways the one from which least is missing.
data nearest_of(const Parts& parts, const std::vector<engine::Option>& rows) {
  data list{data::type::list};
  const auto nearest = std::min_element(rows.begin(), rows.end(), [](const auto& one, const auto& other) {
    return one.unmet.size() < other.unmet.size();
  });
  if (nearest != rows.end())
    for (const auto& one : nearest->unmet) list.push_back(reason_of(parts, one.reason, one.clause, one.who));
  return list;
}

data unmet_in(const Parts& parts, const pages::FormJson& problem) {
  data list{data::type::list};
  const pages::FormJson* nearest = nullptr;
  if (const auto tried = problem.find("tried"); tried != problem.end())
    for (const pages::FormJson& row : *tried)
      if (nearest == nullptr || row["unmet"].size() < nearest->size()) nearest = &row["unmet"];
  if (nearest != nullptr)
    for (const pages::FormJson& one : *nearest)
      list.push_back(reason_of(parts, text_in(one, "reason"), text_in(one, "clause"), text_in(one, "who")));
  return list;
}

// "A Party responds (T49)." names the row of the table last: that is for those who read the table.
std::string without_row(std::string_view summary) {
  const auto open = summary.rfind(" (");
  if (open == std::string_view::npos || !summary.ends_with(").")) return std::string(summary);
  return std::string(summary.substr(0, open)) + ".";
}

class Page {
 public:
  Page(const Read& read, const Forms& forms, const Call& call, const FormOf& which, const Attempt& attempt)
      : read_(read), forms_(forms), call_(call), which_(which), attempt_(attempt) {
    if (!attempt.answer.empty()) answer_ = pages::FormJson::parse(attempt.answer, nullptr, false);
    if (answer_.is_discarded()) answer_ = pages::FormJson::object();
  }

  Response on_case() {
    Moment moment = moment_of(read_, call_, which_.collection, {});
    const engine::Case& current = moment.found.current;
    const engine::Workflow& rules = read_.cases.rules_of(current);
    const std::string view = rules.view(current, rules.clearance(call_.by));
    if (view.empty()) throw Problem("not-found", no_such(which_.reference, which_.collection));
    const KeptCalendar kept = calendar_of(read_, rules, moment.as_at);
    moment.setting.calendar = kept.calendar;
    Options options(read_, moment);
    const auto* command = options.described(which_.command);
    if (command == nullptr)
      throw Problem("not-found", fmt::format("there is no command {}", in_quotes(which_.command)));
    expect_role(*command);
    const std::string reference = read_.cases.reference_of(current);
    set_place(pages::page_of_case(which_.collection, reference) + (attempt_.back.empty() ? "" : "#" + attempt_.back),
              reference, text_in(pages::FormJson::parse(view), "title"));
    // What was typed was typed looking at that version: it stays the one, until its reader has been shown what came
    // since.
    const bool is_told = attempt_.version.empty() || attempt_.status == 412;
    version_ = is_told ? std::to_string(rules.seen_version(current, current.version, rules.clearance(call_.by)))
                       : attempt_.version;
    set_way(options);
    if (attempt_.status == 412) set_since(rules, current);
    return finished(*command, options.schema_of(*command), forms_.common(rules));
  }

  Response opening() {
    for (const engine::Workflow* rules : read_.parts.workflows.of(which_.collection))
      for (const auto& command : read_.commands_of(*rules)) {
        if (!command.opens || command.name != which_.command) continue;
        expect_role(command);
        set_place("/" + which_.collection, "", "");
        values_["blocked"] = data{false};
        values_["has_instead"] = data{false};
        return finished(command, command.schema, forms_.common(*rules));
      }
    throw Problem("not-found", no_such("new", which_.collection));
  }

 private:
  std::string called_here(std::string_view command) const {
    return command_called(read_.parts, which_.collection, command, call_.by.role);
  }

  void expect_role(const engine::CommandDescription& command) const {
    if (command.is_for(call_.by.role)) return;
    std::vector<std::string> roles;
    for (const auto role : command.roles) roles.push_back(called(read_.parts, role));
    throw Problem("not-allowed", fmt::format("{} is not for you, but for: {}.", in_quotes(called_here(command.name)),
                                             engine::joined(roles, ", ")));
  }

  void set_place(const std::string& back, const std::string& reference, const std::string& about) {
    reference_ = reference;
    values_["back"] = back;
    values_["back_words"] = reference.empty() ? in_words(which_.collection) : reference;
    values_["reference"] = reference;
    values_["has_reference"] = data{!reference.empty()};
    values_["about"] = about;
    values_["has_about"] = data{!about.empty()};
  }

  // What stands in the way before anything is typed, and what else there is to do.
  void set_way(Options& options) {
    const auto rows = options.of(which_.command);
    const bool open = std::any_of(rows.begin(), rows.end(), [](const auto& one) { return one.unmet.empty(); });
    data reasons = nearest_of(read_.parts, rows);
    if (rows.empty()) reasons.push_back(reason_of(read_.parts, "as it stands now there is no such step", "", ""));
    values_["blocked"] = data{!open && attempt_.answer.empty()};
    closed_ = rows.empty() && attempt_.answer.empty();
    values_["reasons"] = std::move(reasons);
    data instead{data::type::list};
    std::size_t found = 0;
    if (!open)
      for (const auto* one : options.open()) {
        if (found++ == instead_max) break;
        data item;
        item["href"] = pages::page_of_case(which_.collection, reference_) + "/do/" + std::string(one->name);
        item["words"] = called_here(one->name);
        instead.push_back(item);
      }
    values_["instead"] = std::move(instead);
    values_["has_instead"] = data{found > 0};
  }

  // The steps that came between, as this reader sees them.
  void set_since(const engine::Workflow& rules, const engine::Case& current) {
    int looked_at = 0;
    std::from_chars(attempt_.version.data(), attempt_.version.data() + attempt_.version.size(), looked_at);
    data since{data::type::list};
    for (const engine::Entry& entry : read_.parts.reader.entries(current.id, {})) {
      if (rules.seen_version(current, entry.version, rules.clearance(call_.by)) <= looked_at) continue;
      if (!rules.seen_body(current, entry, call_.by)) continue;
      data item;
      item["on"] = engine::spoken(entry.effective_on);
      item["what"] = step_called(read_.parts, which_.collection, entry.event);
      const bool tells = rules.tells_who(current, entry, call_.by);
      item["who"] = tells ? called(read_.parts, entry.by.role) : "";
      item["has_who"] = data{tells};
      since.push_back(item);
    }
    values_["since"] = std::move(since);
  }

  Response finished(const engine::CommandDescription& command, const engine::Json& schema,
                    const std::vector<std::string>& common) {
    const pages::FormField form = pages::form_of(pages::FormJson::parse(schema), common);
    const bool wrong = attempt_.status >= 400 && attempt_.status != 412;
    pages::Shown shown{attempt_.typed, wrong ? errors_in(answer_) : std::vector<engine::FieldError>{},
                       attempt_.one_more};
    const bool takes_file = read_.parts.documents != nullptr && !which_.reference.empty() &&
                            std::any_of(form.fields.begin(), form.fields.end(),
                                        [](const pages::FormField& one) { return one.name == hash_field; });
    if (takes_file) shown.file_before = hash_field;
    values_["takes_file"] = data{takes_file};
    pages::set_form(form, shown, values_);
    const std::string heading = called_here(command.name);
    values_["heading"] = heading;
    values_["summary"] = without_row(command.summary);
    values_["moved"] = data{attempt_.status == 412};
    values_["kept"] = data{attempt_.kept};
    values_["wrong"] = data{wrong};
    data unmet = unmet_in(read_.parts, answer_);
    const bool alone = shown.errors.empty() && unmet.is_empty_list();
    values_["unmet"] = std::move(unmet);
    values_["has_detail"] = data{alone};
    values_["detail"] = text_in(answer_, "detail");
    set_checked();
    values_["previews"] = data{command.previews};
    values_["action"] = which_.action;
    values_["version"] = version_;
    values_["back_to"] = attempt_.back.empty() ? data{false} : data{attempt_.back};
    values_["key"] = attempt_.key.empty() || !attempt_.answer.empty() ? new_key() : attempt_.key;
    auto frame = frame_of(read_, call_, reference_.empty() ? heading : heading + ": " + reference_);
    frame.error = attempt_.status >= 400;
    // What cannot be done from where it stands is nothing to be typed in.
    values_["closed"] = data{closed_};
    std::string main = pages::filled(pages::files::do_head_html, values_);
    if (!closed_)
      main += pages::filled(pages::files::form_html, values_) + pages::filled(pages::files::do_tail_html, values_);
    return page(read_, call_, frame, std::move(main), attempt_.status);
  }

  void set_checked() {
    const bool checked = attempt_.status == 200 && answer_.contains("dry_run");
    std::string words;
    if (checked && answer_.contains("event")) {
      const std::string from = text_in(answer_["event"], "from"), to = text_in(answer_["event"], "to");
      words = from == to ? "It stays where it stands." : fmt::format("It would go on to: {}.", in_words(to));
    }
    values_["checked"] = data{checked};
    values_["checked_words"] = words;
  }

  const Read& read_;
  const Forms& forms_;
  const Call& call_;
  const FormOf& which_;
  const Attempt& attempt_;
  pages::FormJson answer_ = pages::FormJson::object();
  std::string reference_, version_;
  bool closed_ = false;
  data values_;
};

}  // namespace

std::vector<engine::FieldError> errors_in(const pages::FormJson& problem) {
  std::vector<engine::FieldError> errors;
  if (const auto list = problem.find("errors"); list != problem.end())
    for (const pages::FormJson& one : *list) {
      const std::string title = text_in(one, "title"), detail = text_in(one, "detail");
      errors.push_back({text_in(one, "pointer"), title.empty() ? detail : title + ": " + detail});
    }
  return errors;
}

Response form_page(const Read& read, const Forms& forms, const Call& call, const FormOf& which,
                   const Attempt& attempt) {
  Page page(read, forms, call, which, attempt);
  return which.reference.empty() ? page.opening() : page.on_case();
}

}  // namespace api
