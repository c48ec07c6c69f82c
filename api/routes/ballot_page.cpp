// Fills the templates of a ballot with what its paper says and what was typed.
#include "api/routes/ballot_page.hpp"

#include <fmt/format.h>

#include "api/pages/files.hpp"
#include "engine/spoken.hpp"

namespace api {
namespace {

using kainjow::mustache::data;
using pages::FormChoice;
using pages::FormField;
using pages::FormJson;
using pages::Typed;

std::string word_of(const FormField& field, const std::string& value) {
  for (const FormChoice& one : field.choices)
    if (one.value == value) return one.title;
  return value;
}

data picks(const std::vector<FormChoice>& choices, const std::string& name, const std::string& chosen) {
  data list{data::type::list};
  bool first = true;
  for (const FormChoice& one : choices) {
    data item;
    item["first"] = data{std::exchange(first, false)};
    item["name"] = name;
    item["value"] = one.value;
    item["word"] = one.title;
    item["about"] = one.hint;
    item["has_about"] = data{!one.hint.empty()};
    item["chosen"] = data{one.value == chosen};
    list.push_back(item);
  }
  return list;
}

std::string days_left(const Read& read, engine::Time closes) {
  const int days = read.parts.calendar.between(read.today(), engine::london_date(closes));
  if (days <= 0) return "today";
  return days == 1 ? "in 1 Working Day" : fmt::format("in {} Working Days", days);
}

// What is viewed by each item of the list; the items are those of the form, in the order of its choices.
std::string view_at(const engine::Ballots& names, const Typed& typed, const std::string& of) {
  for (const int item : pages::items_of(typed, names.views)) {
    const std::string name = pages::below(names.views, std::to_string(item));
    if (pages::typed_in(typed, pages::below(name, names.view_of)) == of)
      return pages::typed_in(typed, pages::below(name, names.view));
  }
  return "";
}

Typed of_returned(const engine::Ballots& names, const FoundBallot& found) {
  Typed typed;
  for (const engine::OwnReturn& one : found.paper.mine) {
    Typed again = pages::typed_for(found.form, FormJson::parse(one.body));
    for (auto& [name, value] : again) {
      if (name == names.subject) continue;
      if (name == names.choice && found.paper.subjects.size() > 1) name = pages::below(names.choice, one.subject);
      if (pages::typed_in(typed, name).empty()) typed.emplace_back(name, value);
    }
  }
  return typed;
}

std::string subject_words(const FoundBallot& found, const std::string& subject) {
  for (const auto& [name, words] : found.paper.subjects)
    if (name == subject) return words;
  return subject;
}

// What counts of what its reader has returned.
data mine_list(const engine::Ballots& names, const FoundBallot& found) {
  data list{data::type::list};
  const bool several = found.paper.subjects.size() > 1;
  for (const engine::OwnReturn& one : found.paper.mine) {
    data item;
    item["subject"] = several ? subject_words(found, one.subject) : "";
    item["has_subject"] = data{several};
    item["choice"] = word_of(member_of(found.form, names.choice), one.choice);
    item["seat"] = one.seat;
    item["receipt"] = one.receipt;
    list.push_back(item);
  }
  return list;
}

class PaperPage {
 public:
  PaperPage(const Read& read, const Call& call, const FoundBallot& found, const Attempt& attempt)
      : read_(read),
        call_(call),
        found_(found),
        attempt_(attempt),
        names_(read.parts.pages.ballots),
        typed_(attempt.typed.empty() ? of_returned(names_, found) : attempt.typed) {
    if (attempt.status >= 400 && attempt.status != 412) {
      const auto told = FormJson::parse(attempt.answer, nullptr, false);
      if (told.is_object()) errors_ = errors_in(told);
      if (told.is_object() && errors_.empty()) detail_ = told.value("detail", std::string());
    }
  }

  Response made() {
    set_head();
    set_documents();
    set_form();
    set_result();
    auto frame = frame_of(read_, call_, found_.paper.question);
    frame.error = attempt_.status >= 400;
    return page(read_, call_, frame, pages::files::ballot_html, values_, attempt_.status);
  }

 private:
  void set_head() {
    values_["case"] = pages::page_of_case(names_.collection, found_.reference);
    values_["reference"] = found_.reference;
    values_["question"] = found_.paper.question;
    values_["about"] = found_.paper.about;
    values_["told"] = found_.paper.told;
    values_["how_checked"] = found_.paper.how_checked;
    values_["moved"] = data{attempt_.status == 412};
    values_["kept"] = data{attempt_.kept};
    values_["wrong"] = data{!errors_.empty() || !detail_.empty()};
    values_["detail"] = detail_;
    values_["has_detail"] = data{!detail_.empty()};
    pages::set_errors(with_subjects(), errors_, values_);
    const bool closes = found_.paper.open && found_.paper.closes_at;
    values_["closes"] = closes ? data{engine::spoken(*found_.paper.closes_at)} : data{false};
    values_["left"] = closes ? days_left(read_, *found_.paper.closes_at) : "";
    values_["mine"] = found_.paper.open ? mine_list(names_, found_) : data{data::type::list};
    const auto& seats = member_of(found_.form, names_.seat).choices;
    values_["one_seat"] = seats.size() == 1 && found_.may_return ? data{seats.front().value} : data{false};
  }

  // The fields of the subjects stand for the one of the command.
  FormField with_subjects() const {
    FormField form = found_.form;
    if (found_.paper.subjects.size() < 2) return form;
    for (FormField& one : form.fields)
      if (one.name == names_.choice)
        for (const auto& subject : found_.paper.subjects) {
          one.fields.emplace_back();
          one.fields.back().name = subject.first;
        }
    return form;
  }

  void set_documents() {
    data list{data::type::list};
    for (const auto& one : found_.paper.documents) {
      data item;
      item["title"] = one.title;
      item["version"] = one.version.empty() ? data{false} : data{one.version};
      item["number"] = std::to_string(one.number);
      item["linked"] = data{one.number > 0};
      list.push_back(item);
    }
    values_["documents"] = std::move(list);
    values_["has_documents"] = data{!found_.paper.documents.empty()};
  }

  void set_form() {
    const bool shown = found_.paper.open && found_.may_return;
    values_["form"] = data{shown};
    values_["record"] = data{!shown && found_.may_record && found_.paper.open};
    values_["sign_in"] = data{found_.paper.open && !call_.known};
    values_["command"] = names_.command;
    values_["action"] = path_to_fill_in(names_, found_);
    values_["version"] = found_.version;
    // What was opened stays what was opened, over pages that only look at it again.
    values_["standing"] = attempt_.standing.empty() || attempt_.status == 412 ? standing_of(found_) : attempt_.standing;
    values_["key"] = new_key();
    set_seats();
    set_subjects();
    set_texts();
    set_views();
  }

  void set_seats() {
    values_["seat_name"] = names_.seat;
    values_["seats"] =
        picks(member_of(found_.form, names_.seat).choices, names_.seat, pages::typed_in(typed_, names_.seat));
    values_["seat_bad"] = data{!error_at("/" + names_.seat).empty()};
  }

  void set_subjects() {
    const FormField& choice = member_of(found_.form, names_.choice);
    data list{data::type::list};
    std::vector<FormChoice> preferred;
    for (std::size_t i = 0; i < found_.paper.subjects.size(); ++i) {
      const std::string name = choice_name(names_, found_, i);
      const auto& [subject, words] = found_.paper.subjects[i];
      data item;
      item["title"] = found_.paper.subjects.size() < 2 ? names_.fill_in : words;
      item["choices"] = picks(choice.choices, name, pages::typed_in(typed_, name));
      std::string error = error_at("/" + names_.choice);
      if (name != names_.choice) error = error_at("/" + names_.choice + "/" + subject);
      item["bad"] = data{!error.empty()};
      item["bad_words"] = error;
      list.push_back(item);
      preferred.push_back({subject, words, ""});
    }
    values_["subjects"] = std::move(list);
    values_["has_preference"] = data{preferred.size() > 1};
    values_["preference_name"] = names_.preference;
    values_["preferences"] = picks(preferred, names_.preference, pages::typed_in(typed_, names_.preference));
  }

  void set_texts() {
    for (const auto& [what, name] :
         {std::pair("reason", names_.reason), std::pair("declaration", names_.declaration)}) {
      const FormField& field = member_of(found_.form, name);
      const std::string typed = pages::typed_in(typed_, name);
      values_[what] = typed;
      values_[std::string(what) + "_name"] = name;
      values_[std::string(what) + "_title"] = field.title;
      values_[std::string(what) + "_hint"] = field.hint;
      values_[std::string(what) + "_open"] = data{!typed.empty()};
    }
    const std::string error = error_at("/" + names_.reason);
    values_["reason_bad"] = data{!error.empty()};
    values_["reason_words"] = error;
  }

  void set_views() {
    const FormField& whole = member_of(found_.form, names_.views);
    const FormField& of = item_member_of(found_.form, names_.views, names_.view_of);
    const FormField& view = item_member_of(found_.form, names_.views, names_.view);
    data list{data::type::list};
    // What a vote cannot do without is never hidden.
    bool any = !names_.views_needed_for.empty() || !error_at("/" + names_.views).empty();
    for (std::size_t i = 0; i < of.choices.size(); ++i) {
      const std::string name = pages::below(names_.views, std::to_string(i));
      const std::string chosen = view_at(names_, typed_, of.choices[i].value);
      any |= !chosen.empty();
      data item;
      item["of_name"] = pages::below(name, names_.view_of);
      item["value"] = of.choices[i].value;
      item["word"] = of.choices[i].title;
      item["about"] = of.choices[i].hint;
      item["has_about"] = data{!of.choices[i].hint.empty()};
      data choices = picks(view.choices, pages::below(name, names_.view), chosen);
      item["choices"] = std::move(choices);
      list.push_back(item);
    }
    values_["views"] = std::move(list);
    values_["views_name"] = names_.views;
    values_["views_title"] = whole.title;
    values_["views_hint"] = whole.hint;
    values_["views_open"] = data{any};
  }

  void set_result() {
    data result{data::type::list}, returned{data::type::list};
    for (const std::string& line : found_.paper.result) {
      data item;
      item["line"] = line;
      result.push_back(item);
    }
    for (const auto& one : found_.paper.all) {
      data item;
      item["seat"] = one.seat;
      item["subject"] = one.subject;
      item["choice"] = word_of(member_of(found_.form, names_.choice), one.choice);
      item["reason"] = one.reason;
      returned.push_back(item);
    }
    values_["result"] = std::move(result);
    values_["returned"] = std::move(returned);
    values_["has_result"] = data{!found_.paper.result.empty()};
  }

  std::string error_at(const std::string& pointer) const {
    for (const auto& one : errors_)
      if (one.pointer == pointer) return one.detail;
    return "";
  }

  const Read& read_;
  const Call& call_;
  const FoundBallot& found_;
  const Attempt& attempt_;
  const engine::Ballots& names_;
  const Typed typed_;
  std::vector<engine::FieldError> errors_;
  std::string detail_;
  data values_;
};

}  // namespace

Response paper_page(const Read& read, const Call& call, const FoundBallot& found, const Attempt& attempt) {
  return PaperPage(read, call, found, attempt).made();
}

namespace {
data line_of(const std::string& word, const std::string& value) {
  data item;
  item["word"] = word;
  item["value"] = value;
  return item;
}

data lines_of(const engine::Ballots& names, const FoundBallot& found, const Typed& typed) {
  data lines{data::type::list};
  const FormField& choice = member_of(found.form, names.choice);
  for (std::size_t i = 0; i < found.paper.subjects.size(); ++i)
    lines.push_back(line_of(found.paper.subjects.size() < 2 ? names.fill_in : found.paper.subjects[i].second,
                            word_of(choice, pages::typed_in(typed, choice_name(names, found, i)))));
  for (const std::string& name : {names.preference, names.reason, names.declaration})
    if (const std::string text = pages::typed_in(typed, name); !text.empty())
      lines.push_back(line_of(member_of(found.form, name).title, text));
  for (const FormChoice& of : item_member_of(found.form, names.views, names.view_of).choices)
    if (const std::string view = view_at(names, typed, of.value); !view.empty())
      lines.push_back(line_of(of.title, word_of(item_member_of(found.form, names.views, names.view), view)));
  return lines;
}
}  // namespace

Response check_page(const Read& read, const Call& call, const FoundBallot& found, const Attempt& attempt) {
  const engine::Ballots& names = read.parts.pages.ballots;
  data values, hidden{data::type::list};
  const auto hide = [&](const std::string& name, const std::string& value) {
    data item;
    item["name"] = name;
    item["value"] = value;
    hidden.push_back(item);
  };
  hide("if_match", attempt.version);
  hide("standing", attempt.standing);
  hide("idempotency_key", attempt.key.empty() ? new_key() : attempt.key);
  for (const auto& [name, value] : attempt.typed)
    if (!value.empty()) hide(name, value);
  values["reference"] = found.reference;
  values["heading"] = names.check;
  values["send"] = names.send;
  values["question"] = found.paper.question;
  values["seat"] = pages::typed_in(attempt.typed, names.seat);
  values["lines"] = lines_of(names, found, attempt.typed);
  values["hidden"] = std::move(hidden);
  values["action"] = path_to_fill_in(names, found);
  return page(read, call, frame_of(read, call, names.check + ": " + found.reference), pages::files::ballot_check_html,
              values);
}

Response sent_page(const Read& read, const Call& call, const FoundBallot& found) {
  const engine::Ballots& names = read.parts.pages.ballots;
  data values;
  values["case"] = pages::page_of_case(names.collection, found.reference);
  values["reference"] = found.reference;
  values["heading"] = names.sent;
  values["mine"] = mine_list(names, found);
  const bool closes = found.paper.open && found.paper.closes_at;
  values["closes"] = closes ? data{engine::spoken(*found.paper.closes_at)} : data{false};
  values["action"] = path_to_fill_in(names, found);
  return page(read, call, frame_of(read, call, names.sent + ": " + found.reference), pages::files::ballot_sent_html,
              values);
}

}  // namespace api
