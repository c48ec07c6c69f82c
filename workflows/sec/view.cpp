#include "workflows/sec/view.hpp"

#include <algorithm>

#include "workflows/sec/calendar.hpp"
#include "workflows/sec/events.hpp"
#include "workflows/sec/references.hpp"
#include "workflows/sec/states.hpp"
#include "workflows/sec/timers.hpp"
#include "workflows/sec/waiting.hpp"

namespace sec {

using engine::JsonObject;
using engine::body::Nulls;

// A representation shows the newest documents; the history has them all.
constexpr std::size_t documents_shown_max = 100;

engine::Clearance clearance(const engine::Actor& actor) {
  const auto& role = actor.role;
  if (is_secas(role) || role == "clock" || role == "split" || role == "calendar" || role == "release") return for_secas;
  if (role == "panel-secretary" || role == "authority") return for_the_panel;
  if (role == "change-board-member" || role == "dcc") return for_bodies;
  if (role.empty() || role == "public") return for_everybody;
  return for_parties;
}

bool shows(Classification classification, engine::Clearance clearance) {
  switch (classification) {
    case Classification::white:
      return true;
    case Classification::green:
      return clearance >= for_parties;
    case Classification::amber:
      return clearance >= for_bodies;
    case Classification::red:
      return clearance >= for_the_panel;
  }
  return false;
}

std::string stage_of(const Facts& facts, std::string_view state) {
  if (state == "withdrawal-notice")
    return stage_of(facts, facts.state_before_notice.empty() ? "submitted" : facts.state_before_notice);
  std::string stage;
  engine::for_each_type<States>([&]<class S>() {
    if (S::name == state) stage = S::stage;
  });
  return stage;
}

int seen_version(const Facts& facts, int version, engine::Clearance clearance) {
  if (clearance >= for_secas) return version;
  const auto hidden = std::count_if(facts.hidden_versions.begin(), facts.hidden_versions.end(),
                                    [&](int one) { return one <= version; });
  return version - static_cast<int>(hidden);
}

namespace {
template <class T>
void value(JsonObject& out, std::string_view name, const T& what) {
  engine::body::write(out.key(name), what, Nulls::keep);
}

void write_ballot(std::string& out, const Ballot& ballot) {
  JsonObject one(out);
  one.number("number", ballot.number);
  one.number("round", ballot.round);
  value(one, "purpose", ballot.purpose);
  value(one, "mode", ballot.mode);
  value(one, "subjects", ballot.subjects);
  one.text("state", ballot.state == BallotState::void_ ? "void" : engine::body::wire_name(ballot.state));
  value(one, "opened_at", ballot.opened_at);
  value(one, "closes_at", ballot.closes_at);
  value(one, "counted", ballot.counted);
  one.boolean("extended", ballot.extended);
  one.text("policy", ballot.policy);
  one.text("roll_hash", ballot.roll_hash);
  one.number("seats_filled", engine::filled(ballot.roll));
  if (ballot.tallies.empty()) return one.null("tally");
  JsonObject tally(one.key("tally"));
  for (std::size_t i = 0; i < ballot.tallies.size() && i < ballot.subjects.size(); ++i)
    value(tally, ballot.subjects[i], ballot.tallies[i]);
}

void write_documents(JsonObject& out, const Facts& facts, engine::Clearance clearance) {
  std::vector<const Document*> shown;
  std::size_t visible = 0;
  facts.documents.for_each([&](const Document& one) { visible += shows(one.classification, clearance); });
  for (std::size_t i = facts.documents.size(); i > 0 && shown.size() < documents_shown_max; --i)
    if (shows(facts.documents[i - 1].classification, clearance)) shown.push_back(&facts.documents[i - 1]);
  engine::append_list(out.key("documents"), shown,
                      [](std::string& text, const Document* one) { engine::body::write(text, *one, Nulls::keep); });
  out.number("documents_total", static_cast<long long>(visible));
}

void write_waiting(JsonObject& out, const Facts& facts, std::string_view state, engine::Clearance clearance) {
  value(out, "waiting_for", waiting_for(facts, state, clearance >= for_secas));
}

void write_deadlines(JsonObject& out, const Facts& facts, std::string_view state) {
  auto watched = timers(facts, state);
  std::sort(watched.begin(), watched.end(),
            [](const auto& a, const auto& b) { return std::tie(a.due, a.name) < std::tie(b.due, b.name); });
  engine::append_list(out.key("deadlines"), watched, [&](std::string& text, const Timer& timer) {
    JsonObject one(text);
    one.text("name", timer.name);
    one.text("due", engine::to_text(timer.due));
    const auto* counted = counting_of(facts, timer.name);
    one.text_or_null("counted", counted != nullptr ? explanation(*counted) : "");
  });
}

template <class T>
void write_many(JsonObject& out, std::string_view name, const engine::Many<T>& items) {
  auto& text = out.key(name);
  text += '[';
  bool first = true;
  items.for_each([&](const T& item) {
    if (!first) text += ',';
    first = false;
    engine::body::write(text, item, Nulls::keep);
  });
  text += ']';
}

void write_identity(JsonObject& out, const Facts& facts, const engine::Case& current, engine::Clearance clearance) {
  out.text("ref", facts.ref);
  value(out, "former_refs", facts.former_refs);
  out.text("workflow", facts.pack);
  out.number("version", seen_version(facts, current.version, clearance));
  value(out, "title", facts.title);
  out.text("state", current.state);
  out.text("stage", stage_of(facts, current.state));
  value(out, "status", facts.status());
  value(out, "path", facts.path);
  value(out, "urgency", facts.urgency);
  out.number("round", facts.round);
  value(out, "raised_on", facts.raised_on);
  value(out, "problem", facts.problem);
  value(out, "suggested_path", facts.suggested_path);
  value(out, "proposer", facts.proposer);
  value(out, "impacts", facts.impacts);
}
}  // namespace

engine::Json view(const Facts& facts, const engine::Case& current, engine::Clearance clearance) {
  engine::Json text;
  text.reserve(4096 + 200 * std::min(facts.documents.size(), documents_shown_max));
  {
    JsonObject out(text);
    write_identity(out, facts, current, clearance);
    write_waiting(out, facts, current.state, clearance);
    value(out, "pause", facts.pause);
    value(out, "reports", facts.reports);
    value(out, "consultations", facts.consultations);
    value(out, "assessments", facts.assessments);
    value(out, "ia_cost", facts.ia_cost);
    value(out, "alternatives", facts.alternatives);
    engine::append_list(out.key("ballots"), facts.ballots,
                        [](std::string& json, const auto& ballot) { write_ballot(json, *ballot); });
    value(out, "recommendation", facts.board_outcome);
    value(out, "decision", facts.decision);
    value(out, "questions", facts.questions);
    write_many(out, "decisions", facts.decisions);
    write_documents(out, facts, clearance);
    value(out, "implementation", facts.parts);
    out.number("timetable_version", facts.timetable_version);
    value(out, "timetable", facts.timetable);
    value(out, "forecast", facts.forecast);
    write_deadlines(out, facts, current.state);
    write_many(out, "links", facts.links);
    value(out, "taken_over", facts.taken_over_from);
  }
  return text;
}

// --- ballots and history
// -----------------------------------------------------------------------------------------------------

std::vector<std::string_view> parts() { return {"ballots"}; }

namespace {
void write_votes(JsonObject& out, const Ballot& ballot, engine::Clearance clearance) {
  JsonObject quorum(out.key("quorum"));
  quorum.text("rule", ballot.quorum_rule);
  quorum.number("needed", engine::quorum(ballot.roll, ballot.quorum_rule));
  const bool open = ballot.state == BallotState::open;
  if (open && clearance < for_secas) return quorum.null("votes");
  std::vector<std::string_view> seats;
  for (const auto& vote : ballot.votes)
    if (std::find(seats.begin(), seats.end(), vote.seat) == seats.end()) seats.push_back(vote.seat);
  quorum.number("votes", static_cast<long long>(seats.size()));
}

// While a ballot is open SECAS sees who has voted and nobody sees how; once it is published everybody sees all of it.
void write_cast(JsonObject& out, const Ballot& ballot, engine::Clearance clearance) {
  const bool open = ballot.state == BallotState::open;
  const std::vector<Vote> none;
  engine::append_list(out.key("votes"), open && clearance < for_secas ? none : ballot.votes,
                      [&](std::string& text, const Vote& vote) {
                        if (!open || vote.recorded_from) return engine::body::write(text, vote, Nulls::keep);
                        JsonObject one(text);
                        one.text("seat", vote.seat);
                        one.text("subject", vote.subject);
                        one.text("at", engine::to_text(vote.at));
                      });
}
}  // namespace

std::vector<engine::Json> part(const Facts& facts, std::string_view name, engine::Clearance clearance) {
  std::vector<engine::Json> items;
  if (name != "ballots") return items;
  for (const auto& ballot : facts.ballots) {
    engine::Json text;
    write_ballot(text, *ballot);
    text.pop_back();  // open the object again
    text += ',';
    engine::Json rest;
    {
      JsonObject out(rest);
      value(out, "roll", ballot->roll);
      write_votes(out, *ballot, clearance);
      write_cast(out, *ballot, clearance);
    }
    items.push_back(text + rest.substr(1));
  }
  return items;
}

namespace {
bool hidden_vote(const Facts& facts, const engine::Entry& entry) {
  return std::find(facts.hidden_versions.begin(), facts.hidden_versions.end(), entry.version) !=
         facts.hidden_versions.end();
}
bool confidential(const engine::Entry& entry, engine::Clearance clearance) {
  const auto dom = nlohmann::json::parse(entry.event.body);
  if (entry.event.type == DocumentAttached::name) {
    const auto classification = engine::body::from_wire<Classification>(dom.value("classification", "white"));
    return !shows(classification.value_or(Classification::red), clearance);
  }
  return entry.event.type == ResponseRecorded::name && dom.value("confidentiality", "open") != "open" &&
         clearance < for_the_panel;
}
}  // namespace

std::optional<engine::Json> seen_body(const Facts& facts, const engine::Entry& entry, engine::Clearance clearance) {
  if (entry.event.type == VoteCast::name && hidden_vote(facts, entry)) {
    if (clearance < for_secas) return {};
    const auto dom = nlohmann::json::parse(entry.event.body);
    if (dom.contains("recorded_from")) return entry.event.body;
    return nlohmann::json{{"seat", dom.value("seat", "")}}.dump();
  }
  const bool may_hide = entry.event.type == DocumentAttached::name || entry.event.type == ResponseRecorded::name;
  if (may_hide && confidential(entry, clearance)) return {};
  return entry.event.body;
}

// --- the summary of lists
// ----------------------------------------------------------------------------------------------------

namespace {
void write_summary(std::string& text, const Facts& facts, const std::string& state) {
  const auto waiting = waiting_for(facts, state, false);
  const Part* next = nullptr;
  for (const auto& part : facts.parts)
    if (next == nullptr || (next->actual_on && !part.actual_on)) next = &part;
  JsonObject out(text);
  out.text("ref", facts.ref);
  out.text("workflow", facts.pack);
  value(out, "title", facts.title);
  out.text("state", state);
  out.text("stage", stage_of(facts, state));
  value(out, "status", facts.status());
  value(out, "path", facts.path);
  value(out, "urgency", facts.urgency);
  out.number("round", facts.round);
  value(out, "raised_on", facts.raised_on);
  out.text_or_null(
      "proposer",
      facts.proposer ? facts.proposer->name.value_or(std::string(engine::body::wire_name(facts.proposer->type))) : "");
  out.text_or_null("state_since", facts.state_since_known ? engine::to_text(facts.state_since) : "");
  out.text_or_null("waiting_for", waiting ? waiting->who : "");
  out.text_or_null("waiting_what", waiting ? waiting->what : "");
  out.text_or_null("waiting_until", waiting && waiting->until ? engine::to_text(*waiting->until) : "");
  out.text_or_null("release", next != nullptr ? next->release.value_or("") : "");
  out.text_or_null("planned_on", next != nullptr && next->planned_on ? engine::to_text(*next->planned_on) : "");
  out.text_or_null("requested_on", next != nullptr && next->requested ? engine::to_text(*next->requested) : "");
  out.text("entered", facts.taken_over_from ? "taken-over" : facts.split_from ? "split-off" : "raised");
  out.text("last_event", facts.last_event);
  out.text("last_event_on", engine::to_text(facts.last_event_on));
}
}  // namespace

engine::Projection project(const Facts& facts, const engine::Case& current) {
  engine::Projection projection;
  projection.references.push_back(facts.ref);
  projection.references.insert(projection.references.end(), facts.former_refs.begin(), facts.former_refs.end());
  projection.series = "sec";
  if (const auto reference = read_reference(facts.ref)) projection.number = reference->number;
  for (const auto& timer : timers(facts, current.state)) projection.deadlines.push_back({timer.name, timer.due});
  std::sort(projection.deadlines.begin(), projection.deadlines.end());
  projection.tasks = tasks(facts, current.state);
  write_summary(projection.summary, facts, current.state);
  return projection;
}

}  // namespace sec
