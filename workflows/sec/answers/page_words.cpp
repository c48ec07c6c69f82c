// Reads members, and says days and states as people do.
#include "workflows/sec/answers/page_words.hpp"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "engine/calendar.hpp"
#include "engine/spoken.hpp"
#include "workflows/sec/modification/phrases.hpp"

namespace sec {

std::string text_in(const PageDom& object, const char* member) {
  const auto found = object.find(member);
  if (found == object.end() || found->is_null() || found->is_structured()) return "";
  return found->is_string() ? found->get<std::string>() : found->dump();
}
std::string day_in(const PageDom& object, const char* member) {
  const auto day = engine::read_date(text_in(object, member));
  return day ? engine::spoken(*day) : "";
}
std::string short_day_in(const PageDom& object, const char* member) {
  const auto day = engine::read_date(text_in(object, member));
  return day ? engine::spoken_short(*day) : "";
}

std::string state_in_words(const engine::Workflow& rules, const std::string& state) {
  for (const auto& one : rules.states())
    if (one.name == state) return std::string(one.display);
  return state;
}

std::string capital(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

std::string name_in_words(std::string name) {
  std::replace(name.begin(), name.end(), '-', ' ');
  return name;
}

std::string block_in_words(const std::string& block) {
  const auto words = paper::who_in_words(block);
  return words == block ? capital(name_in_words(block)) : words;
}

void fact(engine::CasePage& page, std::string label, std::string value, std::string href) {
  if (!value.empty()) page.facts.push_back({std::move(label), std::move(value), std::move(href)});
}

namespace {
std::string size_in_words(std::int64_t bytes) {
  constexpr double kilo = 1'000, mega = 1'000'000;
  const auto size = static_cast<double>(bytes);
  if (size >= mega) return fmt::format("{:.1f} MB", size / mega);
  return size >= kilo ? fmt::format("{:.0f} KB", size / kilo) : fmt::format("{} bytes", bytes);
}
}  // namespace

void add_files(engine::CasePage& page, const PageDom& view, const std::string& collection) {
  for (const auto& one : view.value("documents", PageDom::array())) {
    const auto lacks = [&](const char* member) { return !one.contains(member) || one[member].is_null(); };
    if (!one.value("bytes", false) || !lacks("superseded_by") || !lacks("withdrawn")) continue;
    page.facts.push_back({"Document",
                          fmt::format("{}, version {} ({})", text_in(one, "title"), text_in(one, "version"),
                                      size_in_words(one.value("size", std::int64_t{0}))),
                          fmt::format("/{}/{}/documents/{}", collection, page.reference, one.value("number", 0))});
  }
}

}  // namespace sec
