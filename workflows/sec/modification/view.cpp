// What callers see of a modification: its representation, its events, its listing and its parts.
#include "workflows/sec/modification/view.hpp"
#include "workflows/sec/modification/anytime/undoing.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/body_field.hpp"
#include "workflows/sec/modification/anytime/register.hpp"
#include "workflows/sec/modification/anytime/split.hpp"
#include "workflows/sec/modification/ballot_view.hpp"
#include "workflows/sec/modification/response_view.hpp"
#include "workflows/sec/modification/stages/raising.hpp"
#include "workflows/sec/modification/stages/report.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/modification/summary.hpp"
#include "workflows/sec/modification/timers.hpp"
#include "workflows/sec/modification/vote/vote.hpp"
#include "workflows/sec/modification/waiting.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/references.hpp"

namespace sec {

using engine::JsonObject;
using engine::body::Nulls;
using engine::body::value;

// A representation shows the newest documents; the part "documents" has them all.
constexpr std::size_t documents_shown_max = 50;

std::string stage_of(const Facts& facts, std::string_view state) {
  if (state == WithdrawalNotice::name)
    return stage_of(facts,
                    facts.state_before_notice.empty() ? Submitted::name : std::string_view(facts.state_before_notice));
  const auto* row = find_state(state);
  return std::string(row != nullptr ? row->stage : "");
}

std::string doubt_of_state(const Facts& facts, std::string_view state) {
  if (!facts.taken_over_from || facts.taken_over_in != state || state == NotKnown::name || ends(state)) return {};
  std::optional<Date> unread;
  bool complete = false;  // what comes after the register's own day was recorded by hand
  facts.imported.for_each([&](const ImportedMilestone& one) {
    complete = complete || one.code == "REGISTER";
    if (one.state || complete) unread.reset();
    else if (one.code == "NOTE" && one.text && !unread) unread = one.on;
  });
  if (!unread) return {};
  return "what the register that it comes from tells of " + date_text(*unread) +
         " was not read as a step: it may have moved on since then";
}

int seen_version(const Facts& facts, int version, engine::Clearance clearance) {
  if (clearance >= for_secas) return version;
  return version - facts.hidden_up_to(version);
}

namespace {
std::vector<const Filed*> newest_documents(const Facts& facts, engine::Clearance clearance, std::size_t at_most) {
  std::vector<const Filed*> newest;
  for (std::size_t i = facts.documents.size(); i > 0 && newest.size() < at_most; --i)
    if (shows(facts.documents[i - 1].document.classification, clearance)) newest.push_back(&facts.documents[i - 1]);
  return newest;
}

void write_documents(JsonObject& out, const Facts& facts, engine::Clearance clearance) {
  std::size_t visible = 0;
  for (std::size_t i = 0; i < facts.documents_of.size(); ++i)
    if (shows(static_cast<Classification>(i), clearance)) visible += facts.documents_of[i];
  engine::append_list(
      out.key("documents"), newest_documents(facts, clearance, documents_shown_max),
      [&](std::string& text, const Filed* one) { text += shown_document(facts.documents, *one, clearance); });
  out.number("documents_total", static_cast<long long>(visible));
}

void write_waiting(JsonObject& out, const Facts& facts, std::string_view state, engine::Clearance clearance) {
  const auto waiting = waiting_for(facts, state, clearance >= for_secas);
  if (!waiting) return out.null("waiting_for");
  JsonObject one(out.key("waiting_for"));
  one.text("who", waiting->who);
  one.text("what", waiting->what);
  value(one, "until", waiting->until);
  if (const auto from = waiting->until ? provisional_from(facts, state, *waiting->until) : std::nullopt)
    one.text("provisional_from", engine::to_text(*from));
  if (waiting->seats.empty()) return;
  value(one, "seats", waiting->seats);
  one.number("more", waiting->more);
}

void write_deadlines(JsonObject& out, const Facts& facts, std::string_view state) {
  auto watched = timers(facts, state);
  std::erase_if(watched, [](const auto& timer) { return timer.what == Watched::new_rules; });  // nobody has to meet it
  std::sort(watched.begin(), watched.end(),
            [](const auto& a, const auto& b) { return std::tie(a.due, a.name) < std::tie(b.due, b.name); });
  engine::append_list(out.key("deadlines"), watched, [&](std::string& text, const Timer& timer) {
    JsonObject one(text);
    one.text("name", timer.name);
    one.text("due", engine::to_text(timer.due));
    const auto* counted = counting_of(facts, timer.name);
    one.text_or_null("counted", counted != nullptr ? explanation(*counted, timer.due) : "");
    if (const auto from = provisional_from(facts, timer)) one.text("provisional_from", engine::to_text(*from));
  });
}

template <class T>
void write_many(JsonObject& out, std::string_view name, const engine::Many<T>& items, Nulls nulls = Nulls::keep) {
  auto& text = out.key(name);
  text += '[';
  bool first = true;
  items.for_each([&](const T& item) {
    if (!first) text += ',';
    first = false;
    engine::body::write(text, item, nulls);
  });
  text += ']';
}

// With what the register knows of its release, if that was ever asked.
void write_part(std::string& text, const Part& part) {
  engine::body::write(text, part, Nulls::keep);
  if (!part.release_known) return;
  text.back() = ',';
  text += fmt::format("\"release_known\":{}}}", *part.release_known);
}

// Most steps leave these as they are.
const std::string& shown(const engine::Shared<std::vector<Milestone>>& milestones) {
  return milestones.memo().text([&] { return engine::body::text_of(*milestones, Nulls::keep); });
}
const std::string& shown(const Ballot& ballot) {
  return ballot.shown.text([&] {
    engine::Json text;
    {
      JsonObject one(text);
      write_ballot(one, ballot);
    }
    return text;
  });
}

void write_identity(JsonObject& out, const Facts& facts, const engine::Case& current, engine::Clearance clearance) {
  out.text("ref", facts.ref);
  value(out, "former_refs", facts.former_refs);
  out.text("workflow", facts.pack);
  out.number("version", seen_version(facts, current.version, clearance));
  value(out, "title", facts.title);
  out.text("state", current.state);
  out.text_or_null("stage", stage_of(facts, current.state));
  value(out, "status", facts.status());
  value(out, "path", facts.path);
  value(out, "urgency", facts.urgency);
  if (facts.urgency_asked_on_form) out.boolean("urgency_asked", true);
  out.number("round", facts.round);
  value(out, "raised_on", facts.raised_on);
  value(out, "problem", facts.problem);
  if (const auto solution = facts.solution_in_force()) value(out, "solution", solution);
  value(out, "suggested_path", facts.suggested_path);
  value(out, "proposer", facts.proposer);
  value(out, "impacts", facts.impacts);
}

// What it was before, and what it goes on as.
void write_split(JsonObject& out, const Facts& facts, std::string_view state) {
  if (facts.split_from) {
    JsonObject one(out.key("split_from"));
    one.text("ref", *facts.split_from);
    one.text("on", engine::to_text(facts.entered_on));
    one.boolean("past_carried", facts.carries_its_past);
  }
  if (!facts.continued_as.empty()) value(out, "continued_as", facts.continued_as);
  if (const auto remark = remark_on_its_split(facts, state); !remark.empty()) out.text("remark", remark);
}

// About what a representation takes: growing on the way would copy it.
std::size_t bytes_reckoned(const Facts& facts) {
  constexpr std::size_t others = 4096, milestone = 160, ballot = 1024, document = 320;
  return others + milestone * (facts.timetable->size() + facts.forecast->size()) + ballot * facts.ballots.size() +
         document * std::min(facts.documents.size(), documents_shown_max);
}
}  // namespace

std::vector<engine::Json> documents(const Facts& facts, engine::Clearance clearance) {
  return shown_documents(facts.documents, clearance);
}

engine::Json view(const Facts& facts, const engine::Case& current, engine::Clearance clearance) {
  engine::Json text;
  text.reserve(bytes_reckoned(facts));
  {
    JsonObject out(text);
    write_identity(out, facts, current, clearance);
    write_split(out, facts, current.state);
    write_waiting(out, facts, current.state, clearance);
    value(out, "pause", facts.pause);
    value(out, "reports", facts.reports);
    value(out, "consultations", facts.consultations);
    value(out, "assessments", facts.assessments);
    value(out, "ia_cost", facts.ia_cost);
    value(out, "alternatives", facts.alternatives);
    engine::append_list(out.key("ballots"), facts.ballots,
                        [](std::string& json, const auto& ballot) { json += shown(*ballot); });
    value(out, "recommendation", facts.board_outcome);
    if (const auto* ballot = facts.ballot_that_decided(); ballot != nullptr && !inquorate(*ballot).empty())
      out.text("inquorate", inquorate(*ballot));
    value(out, "decision", facts.decision);
    if (facts.approved_subject) value(out, "approved_subject", facts.approved_subject);
    value(out, "questions", facts.questions);
    write_many(out, "decisions", facts.decisions);
    write_documents(out, facts, clearance);
    engine::append_list(out.key("implementation"), facts.parts, write_part);
    out.number("timetable_version", facts.timetable_version);
    out.raw("timetable", shown(facts.timetable));
    out.raw("forecast", shown(facts.forecast));
    write_deadlines(out, facts, current.state);
    write_many(out, "links", facts.links, Nulls::leave_out);
    if (facts.owner) out.text("owner", *facts.owner);
    if (facts.lead_analyst) out.text("lead_analyst", *facts.lead_analyst);
    if (clearance >= for_secas && facts.notes.size() > 0) write_many(out, "notes", facts.notes);
    if (facts.discussions.size() > 0) write_many(out, "discussions", facts.discussions);
    value(out, "taken_over", facts.taken_over_from);
    if (facts.imported.size() > 0) write_many(out, "imported", facts.imported);
    if (const auto doubt = doubt_of_state(facts, current.state); !doubt.empty()) out.text("state_doubt", doubt);
  }
  return text;
}

namespace {
// A vote that was not counted, or not yet: nothing of it, except for SECAS, who records forms.
std::optional<engine::Json> seen_vote(const Facts& facts, const engine::Entry& entry, engine::Clearance clearance) {
  if (clearance < for_secas) return {};
  const auto vote = engine::body::read_event<VoteCast>(entry.event.body);
  const auto* open = facts.open_ballot();
  if (vote.recorded_from || open == nullptr || entry.version < open->opened->version) return entry.event.body;
  engine::Json seat;
  JsonObject(seat).text("seat", vote.seat);
  return seat;
}

// What would tell of votes that were not counted, or not yet: who had not voted, and how many had.
std::optional<engine::Json> without_votes(const Facts& facts, const engine::Entry& entry, const char* member) {
  auto dom = nlohmann::json::parse(entry.event.body);
  const auto number = dom.value("ballot", 0);
  for (const auto& ballot : facts.ballots)
    if (ballot->number == number && ballot->was_counted()) return entry.event.body;
  dom.erase(member);
  return dom.dump();
}
}  // namespace

namespace {
// What a part carries of its whole is read in its representation, and in the history of the whole: by what each may
// see there.
engine::Json without_its_past(const engine::Entry& entry) {
  auto event = engine::body::read_event<PartOpened>(entry.event.body);
  if (!event.past) return entry.event.body;
  event.past.reset();
  return engine::body::text_of(event);
}
}  // namespace

namespace {
// How many facts of the register had followed the step that is undone: to others notes are none of them.
engine::Json without_notes_counted(const Facts& facts, const engine::Entry& entry) {
  auto dom = nlohmann::json::parse(entry.event.body);
  const int kept = dom.value("kept", 0), last = entry.version - 1;
  const int hidden = facts.hidden_up_to(last) - facts.hidden_up_to(std::max(last - kept, 0));
  if (kept == 0 || hidden == 0) return entry.event.body;
  if (kept == hidden) dom.erase("kept");
  else dom["kept"] = kept - hidden;
  return dom.dump();
}
}  // namespace

std::optional<engine::Json> seen_body(const Facts& facts, const engine::Entry& entry, const engine::Actor& seen_by) {
  const auto clearance = sec::clearance(seen_by);
  if (entry.event.type == noted && clearance < for_secas) return {};
  if (takes_back(entry.event.type) && clearance < for_secas) return without_notes_counted(facts, entry);
  if (entry.event.type == VoteCast::name && facts.hides_version(entry.version))
    return seen_vote(facts, entry, clearance);
  if (entry.event.type == VoteReminded::name && clearance < for_secas) return without_votes(facts, entry, "seats");
  if (entry.event.type == RollCorrected::name && clearance < for_secas) return without_votes(facts, entry, "after");
  if (entry.event.type == PartOpened::name) return without_its_past(entry);
  if (entry.event.type == DocumentAttached::name)
    return seen_joining<DocumentAttached>(facts.documents, entry, clearance);
  if (entry.event.type == DocumentWithdrawn::name) {
    const auto number = engine::body::read_event<DocumentWithdrawn>(entry.event.body).number;
    if (!knows_document(facts.documents, number, clearance)) return {};
  }
  if (entry.event.type == ResponseRecorded::name) return seen_response(facts, entry, seen_by);
  return entry.event.body;
}

bool tells_who(const Facts& facts, const engine::Entry& entry, const engine::Actor& seen_by) {
  return entry.event.type != ResponseRecorded::name || tells_respondent(facts, entry, seen_by);
}

engine::Listing listing(const Facts& facts, const engine::Case& current) {
  engine::Listing listing;
  listing.references.push_back(facts.ref);
  listing.references.insert(listing.references.end(), facts.former_refs.begin(), facts.former_refs.end());
  listing.series = "sec";
  listing.number = facts.counting_number;
  facts.links.for_each([&](const LinkRecord& link) {
    if (!link.external.value_or(false)) listing.mentions.push_back(link.ref);
  });
  for (auto& meeting : meetings_named_by_hand(facts.words_of_items)) listing.mentions.push_back(std::move(meeting));
  if (facts.split_from) listing.mentions.push_back(*facts.split_from);
  for (const auto& part : facts.parts)
    if (part.release && part.release_known != true) listing.mentions.push_back(*part.release);
  mention_bytes(listing.mentions, facts.documents);
  facts.responses.for_each([&](const Response& one) {
    if (one.sha256 && one.size) listing.mentions.push_back(engine::mention_of(*one.sha256));
  });
  write_summary(listing.summary, summary_of(facts, current.state));
  return listing;
}

engine::Projection project(const Facts& facts, const engine::Case& current) {
  engine::Projection projection{listing(facts, current), {}, {}, {}};
  for (const auto& timer : timers(facts, current.state)) projection.deadlines.push_back({timer.name, timer.due});
  std::sort(projection.deadlines.begin(), projection.deadlines.end());
  projection.tasks = tasks(facts, current.state);
  if (const auto* ballot = facts.open_ballot(); ballot != nullptr && !facts.pause)
    projection.task_groups = ballot->owed;
  return projection;
}

}  // namespace sec
