// What follows from the facts of one modification without looking at anything else.
#include "workflows/sec/modification/facts.hpp"

#include <algorithm>
#include <stdexcept>

#include "workflows/sec/terms/periods.hpp"

namespace sec {

const Assessment* Facts::last(AssessmentKind kind) const {
  const auto found =
      std::find_if(assessments.rbegin(), assessments.rend(), [&](const auto& one) { return one.kind == kind; });
  return found == assessments.rend() ? nullptr : &*found;
}

bool Facts::has_closed(int consultation) const {
  if (consultation == 0) return earlier_consultation_closed;
  const auto found = std::find_if(consultations.begin(), consultations.end(),
                                  [&](const auto& one) { return one.number == consultation; });
  return found != consultations.end() && found->closed_on.has_value();
}

bool Facts::ia_cost_is_open() const {
  const auto* price = last(AssessmentKind::preliminary);
  return price != nullptr && price->returned_on && (!ia_cost || ia_cost->decision == IaCost::defer);
}

const Part* Facts::part(std::optional<int> number) const {
  const auto found =
      std::find_if(parts.begin(), parts.end(), [&](const auto& one) { return !number || one.part == *number; });
  return found == parts.end() ? nullptr : &*found;
}

const Ballot* Facts::ballot_that_decided() const {
  if (!board_outcome) return nullptr;
  for (auto one = ballots.rbegin(); one != ballots.rend(); ++one)
    if ((*one)->purpose == Purpose::final && (*one)->state == BallotState::closed)
      return (*one)->superseded_by ? nullptr : one->get();
  return nullptr;
}

const Alternative* Facts::approved_alternative() const {
  if (!approved_subject) return nullptr;
  for (const auto& one : alternatives)
    if (one.name == *approved_subject) return &one;
  return nullptr;
}

std::optional<Text> Facts::solution_in_force() const {
  const auto* one = approved_alternative();
  if (one == nullptr) return solution;
  return Text(one->name + ": " + one->summary.text, one->summary.classification);
}

std::optional<std::string> Facts::subject_carried() const {
  const auto* ballot = ballot_that_decided();
  const bool several = ballot != nullptr && ballot->subjects().size() > 1;
  if (decision == Verdict::reject) return {};
  if (approved_subject) return several || approved_alternative() != nullptr ? approved_subject : std::nullopt;
  return several && !decision ? ballot->preferred : std::nullopt;
}

std::vector<int> Facts::open_questions() const {
  std::vector<int> found;
  for (const auto& one : questions)
    if (!one.answer) found.push_back(one.number);
  return found;
}

bool Facts::deviates(std::string_view from) const {
  return urgency == Urgency::urgent && std::find(deviations.begin(), deviations.end(), from) != deviations.end();
}

bool Facts::deviates(Deviation from) const { return deviates(engine::body::wire_name(from)); }

void Facts::hide_version(int version) {
  if (hidden_versions.empty()) hidden_versions.push_back({version, version, 0});
  else if (auto& last = hidden_versions.back(); last.last + 1 == version) last.last = version;
  else hidden_versions.push_back({version, version, hidden_up_to(version)});
}

void Facts::show_versions_after(int version) {
  while (!hidden_versions.empty() && hidden_versions.back().first > version) hidden_versions.pop_back();
  for (std::size_t i = notes_carried; i < notes.size(); ++i)
    if (notes[i].version > version) hide_version(notes[i].version);
}

bool Facts::hides_version(int version) const { return hidden_up_to(version) > hidden_up_to(version - 1); }

int Facts::hidden_up_to(int version) const {
  const auto after = std::upper_bound(hidden_versions.begin(), hidden_versions.end(), version,
                                      [](int wanted, const auto& range) { return wanted < range.first; });
  if (after == hidden_versions.begin()) return 0;
  const auto& range = *std::prev(after);
  return range.before + std::min(version, range.last) - range.first + 1;
}

const PackRules& rules_of(std::string_view pack) {
  for (const auto& rules : pack_rules)
    if (rules.name == pack) return rules;
  throw std::logic_error("no such pack: " + std::string(pack));
}

std::string_view display(Path path) {
  switch (path) {
    case Path::authority_led:
      return "Authority-Led";
    case Path::authority_determined:
      return "Authority-Determined";
    case Path::self_governance:
      return "Self-Governance";
    case Path::fast_track:
      return "Fast-Track";
  }
  return "";
}

Ballot* ballot_to_change(Facts& facts) {
  return facts.open_ballot() == nullptr ? nullptr : last_ballot_to_change(facts);
}

Ballot* last_ballot_to_change(Facts& facts) {
  if (facts.ballots.empty()) return nullptr;
  auto fresh = std::make_shared<Ballot>(*facts.ballots.back());
  facts.ballots.back() = fresh;
  return fresh.get();
}

std::size_t bytes_behind(const Facts& facts) {
  constexpr std::size_t texts = 2048, document = 2 * sizeof(Filed), response = 2 * sizeof(Response);
  constexpr std::size_t respondent = 256;
  std::size_t bytes = texts + facts.respondents->size() * respondent + facts.documents.size() * document +
                      facts.responses.size() * response +
                      (facts.decisions.size() + facts.words_of_items.size()) * 2 * sizeof(DecisionRecord) +
                      facts.imported.size() * 4 * sizeof(ImportedMilestone) +
                      (facts.timetable->size() + facts.forecast->size()) * 2 * sizeof(Milestone);
  bytes += facts.holds.size() * (sizeof(Facts) + texts);  // each keeps how it stood
  for (const auto& one : facts.timetables)
    bytes += sizeof(TimetableVersion) + one->milestones.size() * 2 * sizeof(Milestone);
  for (const auto& ballot : facts.ballots)
    bytes += sizeof(Ballot) + ballot->opened->frozen.roll.size() * 2 * sizeof(engine::Seat) +
             static_cast<std::size_t>(ballot->arrived) * 2 * sizeof(Cast);
  return bytes;
}

}  // namespace sec
