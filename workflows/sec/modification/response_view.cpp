// Works out how much of each response a caller may be told, and writes that much.
#include "workflows/sec/modification/response_view.hpp"

#include <map>

#include "engine/body_field.hpp"
#include "workflows/sec/modification/response_counts.hpp"
#include "workflows/sec/modification/stages/report.hpp"
#include "workflows/sec/terms/gate.hpp"
#include "workflows/sec/terms/parties.hpp"

namespace sec {

using engine::JsonObject;
using engine::body::Nulls;
using engine::body::value;

namespace {
// How much of a response a caller gets, the least first.
enum class Told { nothing, that_it_came, what_it_says, all };

bool is_author(const Facts& facts, const Response& response, const engine::Actor& caller) {
  return is_party(caller) && facts.respondents->is(response.respondent, caller);
}

Told told_to_others(const Response& response, const Standing& standing, const engine::Actor& caller) {
  if (standing.replaced_by) return standing.strictest == Confidentiality::open ? Told::all : Told::nothing;
  switch (response.confidentiality) {
    case Confidentiality::open:
      return Told::all;
    case Confidentiality::anonymous:
      return Told::what_it_says;
    case Confidentiality::confidential:
      break;
  }
  return caller.role == by::authority[0] ? Told::all : Told::that_it_came;
}

Told told(const Facts& facts, const Response& response, const Standing& standing, const engine::Actor& caller) {
  if (clearance(caller) >= for_secas || is_author(facts, response, caller)) return Told::all;
  if (!facts.has_closed(response.consultation)) return Told::nothing;
  return told_to_others(response, standing, caller);
}

// Who is one of many of a category may be known to be of it: asked of one response after the other.
class Categories {
 public:
  explicit Categories(const Facts& facts) : facts_(facts) {}
  bool tells(const Response& response, const Standing& standing) {
    if (!standing.counts) return false;
    auto known = counts_.find(response.consultation);
    if (known == counts_.end())
      known = counts_.emplace(response.consultation, count_responses(facts_, response.consultation, {}, true)).first;
    const auto& theirs = known->second.categories.at(response.category);
    return theirs.shown && theirs.parties >= parties_to_hide_among;
  }

 private:
  const Facts& facts_;
  std::map<int, ResponseCounts> counts_;
};

template <class T>
std::optional<T> only_if(bool tells, T what) {
  return tells ? std::optional<T>(std::move(what)) : std::nullopt;
}

void write_response(JsonObject& out, const Response& one, const Standing& standing, Told much, bool mine,
                    bool tells_category) {
  const bool all = much == Told::all, says = much >= Told::what_it_says;
  out.number("number", one.number);
  out.number("consultation", one.consultation);
  value(out, "party", only_if(all, one.party));
  value(out, "category", only_if(all || (says && tells_category), one.category));
  value(out, "position", only_if(says, one.position));
  value(out, "rationale", says ? one.rationale : std::nullopt);
  value(out, "subject", only_if(says, std::string(subject_of(one))));
  value(out, "on", one.on);
  value(out, "confidentiality", one.confidentiality);
  value(out, "recorded_from", all ? one.recorded_from : std::nullopt);
  value(out, "sha256", all ? one.sha256 : std::nullopt);
  value(out, "size", all ? one.size : std::nullopt);
  value(out, "media_type", all ? one.media_type : std::nullopt);
  value(out, "file_name", all ? one.file_name : std::nullopt);
  out.boolean("bytes", all && one.size.has_value());
  out.boolean("mine", mine);
  value(out, "replaced_by", standing.replaced_by);
  out.boolean("counts", standing.counts);
}
}  // namespace

std::vector<engine::Json> responses(const Facts& facts, const engine::Actor& seen_by) {
  std::vector<engine::Json> items;
  Categories categories(facts);
  const auto all = standings(facts.responses, *facts.respondents);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto& one = facts.responses[i];
    const auto much = told(facts, one, all[i], seen_by);
    if (much == Told::nothing) continue;
    engine::Json text;
    {
      JsonObject out(text);
      write_response(out, one, all[i], much, is_author(facts, one, seen_by), categories.tells(one, all[i]));
    }
    items.push_back(std::move(text));
  }
  return items;
}

// A file says whose it is: who may not know that gets none.
std::vector<engine::ItemBytes> bytes_of_responses(const Facts& facts, const engine::Actor& seen_by) {
  std::vector<engine::ItemBytes> found;
  const auto all = standings(facts.responses, *facts.respondents);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto& one = facts.responses[i];
    if (!one.sha256 || !one.size || told(facts, one, all[i], seen_by) != Told::all) continue;
    found.push_back({one.number, *one.sha256, {*one.size, one.media_type.value_or("")}, one.file_name.value_or("")});
  }
  return found;
}

namespace {
void write_positions(std::string& text, const Positions& positions) {
  JsonObject out(text);
  for (const auto& [position, name] : engine::body::wire_names<Position>())
    out.number(name, positions.of[static_cast<std::size_t>(position)]);
}

void write_counts(JsonObject& out, const ResponseCounts& counts) {
  write_positions(out.key("positions"), counts.positions);
  JsonObject categories(out.key("counts"));
  for (const auto& [category, count] : counts.categories)
    if (count.shown) write_positions(categories.key(engine::body::wire_name(category)), count.positions);
    else categories.text(engine::body::wire_name(category), "not shown");
}

// Numbers by category and position: of all that was responded to, and of each subject if there are several.
void write_numbers(JsonObject& out, const Facts& facts, const Consultation& one, bool secas) {
  if (!secas && !one.closed_on) {
    out.null("positions");
    out.null("counts");
    return out.raw("subjects", "[]");
  }
  write_counts(out, count_responses(facts, one.number, {}, !secas));
  auto subjects = subjects_responded_to(facts, one.number);
  if (subjects.size() == 1) subjects.clear();
  engine::append_list(out.key("subjects"), subjects, [&](std::string& text, const std::string& subject) {
    JsonObject about(text);
    about.text("subject", subject);
    write_counts(about, count_responses(facts, one.number, subject, !secas));
  });
}
}  // namespace

std::vector<engine::Json> consultations(const Facts& facts, const engine::Actor& seen_by) {
  std::vector<engine::Json> items;
  const bool secas = clearance(seen_by) >= for_secas;
  for (const auto& one : facts.consultations) {
    engine::Json text;
    {
      JsonObject out(text);
      out.number("number", one.number);
      value(out, "kind", one.kind);
      out.number("round", one.round);
      value(out, "opens_on", one.opens_on);
      value(out, "closes_at", one.closes_at);
      value(out, "closed_on", one.closed_on);
      value(out, "counted", one.counted);
      out.number("responses", one.responses);
      write_numbers(out, facts, one, secas);
    }
    items.push_back(std::move(text));
  }
  return items;
}

namespace {
// The response that an event recorded, by its version; a revoked one is not there any more.
std::optional<std::size_t> recorded_by(const Facts& facts, const engine::Entry& entry) {
  for (std::size_t i = facts.responses.size(); i > 0; --i)
    if (facts.responses[i - 1].version == entry.version) return i - 1;
  return {};
}

Told told_of_event(const Facts& facts, const engine::Entry& entry, const engine::Actor& caller) {
  const auto place = recorded_by(facts, entry);
  if (place) {
    const auto all = standings(facts.responses, *facts.respondents);
    return told(facts, facts.responses[*place], all[*place], caller);
  }
  const bool own = is_party(caller) && caller.id == entry.by.id;
  return clearance(caller) >= for_secas || own ? Told::all : Told::nothing;
}

struct JustWhatItSays {
  std::optional<Category> category;
  Position position{};
  std::optional<Text> rationale;
  Confidentiality confidentiality{};
  std::string subject;
};
BOOST_DESCRIBE_STRUCT(JustWhatItSays, (), (category, position, rationale, confidentiality, subject))
}  // namespace

engine::Json seen_response(const Facts& facts, const engine::Entry& entry, const engine::Actor& seen_by) {
  const auto much = told_of_event(facts, entry, seen_by);
  if (much == Told::all) return entry.event.body;
  if (much != Told::what_it_says) return "null";
  const auto place = *recorded_by(facts, entry);
  const auto& one = facts.responses[place];
  const auto standing = standings(facts.responses, *facts.respondents)[place];
  return engine::body::text_of(JustWhatItSays{only_if(Categories(facts).tells(one, standing), one.category),
                                              one.position, one.rationale, one.confidentiality,
                                              std::string(subject_of(one))});
}

bool tells_respondent(const Facts& facts, const engine::Entry& entry, const engine::Actor& seen_by) {
  return told_of_event(facts, entry, seen_by) == Told::all;
}

}  // namespace sec
