// What the papers of a meeting share: their header, and the actions that are carried to it from earlier ones.
#pragma once

#include "engine/report.hpp"
#include "workflows/sec/action/facts.hpp"
#include "workflows/sec/meeting/facts.hpp"
#include "workflows/sec/terms/readers_copy.hpp"

namespace sec::meeting {

std::string title_of(const Facts& facts);                                   // "SEC Panel Meeting 66"
engine::Report paper_of(const Facts& facts, std::string name, Date as_at);  // its head, without sections

// The actions of the body that were open when the meeting began, and those that it raised.
class Outstanding {
 public:
  // `others`: as the question was handed them. All must outlive this.
  Outstanding(const Facts& facts, const std::vector<const engine::Case*>& others, paper::ReadersCopy& copy);

  engine::Report::Section section() const;               // with the updates since the meeting before
  void write(std::string& out) const;                    // the same as JSON
  std::vector<engine::Report::Paragraph> prose() const;  // and as minutes put it
  const std::vector<const action::Facts*>& raised() const { return raised_; }  // at this meeting, by number

 private:
  std::string update_of(const action::Facts& one) const;
  std::string text_of(const action::Facts& one) const;
  std::string status_of(const action::Facts& one) const;

  const Facts& facts_;
  paper::ReadersCopy& copy_;
  std::optional<Date> last_;  // the day of the meeting before
  std::vector<const engine::Case*> carried_;
  std::vector<const action::Facts*> raised_;
};

}  // namespace sec::meeting
