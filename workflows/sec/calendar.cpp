#include "workflows/sec/calendar.hpp"

#include <nlohmann/json.hpp>

namespace sec {

extern const char* const bank_holidays_england_wales;  // data/bank-holidays-england-wales.json, built in

const engine::Calendar& calendar() {
  static const auto calendar = [] {
    const auto years = nlohmann::json::parse(bank_holidays_england_wales);
    std::vector<engine::Date> days;
    int first = 9999, last = 0;
    for (const auto& [year, dates] : years.items()) {
      first = std::min(first, std::stoi(year));
      last = std::max(last, std::stoi(year));
      for (const auto& date : dates) days.push_back(engine::read_date(date.get<std::string>()).value());
    }
    return engine::Calendar("england-and-wales", first, last, std::move(days));
  }();
  return calendar;
}

}  // namespace sec
