// Goes through a record field by field, and says a doubt wherever something of it is not taken as it stands.
#include "workflows/sec/historic/bring_in.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/calendar.hpp"
#include "engine/text.hpp"
#include "engine/title.hpp"
#include "workflows/sec/historic/texts.hpp"
#include "workflows/sec/historic/timeline.hpp"
#include "workflows/sec/modification/facts.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/terms/references.hpp"

namespace sec::historic {

namespace {
using Dom = nlohmann::ordered_json;

// "november-2019" is of that month.
bool is_of_its_month(std::string_view release, Date on) {
  auto month = engine::lower(engine::month_name(on.month()));
  return release == fmt::format("{}-{}", month, static_cast<int>(on.year()));
}

// "MP109 Modification Report v1.0" and "v1.0".
KnownDocument document_called(const std::string& written) {
  KnownDocument one;
  one.kind = "document";
  one.title = engine::cut_title(engine::as_title(written));
  const auto at = written.rfind(" v");
  if (at != std::string::npos && at + 2 < written.size() &&
      written.find_first_not_of("0123456789.", at + 2) == std::string::npos)
    one.version = written.substr(at + 2);
  return one;
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
      auto who = read_parties(text);
      if (who.empty()) who = by_other_words(text);
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

  std::vector<Category> by_other_words(const std::string& text) {
    auto who = read_parties_by_other_words(text);
    if (who.empty()) return who;
    std::string names;
    for (const auto one : who) names += fmt::format("{}{}", names.empty() ? "" : ", ", engine::body::wire_name(one));
    doubts_.add(DoubtKind::unknown_word, "parties_impacted", text,
                fmt::format("is no Party Category by that name: taken for {}", names));
    return who;
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
    releases(last);
    documents(last);
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
    if (!standing) return without_a_status(last);
    if (standing->state == line_.ends_in && !standing->status) return;
    if (ends(line_.ends_in)) {
      doubts_.add(DoubtKind::contradiction, "status", record_.status,
                  fmt::format("its timeline has it {}: the status is kept as text", line_.ends_in));
      return;
    }
    if (line_.told_later) return of_another_day(last, "status", record_.status);
    if (standing->status) return held(last, *standing->status);
    doubts_.add(DoubtKind::not_dated, "status", record_.status,
                fmt::format("has no day of its own: it stands so from {}, the day on which the register was read",
                            engine::to_text(read_on_)));
    last.state = std::string(standing->state);
  }

  void without_a_status(KnownDay& last) {
    doubts_.add(DoubtKind::unknown_word, "status", record_.status,
                ends(line_.ends_in) ? fmt::format("it is {} by its timeline", line_.ends_in)
                : record_.status.empty()
                    ? std::string("not given: where it stands is not known")
                    : std::string("is no state of the Code: kept as text, where it stands is not known"));
    if (!ends(line_.ends_in)) last.state = NotKnown::name;
  }

  // The register tells of days after the one on which it is said to have stood so: it was read later.
  void of_another_day(KnownDay& last, const char* field, const std::string& found) {
    doubts_.add(
        DoubtKind::contradiction, field, found,
        fmt::format("the register tells of {}, which is after the day that was given as the one on which it was read: "
                    "kept as text, how it stood on {} is not known",
                    engine::to_text(*line_.told_later), engine::to_text(read_on_)));
    if (!ends(line_.ends_in)) last.state = NotKnown::name;
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
    if (line_.told_later && !ends(stands)) return of_another_day(last, "outcome", record_.outcome);
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

  // Each release is of a part; one alone is of the part that its timeline tells of, if it does.
  void releases(KnownDay& last) {
    last.planned_on = line_.planned_on;
    if (record_.release.empty()) return;
    const auto names = read_releases(record_.release);
    if (names.empty())
      return doubts_.add(DoubtKind::unknown_word, "release", record_.release, "is no month and year: kept as text");
    if (names.size() == 1) return only_release(last, names[0]);
    place_days(names);
    last.planned_on.reset();
    for (std::size_t i = 0; i < names.size(); ++i) {
      auto& part = i == 0 ? last : more_.emplace_back();
      part.on = read_on_;
      part.code = "REGISTER";
      part.part = static_cast<int>(i) + 1;
      part.release = names[i];
      if (line_.planned_on && is_of_its_month(names[i], *line_.planned_on)) part.planned_on = line_.planned_on;
    }
  }

  void only_release(KnownDay& last, const std::string& name) {
    last.release = name;
    for (auto& one : line_.days) {
      if (one.part) last.part = one.part;
      if (one.code == "IMPLEMENTATION") one.release = name;
    }
  }

  // Which part went live on a day is said by its release; what is over with a day went live with its last part.
  void place_days(const std::vector<std::string>& names) {
    for (auto& one : line_.days) {
      if (one.part || (one.code != "IMPLEMENTATION" && one.code != "PART_IMPLEMENTED")) continue;
      const auto of_it =
          std::find_if(names.begin(), names.end(), [&](const auto& name) { return is_of_its_month(name, one.on); });
      if (of_it != names.end()) one.part = static_cast<int>(of_it - names.begin()) + 1;
      else if (one.code == "IMPLEMENTATION") one.part = static_cast<int>(names.size());
    }
  }

  // The register keeps documents that it names: as public as its page is.
  void documents(KnownDay& last) {
    std::vector<KnownDocument> kept;
    for (const auto& text : record_.papers) {
      const auto words = plain_words(text);
      constexpr std::string_view not_public[] = {"confidential", "amber", "(green)", "(red)", "restricted"};
      const bool secret = std::any_of(std::begin(not_public), std::end(not_public),
                                      [&](auto one) { return words.find(one) != std::string::npos; });
      if (secret)
        doubts_.add(DoubtKind::left_out, "modification_documents", text,
                    "is not public by its name, and its classification is not told: left out");
      else kept.push_back(document_called(text));
    }
    if (!kept.empty()) last.documents = std::move(kept);
  }

  void position(KnownDay last) {
    auto& days = line_.days;
    const auto first = days.empty() ? last.on : days.front().on;
    const auto in = days.empty() ? last.state : days.front().state;
    days.push_back(std::move(last));
    for (auto& one : more_) days.push_back(std::move(one));
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
  std::vector<KnownDay> more_;  // of its further parts
  Dom body_ = Dom::object();
};
}  // namespace

Brought bring_in(const SourceRecord& record, Date read_on, const engine::Calendar& calendar) {
  return Bringing(record, read_on, calendar).done();
}

}  // namespace sec::historic
