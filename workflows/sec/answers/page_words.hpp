// What pages take out of a view or a summary, in words for people: what is not known is "".
#pragma once

#include <nlohmann/json.hpp>

#include "engine/pages.hpp"

namespace sec {

using PageDom = nlohmann::json;

std::string text_in(const PageDom& object, const char* member);       // a text or a number
std::string day_in(const PageDom& object, const char* member);        // "Monday 25 March 2019"
std::string short_day_in(const PageDom& object, const char* member);  // "25 March 2019"
std::string state_in_words(const engine::Workflow& rules, const std::string& state);
std::string capital(std::string text);                 // begins with one
std::string name_in_words(std::string name);           // "approve-report" is "approve report"
std::string block_in_words(const std::string& block);  // "large-suppliers" is "Large Suppliers"
void fact(engine::CasePage& page, std::string label, std::string value, std::string href = "");  // if there is one
// The documents in force that somebody can open, each with its size, and the address of its bytes.
void add_files(engine::CasePage& page, const PageDom& view, const std::string& collection);

}  // namespace sec
