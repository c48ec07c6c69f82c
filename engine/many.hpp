// A list that can be long and is copied often: copies share their items, and a copy costs what its chunks cost.
#pragma once

#include <memory>
#include <vector>

namespace engine {

template <class T>
class Many {
 public:
  static constexpr std::size_t chunk_items = 64;

  std::size_t size() const { return chunks_.empty() ? 0 : (chunks_.size() - 1) * chunk_items + chunks_.back()->size(); }
  bool empty() const { return chunks_.empty(); }
  const T& operator[](std::size_t index) const { return (*chunks_[index / chunk_items])[index % chunk_items]; }
  const T& back() const { return chunks_.back()->back(); }

  void push_back(T item) {
    if (chunks_.empty() || chunks_.back()->size() == chunk_items) chunks_.push_back(std::make_shared<const Chunk>());
    own(chunks_.size() - 1).push_back(std::move(item));
  }
  // The item, to be changed in this copy alone.
  T& change(std::size_t index) { return own(index / chunk_items)[index % chunk_items]; }

  template <class Visit>
  void for_each(Visit visit) const {
    for (const auto& chunk : chunks_)
      for (const auto& item : *chunk) visit(item);
  }

 private:
  using Chunk = std::vector<T>;

  Chunk& own(std::size_t at) {
    auto fresh = std::make_shared<Chunk>(*chunks_[at]);
    chunks_[at] = fresh;
    return *fresh;
  }

  std::vector<std::shared_ptr<const Chunk>> chunks_;  // shared between the copies; never changed once shared
};

}  // namespace engine
