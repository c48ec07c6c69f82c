// Every day in a body that was read, wherever its description has one, with its place.
#pragma once

#include <functional>

#include "engine/body.hpp"

namespace engine::body {

using VisitDay = std::function<void(Date day, const std::string& pointer)>;

// Days and instants (their London day) of the value and of all that is in it. Objects that somebody else describes
// (AnyObject) are not looked into: they are checked when they are used.
void each_day(const Kind& kind, const void* value, const VisitDay& visit);

template <class T>
void each_day(const T& value, const VisitDay& visit) {
  const typename Description<T>::type& described = value;
  each_day(kind_of<typename Description<T>::type>(), &described, visit);
}

}  // namespace engine::body
