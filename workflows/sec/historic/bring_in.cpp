// Goes through a record field by field, and says a doubt wherever something of it is not taken as it stands.
#include "workflows/sec/historic/bring_in.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/calendar.hpp"
#include "engine/title.hpp"
#include "workflows/sec/historic/texts.hpp"
#include "workflows/sec/historic/timeline.hpp"
#include "workflows/sec/modification/facts.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/terms/references.hpp"

namespace sec::historic {

namespace {
using Dom = nlohmann::ordered_json;

// "November 2019 SEC Release" as releases are called here: "november-2019"; empty: it is no such name.
std::string release_name(std::string_view text) {
  auto name = plain_words(text);
  for (const std::string_view ending : {" sec release", " release", " sec systems release"})
    if (name.ends_with(ending)) name.erase(name.size() - ending.size());
  std::replace(name.begin(), name.end(), ' ', '-');
  const auto year = name.find_last_of('-');
  const bool fits = year != std::string::npos && name.size() == year + 5 &&
                    std::all_of(name.begin() + static_cast<std::ptrdiff_t>(year) + 1, name.end(),
                                [](char c) { return c >= '0' && c <= '9'; });
  return fits ? name : std::string();
}

class Bringing {
 public:
  Bringing(const SourceRecord& record, Date read_on, const engine::Calendar& calendar)
      : record_(record), read_on_(read_on), calendar_(calendar), doubts_(brought_) {
    brought_.record = record.ref.empty() ? record.place : record.ref;
  }

  Brought done() {
    if (const auto why = refusal(); !why.empty()) {
      doubts_.add(DoubtKind::refused, "record", record_.ref, why);
      return std::move(brought_);
    }
    line_ = timeline_of(record_, read_on_, calendar_, doubts_);
    who_and_what();
    auto last = as_the_register_shows_it();
    position(std::move(last));
    for (const auto& field : record_.unread)
      doubts_.add(DoubtKind::left_out, field, "", "is nothing that is brought in: left out");
    brought_.raise = body_.dump();
    return std::move(brought_);
  }

 private:
  std::string refusal() const {
    if (!record_.fault.empty()) return record_.fault;
    if (!record_.code.empty() && plain_words(record_.code) != "sec")
      return fmt::format("it is a change to another code ({}): this register keeps modifications of the SEC",
                         record_.code);
    if (record_.ref.empty()) return "it has no reference, and none is made up";
    if (!read_reference(record_.ref))
      return "it has no reference of the SEC: they look like SECMP0025, DP083 or MP128A";
    return {};
  }

  void set(const char* name, const std::string& text) {
    if (!text.empty()) body_[name] = text;
  }

  void who_and_what() {
    body_["ref"] = canonical_reference(record_.ref);
    title_and_problem();
    set("note", record_.note);
    if (record_.names_a_person)
      doubts_.add(DoubtKind::left_out, "proposer", "", "names of persons are not brought in: left out");
    if (!record_.proposer.empty()) body_["proposer"] = proposer();
    if (line_.raised_on) body_["raised_on"] = engine::to_text(*line_.raised_on);
    impacts();
  }

  // Older registers have sentences for titles: nothing of them is lost.
  void title_and_problem() {
    const auto title = engine::as_title(record_.title);
    const auto kept = engine::cut_title(title);
    set("title", kept);
    if (kept == title) return set("problem", record_.problem);
    doubts_.add(DoubtKind::left_out, "title", kept,
                fmt::format("has {} characters, and a title has at most {}: cut; the whole of it begins the problem",
                            engine::characters_in(title), engine::title_characters_max));
    set("problem", record_.problem.empty() ? title : title + "\n\n" + record_.problem);
  }

  Dom proposer() {
    auto type = read_proposer_type(record_.proposer_type);
    if (!type) {
      type = type_of_organisation(record_.proposer);
      if (!record_.proposer_type.empty())
        doubts_.add(DoubtKind::unknown_word, "proposer_type", record_.proposer_type, "left out: read from the name");
      else if (*type == ProposerType::party)
        doubts_.add(DoubtKind::unknown_word, "proposer_type", "",
                    "not given: an organisation that is none of the bodies of D1.3 is taken for a Party");
    }
    Dom made = {{"type", engine::body::wire_name(*type)}, {"name", record_.proposer}};
    if (record_.proposer_category.empty()) return made;
    const auto category = read_parties(record_.proposer_category);
    if (category.size() == 1) made["category"] = engine::body::wire_name(category[0]);
    else doubts_.add(DoubtKind::unknown_word, "proposer_category", record_.proposer_category, "left out");
    return made;
  }

  void impacts() {
    std::vector<std::string> parties;
    std::vector<std::string> named;
    for (const auto& text : record_.parties)
      for (auto& one : named_parties(text)) named.push_back(std::move(one));
    for (const auto& text : named) {
      const auto who = read_parties(text);
      if (who.empty()) doubts_.add(DoubtKind::unknown_word, "parties_impacted", text, "is no Party Category: left out");
      for (const auto one : who)
        if (const std::string name(engine::body::wire_name(one));
            std::find(parties.begin(), parties.end(), name) == parties.end())
          parties.push_back(name);
    }
    Dom made = Dom::object();
    if (!parties.empty()) made["parties"] = parties;
    if (!record_.documents.empty()) made["documents"] = record_.documents;
    if (!made.empty()) body_["impacts"] = made;
  }

  // What has no day of its own is as the register shows it on the day on which it was read.
  KnownDay as_the_register_shows_it() {
    KnownDay last;
    last.on = read_on_;
    last.code = "REGISTER";
    state(last);
    if (last.state || last.status) last.undated = true;
    path(last);
    outcome(last);
    urgency(last);
    release(last);
    last.planned_on = line_.planned_on;
    std::string text;
    for (const auto& [name, value] : {std::pair("status", record_.status), std::pair("outcome", record_.outcome),
                                      std::pair("release", record_.release)})
      if (!value.empty()) text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", name, value);
    if (!text.empty()) last.text = text;
    return last;
  }

  bool held_by_its_timeline() const {
    std::optional<Status> status;
    for (const auto& one : line_.days)
      if (one.status) status = one.status;
    return status && *status != Status::active;
  }

  void state(KnownDay& last) {
    const auto standing = record_.status.empty() ? std::nullopt : read_status(record_.status);
    if (!standing) {
      doubts_.add(DoubtKind::unknown_word, "status", record_.status,
                  ends(line_.ends_in) ? fmt::format("it is {} by its timeline", line_.ends_in)
                  : record_.status.empty()
                      ? std::string("not given: where it stands is not known")
                      : std::string("is no state of the Code: kept as text, where it stands is not known"));
      if (!ends(line_.ends_in)) last.state = NotKnown::name;
      return;
    }
    if (standing->status && !ends(line_.ends_in)) return held(last, *standing->status);
    if (standing->state == line_.ends_in) return;
    if (ends(line_.ends_in)) {
      doubts_.add(DoubtKind::contradiction, "status", record_.status,
                  fmt::format("its timeline has it {}: the status is kept as text", line_.ends_in));
      return;
    }
    doubts_.add(DoubtKind::not_dated, "status", record_.status,
                fmt::format("has no day of its own: it stands so from {}, the day on which the register was read",
                            engine::to_text(read_on_)));
    last.state = std::string(standing->state);
  }

  void held(KnownDay& last, Status status) {
    if (held_by_its_timeline()) return;
    doubts_.add(DoubtKind::not_dated, "status", record_.status, "since when, and in which stage, is not known");
    last.status = status;
    last.state = NotKnown::name;
  }

  std::string standing_at_last(const KnownDay& last) const { return last.state.value_or(line_.ends_in); }

  void path(KnownDay& last) {
    if (record_.path.empty()) return;
    const auto path = read_path(record_.path);
    if (!path) return doubts_.add(DoubtKind::unknown_word, "path", record_.path, "is no path: left out");
    for (const auto& one : line_.days)
      if (one.path && *one.path != *path)
        return doubts_.add(DoubtKind::contradiction, "path", record_.path,
                           fmt::format("on {} it was {}: left out", engine::to_text(one.on), display(*one.path)));
    // Four of the states that Fast-Track skips: there the path is taken for the mistake. With the Authority, or sent
    // back, nothing is guessed: such a record is refused when it is raised.
    static constexpr std::string_view in_process[] = {Refinement::name, PanelReportReview::name,
                                                      ReportConsultation::name, ChangeBoardVote::name};
    const auto stands = standing_at_last(last);
    if (*path == Path::fast_track &&
        std::find(std::begin(in_process), std::end(in_process), stands) != std::end(in_process))
      return doubts_.add(DoubtKind::contradiction, "path", record_.path,
                         fmt::format("a Fast-Track Modification is never in {}: left out", stands));
    last.path = path;
  }

  void outcome(KnownDay& last) {
    if (record_.outcome.empty()) return;
    const auto said = plain_words(record_.outcome);
    const auto stands = standing_at_last(last);
    if (said == stands) return;
    const bool approved = said == "approved", rejected = said == "rejected";
    if (!approved && !rejected)
      return doubts_.add(DoubtKind::unknown_word, "outcome", record_.outcome, "is no outcome: kept as text");
    const bool contradicts =
        approved ? stands == Rejected::name || stands == Withdrawn::name
                 : stands == Implemented::name || stands == PendingImplementation::name || stands == Withdrawn::name;
    if (contradicts)
      return doubts_.add(DoubtKind::contradiction, "outcome", record_.outcome,
                         fmt::format("it is {}: kept as text", stands));
    last.outcome = approved ? Verdict::approve : Verdict::reject;
  }

  void urgency(KnownDay& last) {
    if (record_.urgent.empty()) return;
    last.urgent = read_flag(record_.urgent);
    if (!last.urgent) doubts_.add(DoubtKind::unknown_word, "urgent", record_.urgent, "is neither yes nor no: left out");
  }

  void release(KnownDay& last) {
    if (record_.release.empty()) return;
    if (auto name = release_name(record_.release); !name.empty()) last.release = std::move(name);
    else doubts_.add(DoubtKind::unknown_word, "release", record_.release, "is no month and year: kept as text");
  }

  void position(KnownDay last) {
    auto& days = line_.days;
    const auto first = days.empty() ? last.on : days.front().on;
    const auto in = days.empty() ? last.state : days.front().state;
    if (last.part == std::nullopt && last.release)
      for (const auto& one : days)
        if (one.part) last.part = one.part;
    days.push_back(std::move(last));
    brought_.days = static_cast<int>(days.size());
    body_["position"] = {{"state", in.value_or(std::string(NotKnown::name))},
                         {"as_of", engine::to_text(first)},
                         {"source", record_.source.empty() ? "a historic register" : record_.source},
                         {"history", Dom::parse(engine::body::text_of(days))}};
  }

  const SourceRecord& record_;
  const Date read_on_;
  const engine::Calendar& calendar_;
  Brought brought_;
  Doubts doubts_;
  Timeline line_;
  Dom body_ = Dom::object();
};
}  // namespace

Brought bring_in(const SourceRecord& record, Date read_on, const engine::Calendar& calendar) {
  return Bringing(record, read_on, calendar).done();
}

}  // namespace sec::historic
