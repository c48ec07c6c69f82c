// A function that is called once at most and may hold what cannot be copied; std::function copies what it holds.
#pragma once

#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

namespace engine {

template <class Signature>
class Once;

template <class... Arguments>
class Once<void(Arguments...)> {
 public:
  Once() = default;
  template <class Function>
  requires(!std::is_same_v<std::remove_cvref_t<Function>, Once> &&
           std::is_invocable_v<std::decay_t<Function>&, Arguments...>) Once(Function&& function)
      : held_(std::make_unique<Holder<std::decay_t<Function>>>(std::forward<Function>(function))) {}

  // It is empty from here on, also when the function throws. Throws std::bad_function_call when it was empty before.
  void operator()(Arguments... arguments) {
    const auto held = std::move(held_);
    if (!held) throw std::bad_function_call();
    held->call(std::forward<Arguments>(arguments)...);
  }

 private:
  struct Callable {
    virtual ~Callable() = default;
    virtual void call(Arguments... arguments) = 0;
  };
  template <class Function>
  struct Holder final : Callable {
    explicit Holder(Function given) : function(std::move(given)) {}
    void call(Arguments... arguments) override { function(std::forward<Arguments>(arguments)...); }
    Function function;
  };

  std::unique_ptr<Callable> held_;
};

}  // namespace engine
