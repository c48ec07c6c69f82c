// Responses to consultations, whose they are, and which of them count: one Party, one response a subject, the last that
// came in time (DEF 16.6).
#pragma once

#include "engine/many.hpp"
#include "workflows/sec/terms/words.hpp"

namespace sec {

struct Response {
  int number = 0;     // from 1, in the order of recording
  std::string party;  // as it was called
  Category category{};
  Position position{};
  std::optional<Text> rationale;
  Confidentiality confidentiality = Confidentiality::open;
  int consultation = 0;  // 0: it began before the case was taken over, and nothing else is known of it
  Date on{};
  std::optional<std::string> subject;
  bool valid = true;  // it came before the close
  std::optional<RecordedFrom> recorded_from;
  std::optional<std::string> sha256;  // of what it comes with
  std::optional<std::int64_t> size;   // null: its bytes are not here
  std::optional<std::string> media_type, file_name;
  Date came_on{};              // the day of the form, if SECAS recorded it from one
  int version = 0;             // of the modification, when it joined
  std::size_t respondent = 0;  // of Respondents
};

// How an event calls who responded.
struct Naming {
  std::string id;    // of the token, as far as it is known
  std::string text;  // as the body says
  std::string name;  // of the token
};

// Who has responded. Somebody is known by a token's id, and by all the texts that they were called.
class Respondents {
 public:
  // The place of who is meant, a new one if nobody fits. Two that turn out to be one become one.
  std::size_t place_of(const Naming& naming);
  // Whose place it is now.
  std::size_t same_as(std::size_t place) const;
  bool is(std::size_t place, const engine::Actor& party) const;
  std::size_t size() const { return all_.size(); }

 private:
  struct One {
    std::string id;                  // empty: no token of theirs is known
    std::vector<std::string> names;  // as they appear: engine::appearance()
    std::size_t same_as = 0;
  };
  std::vector<std::size_t> fitting(const std::string& id, const std::vector<std::string>& names) const;

  std::vector<One> all_;
};

// What a response is about; one that does not say is about the proposed solution.
inline constexpr std::string_view proposed_subject = "proposed";
std::string_view subject_of(const Response& response);

// What has become of a response.
struct Standing {
  bool counts = false;
  std::optional<int> replaced_by;  // the number of the same Party's next one
  // The strictest wish among this Party's responses on the subject: one that was replaced keeps to it.
  Confidentiality strictest = Confidentiality::open;
};
// Of each, in their order.
std::vector<Standing> standings(const engine::Many<Response>& responses, const Respondents& respondents);

// How many of one consultation count.
int counted(const engine::Many<Response>& responses, const Respondents& respondents, int consultation);

}  // namespace sec
