// Finds a ballot and what its reader may return, and reads what was typed into its paper.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "api/http/text.hpp"
#include "api/routes/ballot_page.hpp"
#include "api/routes/kept_calendar.hpp"

namespace api {

using pages::FormField;
using pages::FormJson;
using pages::Typed;

const FormField& member_of(const FormField& form, const std::string& name) {
  static const FormField none;
  for (const FormField& one : form.fields)
    if (one.name == name) return one;
  return none;
}

const FormField& item_member_of(const FormField& form, const std::string& list, const std::string& name) {
  const FormField& whole = member_of(form, list);
  return whole.fields.empty() ? whole : member_of(whole.fields.front(), name);
}

// "choice", or of several subjects "choice.SUBJECT".
std::string choice_name(const engine::Ballots& names, const FoundBallot& found, std::size_t subject) {
  return found.paper.subjects.size() < 2 ? names.choice
                                         : pages::below(names.choice, found.paper.subjects[subject].first);
}

std::string path_of_ballot(const engine::Ballots& names, const std::string& reference, int number) {
  return fmt::format("{}/{}/{}", pages::page_of_case(names.collection, reference), names.part, number);
}

std::string path_to_fill_in(const engine::Ballots& names, const FoundBallot& found) {
  return path_of_ballot(names, found.reference, found.number) + "/" + names.fill_in_at;
}

FoundBallot find_ballot(const Read& read, const Forms& forms, const Call& call) {
  const engine::Ballots& names = read.parts.pages.ballots;
  Moment moment = moment_of(read, call, names.collection, {});
  const engine::Case& current = moment.found.current;
  const engine::Workflow& rules = read.cases.rules_of(current);
  const std::string& number = call.arguments.at(1);
  FoundBallot found;
  const auto [end, fault] = std::from_chars(number.data(), number.data() + number.size(), found.number);
  std::optional<engine::BallotPaper> paper;
  if (fault == std::errc{} && end == number.data() + number.size()) paper = names.paper(current, found.number, call.by);
  if (!paper || rules.view(current, rules.clearance(call.by)).empty())
    throw Problem("not-found", "there is no such ballot");
  found.paper = *std::move(paper);
  found.reference = read.cases.reference_of(current);
  found.version = std::to_string(rules.seen_version(current, current.version, rules.clearance(call.by)));
  const KeptCalendar kept = calendar_of(read, rules, moment.as_at);
  moment.setting.calendar = kept.calendar;
  Options options(read, moment);
  const auto* command = options.described(names.command);
  if (command == nullptr) return found;
  found.form = pages::form_of(FormJson::parse(options.schema_of(*command)), forms.common(rules));
  const bool sends = command->is_for(call.by.role);
  found.may_return = sends && !call.by.seat.empty() && !member_of(found.form, names.seat).choices.empty();
  found.may_record = sends && call.by.seat.empty();
  return found;
}

std::string standing_of(const FoundBallot& found) {
  std::string all = "none";
  for (const engine::OwnReturn& one : found.paper.mine) all += one.receipt;
  return hash_text(all);
}

std::vector<engine::FieldError> missing_in(const engine::Ballots& names, const FoundBallot& found, const Typed& typed) {
  std::vector<engine::FieldError> missing;
  const auto needs = [&](const std::string& name, const std::string& pointer, const std::string& sentence) {
    if (pages::typed_in(typed, name).find_first_not_of(" \t\n") == std::string::npos)
      missing.push_back({pointer, sentence});
  };
  needs(names.seat, "/" + names.seat, "Say for which seat");
  bool viewed = false, needs_views = false;
  for (std::size_t i = 0; i < found.paper.subjects.size(); ++i) {
    const std::string name = choice_name(names, found, i);
    std::string pointer = "/" + names.choice;
    if (name != names.choice) pointer += "/" + found.paper.subjects[i].first;
    needs(
        name, pointer,
        found.paper.subjects.size() < 2 ? "Choose one of these" : "Choose one for: " + found.paper.subjects[i].second);
    needs_views |= contains(names.views_needed_for, pages::typed_in(typed, name));
  }
  needs(names.reason, "/" + names.reason, member_of(found.form, names.reason).title + ": say why");
  for (const int item : pages::items_of(typed, names.views))
    viewed |= !pages::typed_in(typed, fmt::format("{}.{}.{}", names.views, item, names.view)).empty();
  if (needs_views && !viewed)
    missing.push_back({"/" + names.views, member_of(found.form, names.views).title + ": say it of one at least"});
  return missing;
}

// An item of the list without a view says nothing.
std::vector<FormJson> bodies_of(const engine::Ballots& names, const FormField& form, const Typed& typed) {
  Typed plain = typed;
  for (const int item : pages::items_of(typed, names.views)) {
    const std::string name = pages::below(names.views, std::to_string(item));
    if (pages::typed_in(typed, pages::below(name, names.view)).empty()) plain = pages::without(std::move(plain), name);
  }
  std::vector<FormJson> bodies;
  const FormJson common = pages::body_of(form, plain);
  for (const auto& [name, value] : plain) {
    if (value.empty() || (name != names.choice && !pages::lies_below(name, names.choice))) continue;
    FormJson body = common;
    body[names.choice] = value;
    if (name != names.choice) body[names.subject] = name.substr(names.choice.size() + 1);
    bodies.push_back(std::move(body));
  }
  if (bodies.empty()) bodies.push_back(common);
  return bodies;
}

}  // namespace api
