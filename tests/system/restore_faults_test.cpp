// Backups that are not whole, and places that are none: a restore refuses them in one line and changes nothing.
#include <doctest/doctest.h>

#include "tests/system/checks.hpp"
#include "tests/system/register.hpp"

using namespace outside;

namespace {

// A register and its backup.
struct Copied {
  Copied() {
    ran_well({"init", "--data", data, "--clock-start", first_morning});
    ran_well({"load", SECMP_SOURCE_DIR "/tools/examples/march-2019.jsonl", "--data", data});
    issue_token(data, "dcc", "d");
    ran_well({"backup", file, "--data", data});
  }
  TempFolder folder;
  const std::string data = folder.at("data"), file = folder.at("copy");
};

}  // namespace

TEST_CASE("A backup of which anything was cut off is refused, and what is there stays") {
  const Copied was;
  const auto verified = ran_well({"journal", "verify", "--data", was.data});
  const auto size = fs::file_size(was.file);
  for (const std::uintmax_t missing : std::vector<std::uintmax_t>{1, 100, 4095, 4096, 8192, size / 2, size - 1, size}) {
    CAPTURE(missing);
    const auto cut = was.folder.at("cut");
    fs::copy_file(was.file, cut, fs::copy_options::overwrite_existing);
    fs::resize_file(cut, size - missing);
    // The size tells that less than a page is missing, SQLite that whole pages are; a byte or none might be anything.
    const std::string why = missing < 4096       ? "was cut off: it has "
                            : missing < size - 1 ? "is damaged, or was cut off"
                                                 : "is not a backup of this program";
    refused(secmp({"restore", cut, "--data", was.data, "--replace"}), why);
    refused(secmp({"restore", cut, "--data", was.folder.at("new")}), why);
    CHECK(!fs::exists(was.folder.at("new")));
  }
  CHECK(ran_well({"journal", "verify", "--data", was.data}) == verified);
}

TEST_CASE("A restore to a link that leads to nothing is refused; to one that leads to a folder it is done") {
  const Copied was;
  const auto link = was.folder.at("link");
  fs::create_directory_symlink("target", link);
  const std::string why = "is a link to target, which does not exist: make that folder";
  refused(secmp({"restore", was.file, "--data", link}), why);
  refused(secmp({"restore", was.file, "--data", link, "--replace"}), why);
  fs::create_directory(was.folder.at("target"));
  ran_well({"restore", was.file, "--data", link});
  CHECK(fs::is_symlink(link));
  CHECK(ran_well({"journal", "verify", "--data", was.folder.at("target")}) ==
        ran_well({"journal", "verify", "--data", was.data}));
}

TEST_CASE("A backup with a table, an index or a second head that this program does not make is refused as changed") {
  const std::pair<std::string, std::string> changes[] = {
      {"CREATE TABLE strange(x)", "strange is none of this program's"},
      {"CREATE INDEX strange ON journal(by_id)", "strange is none of this program's"},
      {"CREATE TABLE backup_strange(x)", "strange is none of this program's"},
      {"CREATE VIEW strange AS SELECT 1", "strange is none of this program's"},
      {"INSERT INTO backup_head SELECT * FROM backup_head", "it says twice which head it has"}};
  for (const auto& one : changes) {
    CAPTURE(one.first);
    const Copied was;
    run_sql(was.file, one.first);
    refused(secmp({"restore", was.file, "--data", was.folder.at("new")}), one.second);
    CHECK(!fs::exists(was.folder.at("new")));
  }
}

TEST_CASE("What somebody put beside the tables of a backup that are its own is gone with them") {
  const Copied was;
  run_sql(was.file, "CREATE INDEX strange ON backup_files(size)");
  ran_well({"restore", was.file, "--data", was.folder.at("new")});
  CHECK(ran_well({"journal", "verify", "--data", was.folder.at("new")}) ==
        ran_well({"journal", "verify", "--data", was.data}));
}
