// What the DCC and the Authority owe: requested, due, and how late.
#pragma once

#include "workflows/sec/modification/facts.hpp"

namespace sec {

// {"items": [...], "next": null}, the soonest due first. Working Days late are counted to the day it was returned, or
// to `today`.
engine::Answer assessments(Date today, const std::vector<const engine::Case*>& about, const engine::Calendar& calendar);

}  // namespace sec
