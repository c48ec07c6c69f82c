// Where the machine's clock stood when it was last believed, kept beside the database: by it a start notices a clock
// that is far off, and an operator says that the clock is right.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

#include "engine/clock_doubt.hpp"

namespace store {

inline constexpr std::string_view clock_file = "secmp.clock";  // in a data folder that goes by the machine's clock

struct ClockMark {
  enum class Word {
    believed,  // it stood so, and was right
    doubted,   // it stood so when it was last right, and has been doubted since
    accepted   // an operator says that it stands so, and is right; who has the folder has not heard it yet
  };
  engine::Time at{};
  engine::Time newest_entry{};  // when the latest entry by then was recorded
  Word word = Word::believed;
  bool operator==(const ClockMark&) const = default;
};

// FOLDER/secmp.clock. Who holds the folder's lock writes it every minute; the word `accepted` comes from anybody.
class ClockFile {
 public:
  explicit ClockFile(const std::filesystem::path& folder) : file_(folder / clock_file) {}

  std::optional<ClockMark> read() const;    // nothing: there is none, or it says nothing that could be understood
  bool is_garbled() const;                  // it is there, and says nothing that could be understood
  void write(const ClockMark& mark) const;  // on disk when this returns; throws Refusal

 private:
  const std::filesystem::path file_;
};

// What a start goes by. `newest`: when the latest entry of the journal was recorded.
engine::ClockPast clock_past(const std::optional<ClockMark>& mark, engine::Time newest);

}  // namespace store
