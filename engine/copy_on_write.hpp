// Copy on write: copies share a value until one of them changes it; a `Memo` is a text derived from it, computed once.
#pragma once

#include <atomic>
#include <memory>
#include <string>

namespace engine {

// A text that follows from the value in which this stands, computed when it is first asked for. Any thread; the value
// must not change any more by then. A copy of the value has none: it may be about to become another one.
class Memo {
 public:
  Memo() = default;
  Memo(const Memo&) {}
  Memo& operator=(const Memo&) { return *this = Memo(); }
  Memo(Memo&& other) noexcept : text_(other.text_.exchange(nullptr)) {}
  Memo& operator=(Memo&& other) noexcept {
    delete text_.exchange(other.text_.exchange(nullptr));
    return *this;
  }
  ~Memo() { delete text_.load(); }

  // `make` gives the text, always the same one; two threads that are first at once may both call it.
  template <class Make>
  const std::string& text(Make make) const {
    if (const auto* there = text_.load(std::memory_order_acquire)) return *there;
    auto fresh = std::make_unique<const std::string>(make());
    const std::string* first = nullptr;
    if (!text_.compare_exchange_strong(first, fresh.get())) return *first;
    return *fresh.release();
  }

 private:
  mutable std::atomic<const std::string*> text_{nullptr};
};

template <class T>
class Shared {
 public:
  Shared() : box_(none()) {}
  Shared(T value) : box_(std::make_shared<const Box>(Box{std::move(value), {}})) {}

  const T& operator*() const { return box_->value; }
  const T* operator->() const { return &box_->value; }
  const Memo& memo() const { return box_->memo; }

  // What `change` does to it is seen in this copy alone.
  template <class Change>
  void change(Change change) {
    auto fresh = std::make_shared<Box>(*box_);
    change(fresh->value);
    box_ = std::move(fresh);
  }

 private:
  struct Box {
    T value;
    Memo memo;
  };

  static const std::shared_ptr<const Box>& none() {
    static const auto empty = std::make_shared<const Box>();
    return empty;
  }

  std::shared_ptr<const Box> box_;  // never changed: the copies share it
};

}  // namespace engine
