// A list that can be long and is copied often: copies share their items, and a copy costs what its chunks cost.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <memory>
#include <new>
#include <type_traits>
#include <vector>

namespace engine {

// Items stand in chunks that copies share. A new item goes into the free room of the last chunk, after what any other
// copy can see; if two copies append, the second one gets a new chunk.
template <class T>
class Many {
  static_assert(std::is_nothrow_move_constructible_v<T>);

 public:
  static constexpr std::size_t chunk_items = 64;

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const T& operator[](std::size_t index) const { return chunks_[index / chunk_items]->at(index % chunk_items); }
  const T& back() const { return (*this)[size_ - 1]; }

  void push_back(T item) {
    const std::size_t used = size_ % chunk_items;
    if (used == 0) chunks_.push_back(std::make_shared<Chunk>(first_room));
    if (!chunks_.back()->append(used, item)) {
      chunks_.back() = chunks_.back()->grown(used);
      chunks_.back()->append(used, item);
    }
    ++size_;
  }
  // The item, to be changed in this copy alone.
  T& change(std::size_t index) {
    auto& chunk = chunks_[index / chunk_items];
    chunk = chunk->grown(std::min(chunk_items, size_ - index / chunk_items * chunk_items));
    return chunk->at(index % chunk_items);
  }

  template <class Visit>
  void for_each(Visit visit) const {
    for (std::size_t i = 0; i < size_; ++i) visit((*this)[i]);
  }

 private:
  static constexpr std::size_t first_room = 4;

  // Room for some items, of which the first `taken` are there and are never changed again.
  class Chunk {
   public:
    explicit Chunk(std::size_t room) : room_(room), items_(std::allocator<T>().allocate(room)) {}
    ~Chunk() {
      std::destroy_n(items_, taken_.load());
      std::allocator<T>().deallocate(items_, room_);
    }
    Chunk(const Chunk&) = delete;
    Chunk& operator=(const Chunk&) = delete;

    T& at(std::size_t index) { return items_[index]; }
    // Moves `item` after the first `used`; false, and nothing is moved: that place is not free, or there is none.
    bool append(std::size_t used, T& item) {
      if (used == room_ || !taken_.compare_exchange_strong(used, used + 1)) return false;
      ::new (static_cast<void*>(items_ + used)) T(std::move(item));
      return true;
    }
    // A copy of the first `used` items with room for more.
    std::shared_ptr<Chunk> grown(std::size_t used) const {
      auto more = std::make_shared<Chunk>(std::min(chunk_items, std::max(first_room, used * 2)));
      std::uninitialized_copy_n(items_, used, more->items_);
      more->taken_ = used;
      return more;
    }

   private:
    const std::size_t room_;
    T* const items_;
    std::atomic<std::size_t> taken_{0};
  };

  std::vector<std::shared_ptr<Chunk>> chunks_;
  std::size_t size_ = 0;
};

}  // namespace engine
