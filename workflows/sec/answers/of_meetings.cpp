// Meetings as meeting/view.cpp writes them, and their agenda as meeting/agenda.cpp does.
#include "workflows/sec/answers/answers.hpp"
#include "workflows/sec/meeting/drafting.hpp"
#include "workflows/sec/meeting/facts.hpp"

namespace sec::answering {

// Of these names other files of this folder have some too.
namespace meetings {
namespace {
using engine::list_of;
using engine::or_null;
using engine::Shape;
using engine::shaped;
using meeting::Facts;
using meeting::Item;
using meeting::Line;
using MaybeText = std::optional<std::string>;

Shape step() {
  return Shape("StepOfLine")
      .has<std::string>("collection")
      .has<std::string>("ref")
      .has<std::string>("command")
      .has<std::optional<int>>("version")
      .has<std::string>("href");
}

Shape line() {
  return Shape("MinutesLine")
      .has("line", &Line::line)
      .has("state", &Line::state)
      .has("verb", &Line::verb)
      .has("text", &Line::text)
      .has("modification", &Line::modification)
      .has("modifications", &Line::modifications)
      .has("release", &Line::release)
      .has("actions", &Line::actions)
      .has("command", &Line::command)
      .has("body", or_null(engine::any_object()))
      .has("on", &Line::on)
      .has("reason", &Line::reason)
      .has("opening", &Line::opening)
      .has("event", or_null(shaped("StepOfLine")));
}

Shape item() {
  return Shape("MeetingItem")
      .has("item", &Item::item)
      .has("title", &Item::title)
      .has("classification", &Item::classification)
      .has<MaybeText>("neutral_line")
      .has("paper", &Item::paper)
      .has("recommendation", &Item::recommendation)
      .has("modifications", &Item::modifications)
      .has("text", &Item::text)
      .has("confidential_text", &Item::confidential_text)
      .has("public_until", &Item::public_until)
      .has("discussion", &Item::text)
      .has("lines", list_of(shaped("MinutesLine")));
}

Shape quorum() {
  return Shape("MeetingQuorum").has<int>("present").has<int>("needed").has<int>("filled").has<bool>("reached");
}

Shape whole(const engine::Workflows& all) {
  return Shape("Meeting")
      .has("ref", &Facts::ref)
      .has<int>("version")
      .has("state", state_in(all, "meetings"))
      .has("title", &Facts::title)
      .has("body", &Facts::body)
      .has("number", &Facts::number)
      .has("date", &Facts::date)
      .has<int>("year")
      .has("place", &Facts::place)
      .has("starts_at", &Facts::starts_at)
      .has("ends_at", &Facts::ends_at)
      .has("papers_due", &Facts::papers_due)
      .may_have<Date>("provisional_from")
      .has("papers_issued_on", &Facts::papers_issued_on)
      .has("attendance", &Facts::attendance)
      .has("apologies", &Facts::apologies)
      .has("quorum", or_null(shaped("MeetingQuorum")))
      .has("earlier_minutes", &Facts::earlier_minutes)
      .has("items", list_of(shaped("MeetingItem")))
      .has("minutes", &Facts::minutes)
      .has("published", &Facts::published)
      .may_have("documents", list_of(shaped("MeetingDocument")));
}

Shape summary(const engine::Workflows& all) {
  return Shape("MeetingSummary")
      .has<std::string>("ref")
      .has("title", &Facts::title)
      .has("state", state_in(all, "meetings"))
      .has("body", &Facts::body)
      .has("number", &Facts::number)
      .has<std::optional<Date>>("date")
      .has("papers_issued_on", &Facts::papers_issued_on)
      .has<int>("items")
      .has("papers", list_of(shaped("PaperOfMeeting")));
}

Shape proposed() {
  return Shape("ProposedItem")
      .has<std::string>("modification")
      .has<MaybeText>("title")
      .has<std::string>("to_decide")
      .has<std::optional<Time>>("until")
      .may_have<Date>("provisional_from")
      .has<std::optional<int>>("item")
      .has<MaybeText>("command")
      .has<std::vector<meeting::Draft>>("drafts");
}

Shape action(const engine::Workflows& all) {
  return Shape("OutstandingAction")
      .has<std::string>("ref")
      .has<std::string>("reference")
      .has<std::string>("text")
      .has<std::string>("owner")
      .has("state", state_in(all, "actions"))
      .has<MaybeText>("update");
}

Shape seat_that_may_come() { return Shape("SeatThatMayCome").has<std::string>("seat").has<std::string>("block"); }

// As routes write it: with what it says of the clock and of the journal.
Shape agenda() {
  return Shape("Agenda")
      .has("meeting", &Facts::ref)
      .has("body", &Facts::body)
      .has("date", &Facts::date)
      .has<Date>("as_at")
      .has("items", &Facts::items)
      .has("proposed", list_of(shaped("ProposedItem")))
      .has("actions", list_of(shaped("OutstandingAction")))
      .has("seats", list_of(shaped("SeatThatMayCome")))
      .has<bool>("simulated")
      .may_have("head", shaped("JournalHead"));
}
}  // namespace

void add(engine::Answers& to, const engine::Workflows& all) {
  for (auto& one :
       {step(), line(), item(), quorum(), whole(all), summary(all), proposed(), action(all), seat_that_may_come(),
        agenda(), Shape("MeetingDocument").has_all_of<Document>().may_have<int>("item"),
        Shape("PaperOfMeeting").has<std::string>("paper").has<std::string>("title")})
    to.shapes.push_back(one);
  to.of["meetings"] = "Meeting";
  to.of["meetings/documents"] = "MeetingDocument";
  to.of["meetings/summary"] = "MeetingSummary";
  to.of["meetings?agenda"] = "Agenda";
}
}  // namespace meetings

void add_meetings(engine::Answers& to, const engine::Workflows& all) { meetings::add(to, all); }

}  // namespace sec::answering
