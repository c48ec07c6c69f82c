// Asks each case its question, unless the answer is kept and everything it follows from is as it was.
#include "api/report/standings.hpp"

#include <map>

#include "engine/calendar.hpp"

namespace api::report {

std::optional<engine::Json> KeptAnswers::find(const std::string& key) {
  std::lock_guard lock(mutex_);
  const auto found = kept_.find(key);
  if (found == kept_.end()) return std::nullopt;
  order_.splice(order_.begin(), order_, found->second.place);
  return found->second.answer;
}

void KeptAnswers::keep(std::string key, engine::Json answer) {
  std::lock_guard lock(mutex_);
  if (kept_.contains(key)) return;
  order_.push_front(key);
  kept_.emplace(std::move(key), Kept{std::move(answer), order_.begin()});
  while (kept_.size() > answers_max_) {
    kept_.erase(order_.back());
    order_.pop_back();
  }
}

namespace {

// All that an answer follows from beside the case itself: the question, the day, and the last change of what it may
// look at besides.
std::string surroundings_of(std::string_view question, const engine::ReportInput& input) {
  std::int64_t last = 0;
  for (const auto& collection : input.beside)
    for (const engine::Listed& one : collection) last = std::max(last, one.seq);
  return std::string(question) + '|' + engine::to_text(input.as_at) + '|' + std::to_string(last) + '|';
}

// Answers of one report look at the same calendar, releases and meetings: each is made once.
class Beside {
 public:
  explicit Beside(const Sources& sources)
      : sources_{sources.workflows, sources.reader, sources.as_at,
                 [this, ids = sources.id_of](const engine::CaseName& name) {
                   const auto [known, fresh] = ids_.try_emplace(name);
                   if (fresh) known->second = ids(name);
                   return known->second;
                 },
                 [this, find = sources.find](const std::string& id) {
                   const auto [known, fresh] = cases_.try_emplace(id);
                   if (fresh) known->second = find(id);
                   return known->second;
                 }} {}
  Beside(const Beside&) = delete;
  Beside& operator=(const Beside&) = delete;
  const Sources& sources() const { return sources_; }

 private:
  std::map<engine::CaseName, std::optional<std::string>> ids_;
  std::map<std::string, std::optional<engine::Case>> cases_;
  Sources sources_;
};

struct Given {
  engine::Json answer;
  std::int64_t seq = 0;  // of the case that gave it, which may have moved on since it was listed
};

Given asked(const Sources& sources, const Sources& beside, const engine::Listed& one,
            const engine::Question& question) {
  const auto current = sources.find(one.case_id);
  if (!current) return {};
  const engine::Workflow& rules = sources.workflows.get(current->workflow);
  const Gathered gathered = gather(beside, rules, question, &*current);
  auto answer = rules.answer(question, gathered.about, gathered.others);
  auto* given = std::get_if<engine::Answer>(&answer);
  return {given ? std::move(given->json) : engine::Json(), current->seq};
}

}  // namespace

std::vector<engine::Json> standings(const Sources& sources, const engine::ReportCode& report,
                                    const engine::ReportInput& input, KeptAnswers* kept) {
  std::vector<engine::Json> answers(input.now.size());
  if (report.asks_each == nullptr) return answers;
  engine::Question question;
  question.today = input.as_at;
  const Beside beside(sources);
  std::string surroundings;
  for (std::size_t i = 0; i < input.now.size(); ++i) {
    const engine::Listed& one = input.now[i];
    const auto name = report.asks_each(one);
    if (name.empty()) continue;
    if (surroundings.empty() || question.name != name) surroundings = surroundings_of(name, input);
    question.name = name;
    auto key = surroundings + std::to_string(one.seq);
    if (auto known = kept ? kept->find(key) : std::nullopt) {
      answers[i] = *std::move(known);
      continue;
    }
    auto given = asked(sources, beside.sources(), one, question);
    answers[i] = std::move(given.answer);
    if (kept && (given.seq == one.seq || given.seq == 0)) kept->keep(std::move(key), answers[i]);
  }
  return answers;
}

}  // namespace api::report
