// What stands where: the sections of the Change Status Report that list modifications by their place.
#include <algorithm>

#include <fmt/format.h>

#include "workflows/sec/modification/phrases.hpp"
#include "workflows/sec/modification/stages/decision.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/paper/ballot_words.hpp"
#include "workflows/sec/paper/sections.hpp"
#include "workflows/sec/terms/calendar.hpp"

namespace sec::paper {

namespace {
using Kind = engine::Report::Column::Kind;
using Column = engine::Report::Column;
using engine::cell;
using engine::Cell;

const Column ref{"ref", "Reference"}, title{"title", "Title"}, path{"path", "Path"}, rag{"rag", "RAG"};

Cell title_of(const Summary& one) { return cell(one.title.value_or("")); }
Cell rag_of(const Row& row) { return cell(capitals(row.standing.rag.value_or(""))); }

// "British Gas (Large Suppliers)"
Cell proposer_of(const Summary& one) {
  auto text = person_in_words(one.proposer.value_or(""));
  if (const auto category = words_of(one.proposer_category); !category.empty() && category != text)
    text += text.empty() ? category : " (" + category + ")";
  return cell(text);
}
Cell path_of(const Summary& one) {
  const auto path = words_of(one.path);
  return cell(one.urgency == Urgency::urgent ? path + (path.empty() ? "Urgent" : ", urgent") : path);
}

template <class Fits, class Line>
Section listing(Section section, const Subject& subject, Fits fits, Line line) {
  for (const auto& row : subject.now)
    if (fits(row.summary)) section.rows.push_back(line(row));
  return section;
}

auto in(const Group& group) {
  return [&group](const Summary& one) { return group.holds(one.state); };
}

// Working Days from a day to the report's.
std::optional<int> working_days(const std::optional<Date>& from, const Subject& subject) {
  return from ? working_days_between(*from, subject.input.as_at, calendar_of(subject.input)) : std::nullopt;
}
// By how many what is due is late; while it is held nothing gets later, and it gets those days back.
std::optional<int> late(const std::optional<Date>& due, const Summary& one, const Subject& subject) {
  auto today = subject.input.as_at;
  if (one.status != Status::active && one.held_since) today = std::min(today, *one.held_since);
  return due && *due < today ? working_days_between(*due, today, calendar_of(subject.input)) : std::nullopt;
}
}  // namespace

Section counts(const Subject& subject) {
  auto section = table("counts", "Where the modifications stand",
                       {{"stage", "Stage"},
                        {"now", "Now", Kind::number},
                        {"then", "On " + date_text(subject.input.since), Kind::number}});
  const bool known = subject.past_known;
  if (!known) section.lead = "Some were taken over since: where they stood at the last report is not known.";
  const auto before = [&](std::int64_t number) { return known ? Cell(number) : Cell(); };
  std::int64_t all_now = 0, all_then = 0;
  for (std::size_t i = 0; i < groups().size(); ++i) {
    section.rows.push_back({std::string(groups()[i].heading), subject.count_now[i], before(subject.count_then[i])});
    all_now += subject.count_now[i];
    all_then += subject.count_then[i];
  }
  section.rows.push_back({"All", all_now, before(all_then)});
  return section;
}

Section stage(const Subject& subject, const Group& group) {
  auto section = table(std::string(group.name), std::string(group.heading),
                       {ref,
                        title,
                        {"proposer", "Proposer"},
                        {"raised_on", "Raised", Kind::date},
                        path,
                        rag,
                        {"last_event", "Last event"},
                        {"waits_for", "Waits for"},
                        {"next_on", "Next", Kind::date},
                        {"release", "Target release"}});
  return listing(std::move(section), subject, in(group), [&](const Row& row) -> std::vector<Cell> {
    const auto& one = row.summary;
    return {one.ref,
            title_of(one),
            proposer_of(one),
            cell(one.raised_on),
            path_of(one),
            rag_of(row),
            date_text(one.last_event_on) + ": " + last_event_of(one),
            cell(waits_for(one)),
            next_date(row),
            cell(subject.release(one.release))};
  });
}

Section report_phase(const Subject& subject) {
  auto section = table("report-phase", std::string(group(PaperGroup::report_phase).heading) + " and Change Board",
                       {ref,
                        title,
                        path,
                        {"state", "Step"},
                        {"consultation_opens_on", "Consultation opened", Kind::date},
                        {"consultation_closes_on", "Consultation closes", Kind::date},
                        {"vote_opened_on", "Vote opened", Kind::date},
                        {"vote_closes_on", "Vote closes", Kind::date},
                        {"waits_for", "Waits for"}});
  const auto fits = [](const Summary& one) {
    return group(PaperGroup::report_phase).holds(one.state) || group(PaperGroup::change_board).holds(one.state);
  };
  return listing(std::move(section), subject, fits, [](const Row& row) -> std::vector<Cell> {
    auto one = row.summary;
    // Until its report is approved the last consultation is that of the Refinement Process.
    if (one.state == PanelReportReview::name)
      one.consultation_opens_on = one.consultation_closed_on = {}, one.consultation_closes_at = {};
    return {one.ref,
            title_of(one),
            cell(words_of(one.path)),
            words_of_state(one.state),
            cell(one.consultation_opens_on),
            one.consultation_closed_on ? cell(day_of(one.consultation_closes_at))
                                       : open_day(one, one.consultation_closes_at),
            cell(one.vote_opened_on),
            open_day(one, one.vote_closes_at),
            cell(waits_for(one))};
  });
}

Section with_the_authority(const Subject& subject) {
  auto section = table("authority", "With the Authority",
                       {ref,
                        title,
                        path,
                        {"sent_on", "Sent on", Kind::date},
                        {"wd", "WD since", Kind::number},
                        {"target", "Target", Kind::date},
                        {"late_wd", "WD late", Kind::number},
                        {"sent_back_on", "Sent back on", Kind::date},
                        {"questions", "Its questions"},
                        {"waits_for", "Waits for"}});
  // With what it has sent back, until the report after the one that says where it went on.
  const auto& theirs = group(PaperGroup::authority);
  const auto routed = subject.references_with(SentBackRouted::name);
  const auto fits = [&](const Summary& one) {
    return theirs.holds(one.state) || one.state == SentBack::name || routed.contains(one.ref);
  };
  return listing(std::move(section), subject, fits, [&](const Row& row) -> std::vector<Cell> {
    const auto& one = row.summary;
    const auto target = day_of(one.target);
    return {one.ref,
            title_of(one),
            cell(words_of(one.path)),
            cell(one.with_authority_since),
            cell(working_days(one.with_authority_since, subject)),
            open_day(one, one.target),
            cell(late(target, one, subject)),
            cell(one.sent_back_on),
            cell(subject.questions(row)),
            cell(waits_for(one))};
  });
}

Section self_governance(const Subject& subject) {
  auto section = table("self-governance", "Self-governance decisions",
                       {ref,
                        title,
                        {"decision", "Decision"},
                        {"published_on", "Published", Kind::date},
                        {"window_ends_on", "Window ends", Kind::date},
                        {"referral", "Referral"}});
  const auto fits = [](const Summary& one) {
    return group(PaperGroup::self_governance).holds(one.state) || one.state == AuthorityReferral::name;
  };
  return listing(std::move(section), subject, fits, [](const Row& row) -> std::vector<Cell> {
    const auto& one = row.summary;
    const auto referral = one.state == AppealWindow::name ? std::string("None yet") : words_of_state(one.state);
    auto decision = words_of(one.decision);
    if (one.approved_subject) decision += ": " + subject_words(*one.approved_subject);
    if (one.inquorate) decision += " (inquorate: " + *one.inquorate + ")";
    return {one.ref, title_of(one), cell(decision), cell(one.published_on), open_day(one, one.window_ends), referral};
  });
}

Section implementation(const Subject& subject) {
  auto section = table("implementation", "Pending implementation",
                       {ref,
                        title,
                        path,
                        {"release", "Release"},
                        {"planned_on", "Planned", Kind::date},
                        {"requested_on", "Asked for", Kind::date},
                        {"waits_for", "Waits for"}});
  return listing(std::move(section), subject, in(group(PaperGroup::implementation)),
                 [&](const Row& row) -> std::vector<Cell> {
                   const auto& one = row.summary;
                   const auto which =
                       one.approved_subject ? fmt::format(" (solution: {})", subject_words(*one.approved_subject)) : "";
                   return {one.ref,
                           cell(engine::text_of(title_of(one)) + which),
                           cell(words_of(one.path)),
                           cell(subject.release(one.release)),
                           cell(one.planned_on),
                           cell(one.requested_on),
                           cell(waits_for(one))};
                 });
}

Section assessments(const Subject& subject) {
  auto section = table("assessments", "DCC assessments outstanding",
                       {ref,
                        title,
                        {"assessment", "Assessment"},
                        {"requested_on", "Requested", Kind::date},
                        {"due_on", "Due", Kind::date},
                        {"late_wd", "WD late", Kind::number}});
  const auto fits = [](const Summary& one) { return one.assessment && !ends(one.state); };
  return listing(std::move(section), subject, fits, [&](const Row& row) -> std::vector<Cell> {
    const auto& one = row.summary;
    const auto due = day_of(one.assessment_due);
    auto late_wd = late(due, one, subject);
    if (late_wd) *late_wd -= one.assessment_held_wd.value_or(0);
    return {one.ref,
            title_of(one),
            one.assessment == AssessmentKind::impact ? "Impact Assessment" : "Preliminary Assessment",
            cell(one.assessment_requested_on),
            open_day(one, one.assessment_due),
            cell(late_wd)};
  });
}

Section held(const Subject& subject) {
  auto section = table("held", "On hold or suspended",
                       {ref,
                        title,
                        {"status", "Status"},
                        {"stage", "Stage"},
                        {"since", "Since", Kind::date},
                        {"until", "Until", Kind::date}});
  const auto fits = [](const Summary& one) { return one.status != Status::active; };
  return listing(std::move(section), subject, fits, [](const Row& row) -> std::vector<Cell> {
    const auto& one = row.summary;
    return {one.ref,
            title_of(one),
            one.status == Status::on_hold ? "On hold" : "Suspended",
            cell(one.stage.value_or("")),
            cell(one.held_since),
            cell(one.held_until)};
  });
}

// What closed since: of the others nothing is in the report, nor of what was brought in as closed.
Section closed(const Subject& subject) {
  auto section = table("closed", "Closed since the last report",
                       {ref, title, path, {"state", "Step"}, {"closed_on", "Closed on", Kind::date}});
  const auto fits = [&](const Summary& one) {
    return group(PaperGroup::closed).holds(one.state) && one.state_since && *one.state_since > subject.input.since;
  };
  return listing(std::move(section), subject, fits, [](const Row& row) -> std::vector<Cell> {
    const auto& one = row.summary;
    const auto step = one.continued_as ? "Split: continued as " + *one.continued_as : words_of_state(one.state);
    return {one.ref, title_of(one), cell(words_of(one.path)), step, cell(one.state_since)};
  });
}

Section slippage(const Subject& subject) {
  auto section = table("slippage", "Slippage",
                       {ref,
                        title,
                        rag,
                        {"slip_wd", "Late on agreed (WD)", Kind::number},
                        {"total_slip_wd", "Late on first (WD)", Kind::number},
                        {"held_wd", "On hold (WD)", Kind::number},
                        {"float_wd", "Float to cut-off (WD)", Kind::number},
                        {"reasons", "Why"}});
  section.lead = "Positive is late. Days on hold or suspended are shown apart and are not slippage.";
  section.when_empty = "Nothing has slipped and nothing is at risk.";
  for (const auto& row : subject.now) {
    const auto& standing = row.standing;
    const bool moved = standing.slip_wd.value_or(0) != 0 || standing.total_slip_wd.value_or(0) != 0;
    if (!moved && standing.rag.value_or("green") == "green") continue;
    std::string why;
    for (const auto& reason : standing.reasons) why += (why.empty() ? "" : " ") + sentence(reason);
    section.rows.push_back({row.summary.ref, title_of(row.summary), rag_of(row), cell(standing.slip_wd),
                            cell(standing.total_slip_wd), Cell(std::int64_t{standing.held_wd}), cell(standing.float_wd),
                            cell(why)});
  }
  return section;
}

}  // namespace sec::paper
