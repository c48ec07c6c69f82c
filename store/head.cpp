// Reads and writes the file of the head, and looks whether the journal still has that entry.
#include "store/head.hpp"

#include <charconv>

#include <fmt/format.h>

#include "store/connection.hpp"
#include "store/digest.hpp"
#include "store/disk.hpp"

namespace store {
namespace {

constexpr std::size_t head_hash_chars = 64, line_chars = 20 + 1 + head_hash_chars + 1;

std::string line_of(const Head& head) { return fmt::format("{:>20} {}\n", head.seq, head.hash); }

std::optional<Head> head_in(std::string_view line) {
  if (line.size() != line_chars || line[20] != ' ' || line.back() != '\n') return std::nullopt;
  const auto digits = line.substr(std::min<std::size_t>(line.find_first_not_of(' '), 20), 20);
  Head head{0, std::string(line.substr(21, head_hash_chars))};
  const auto* end = line.data() + 20;
  if (std::from_chars(digits.data(), end, head.seq).ptr != end || head.seq < 1) return std::nullopt;
  if (head.hash.find_first_not_of("0123456789abcdef") != std::string::npos) return std::nullopt;
  return head;
}

Head head_of(Connection& connection) {
  auto newest = connection.prepare("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1");
  return newest.step() ? Head{newest.number(0), hex(newest.view(1))} : Head{0, std::string(head_hash_chars, '0')};
}

}  // namespace

Head head_of(const std::filesystem::path& database) {
  return guarded(database, [&] {
    Connection connection(database, Access::Read);
    return head_of(connection);
  });
}

std::optional<std::string> what_is_missing(const std::filesystem::path& database, const Head& once) {
  if (once.seq == 0) return std::nullopt;
  return guarded(database, [&]() -> std::optional<std::string> {
    Connection connection(database, Access::Read);
    auto rows = connection.prepare("SELECT hash FROM journal WHERE seq = ?");
    if (rows.with(once.seq).step()) {
      if (hex(rows.view(0)) == once.hash) return std::nullopt;
      return fmt::format("entry {} is not the one that was there once: its hash is {}, and it was {}", once.seq,
                         hex(rows.view(0)), once.hash);
    }
    const auto now = head_of(connection).seq;
    return fmt::format("the journal has {} entries, and it has had {}: what came after is missing (the last was {})",
                       now, once.seq, once.hash);
  });
}

std::optional<Head> HeadFile::read() const { return head_in(read_line(file_, line_chars)); }

std::optional<std::string> HeadFile::unreadable() const {
  std::error_code missing;
  if (!std::filesystem::exists(std::filesystem::symlink_status(file_, missing)) || read()) return std::nullopt;
  return file_.string() +
         " cannot be read, or was changed by somebody: whether entries are missing at the end of the journal is not "
         "known by it. Compare the head with the log, a backup or a paper ('secmp journal verify --at-least'); "
         "the next start writes it anew";
}

void HeadFile::write(const Head& head) const { write_line(file_, line_of(head)); }

std::optional<std::string> HeadFile::missing_in(const std::filesystem::path& database) const {
  const auto once = read();
  if (!once) return std::nullopt;
  auto why = what_is_missing(database, *once);
  if (!why) return std::nullopt;
  return *why + "; " + how_to_restore(file_.parent_path()) + ", or, if what is missing is given up, remove " +
         file_.string();
}

}  // namespace store
