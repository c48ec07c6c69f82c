// A value that is copied often and changed seldom: copies share it, and a change makes it the changer's own.
#pragma once

#include <memory>

namespace engine {

template <class T>
class Shared {
 public:
  Shared() : value_(none()) {}
  Shared(T value) : value_(std::make_shared<const T>(std::move(value))) {}

  const T& operator*() const { return *value_; }
  const T* operator->() const { return value_.get(); }

  // What `change` does to it is seen in this copy alone.
  template <class Change>
  void change(Change change) {
    auto fresh = std::make_shared<T>(*value_);
    change(*fresh);
    value_ = std::move(fresh);
  }

 private:
  static const std::shared_ptr<const T>& none() {
    static const auto empty = std::make_shared<const T>();
    return empty;
  }

  std::shared_ptr<const T> value_;  // never changed: the copies share it
};

}  // namespace engine
