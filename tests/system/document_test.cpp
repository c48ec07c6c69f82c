// Documents over REST and on pages: bytes go to disk and come back, to whoever may read them, whole or not at all.
#include <doctest/doctest.h>
#include <signal.h>

#include <cstring>
#include <thread>

#include "engine/hash.hpp"
#include "tests/system/browser.hpp"
#include "tests/system/client.hpp"
#include "tests/system/program.hpp"
#include "tests/system/small_disk.hpp"

using namespace outside;

namespace {

struct House {
  explicit House(const std::string& data = "", std::vector<std::string> more = {})
      : data(data.empty() ? folder.at("data") : data) {
    ran_well({"init", "--data", this->data, "--clock-start", "2019-03-18T09:00:00Z"});
    analyst = issue_token(this->data, "secas-analyst", "analyst-1");
    party = issue_token(this->data, "party", "acme", {"--category", "large-suppliers"});
    member = issue_token(this->data, "change-board-member", "m-1", {"--seat", "LS-1"});
    start(std::move(more));
  }
  void start(std::vector<std::string> more = {}) { server = std::make_unique<Server>(data, more); }
  Client as(const std::string& token) const { return Client(server->port(), token); }

  // Files of documents that have come whole, and those that have not.
  int files() const { return count(data + "/documents") - half(); }
  int half() const { return count(data + "/documents/new"); }

  TempFolder folder;
  std::string data, analyst, party, member;
  std::unique_ptr<Server> server;

 private:
  static int count(const std::string& under) {
    int found = 0;
    std::error_code none;
    for (const auto& one : fs::recursive_directory_iterator(under, none)) found += one.is_regular_file() ? 1 : 0;
    return found;
  }
};

Answer upload(Client client, const std::string& bytes, Headers headers = {{"Content-Type", "application/pdf"}}) {
  return client.ask("POST", "/v1/documents", bytes, headers);
}
std::string bytes_of(std::size_t size) {
  std::string bytes(size, '\0');
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(i * 31 + i / 251);
  return bytes;
}

std::string raised(const House& house) {
  auto client = house.as(house.analyst);
  const auto answer =
      client.post("/v1/modifications", {{"title", "T"}, {"problem", "P"}, {"proposer", {{"type", "party"}}}});
  REQUIRE(answer.status == 201);
  return answer.header("location");
}
Answer attach(const House& house, const std::string& path, Json more, const std::string& classification = "white") {
  auto client = house.as(house.analyst);
  more.update({{"kind", "report"}, {"title", "Report"}, {"version", "1.0"}, {"classification", classification}});
  return client.post(path + "/commands/attach-document", more, {{"If-Match", client.get(path).etag()}});
}

}  // namespace

TEST_CASE("What was uploaded and attached is there again byte for byte, whole and in part, to whoever may read it") {
  House house;
  const auto bytes = bytes_of(700'001);
  const auto up = upload(house.as(house.analyst), bytes);
  REQUIRE(up.status == 201);
  const auto hash = engine::sha256_hex(bytes);
  CHECK(up.json() == Json{{"sha256", hash}, {"size", bytes.size()}, {"media_type", "application/pdf"}});
  CHECK(upload(house.as(house.analyst), bytes).status == 200);
  CHECK(upload(house.as(house.party), bytes).status == 201);  // nobody learns what is there

  const auto path = raised(house);
  REQUIRE(attach(house, path, {{"sha256", hash}, {"file_name", "R\u00e9sum\u00e9 \"1\".pdf"}}).status == 200);
  auto stranger = house.as("");
  const auto item = stranger.get(path + "/documents/1").json();
  CHECK(item.at("size") == bytes.size());
  CHECK(item.at("bytes") == true);
  CHECK(upload(house.as(house.party), bytes).status == 200);

  const auto where = path + "/documents/1/content";
  const auto whole = stranger.get(where);
  CHECK(whole.status == 200);
  CHECK(whole.body == bytes);
  CHECK(whole.etag() == "\"" + hash + "\"");
  CHECK(whole.header("content-type") == "application/pdf");
  CHECK(whole.header("x-content-type-options") == "nosniff");
  CHECK(whole.header("content-disposition") ==
        "attachment; filename=\"R__sum__ _1_.pdf\"; filename*=UTF-8''R%C3%A9sum%C3%A9%20%221%22.pdf");
  CHECK(stranger.get(where, {{"If-None-Match", whole.etag()}}).status == 304);
  auto heads = house.as("");
  heads.send("HEAD", where, "", {});
  CHECK(heads.receive_until("\r\n\r\n").find("Content-Length: 700001\r\n") != std::string::npos);

  auto again = house.as("");
  const auto part = again.get(where, {{"Range", "bytes=300000-300009"}});
  CHECK(part.status == 206);
  CHECK(part.body == bytes.substr(300'000, 10));
  CHECK(part.header("content-range") == "bytes 300000-300009/700001");
  CHECK(again.get(where, {{"Range", "bytes=-5"}}).body == bytes.substr(bytes.size() - 5));
  CHECK(again.get(where, {{"Range", "bytes=700000-"}}).body == bytes.substr(700'000));
  CHECK(again.get(where, {{"Range", "bytes=700001-"}}).status == 416);
  CHECK(again.get(where, {{"Range", "bytes=1-2"}, {"If-Range", "\"another\""}}).status == 200);
  CHECK(again.get(where, {{"Range", "bytes=1-2"}, {"If-Range", whole.etag()}}).status == 206);
  CHECK(again.get("/modifications" + path.substr(path.rfind('/')) + "/documents/1").body == bytes);
  CHECK(house.server->stop().exit_code == 0);
}

TEST_CASE("Who may not know of a document hears that there is none, and cannot name its bytes") {
  House house;
  const auto bytes = bytes_of(1'000);
  upload(house.as(house.analyst), bytes);
  const auto path = raised(house);
  const Json named{{"sha256", engine::sha256_hex(bytes)}};
  REQUIRE(attach(house, path, named, "red").status == 200);
  CHECK(house.as("").get(path + "/documents/1/content").status == 404);
  CHECK(house.as(house.party).get(path + "/documents/1/content").status == 404);
  CHECK(house.as(house.analyst).get(path + "/documents/1/content").status == 200);
  CHECK(upload(house.as(house.party), bytes).status == 201);
  const auto made_up = attach(house, path, {{"sha256", std::string(64, '0')}});
  CHECK(made_up.status == 422);
  CHECK(made_up.json().at("errors")[0].at("pointer") == "/sha256");
}

TEST_CASE("What does not come whole, is not what it says, is too large or not theirs to send leaves nothing behind") {
  House house("", {"--max-document", "100000"});
  auto analyst = house.as(house.analyst);
  const auto bytes = bytes_of(50'000);
  CHECK(upload(house.as(house.analyst), bytes, {{"Digest", "sha-256=" + std::string(43, 'A') + "="}}).status == 422);
  CHECK(house.files() == 0);
  CHECK(upload(house.as(house.analyst), bytes_of(100'001)).status == 413);
  const Headers once{{"Idempotency-Key", "an-upload"}};
  CHECK(upload(house.as(house.analyst), bytes_of(40'000), once).status == 201);
  CHECK(upload(house.as(house.analyst), bytes_of(40'000), once).status / 100 == 2);
  CHECK(upload(house.as(house.analyst), bytes_of(40'001), once).status == 422);  // other bytes, the same key
  {
    auto chunked = house.as(house.analyst);
    chunked.send_bytes("POST /v1/documents HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer " + house.analyst +
                       "\r\nTransfer-Encoding: chunked\r\n\r\n30d40\r\n" + bytes_of(0x30d40) + "\r\n0\r\n\r\n");
    CHECK(chunked.receive().status == 413);
  }
  CHECK(upload(house.as(house.member), bytes).status == 403);
  CHECK(upload(house.as(""), bytes).status == 401);
  CHECK(upload(house.as(house.analyst), bytes, {{"Content-Type", "multipart/form-data; boundary=x"}}).status == 415);
  CHECK(upload(house.as(house.analyst), bytes, {{"Content-Encoding", "gzip"}}).status == 415);
  {
    auto leaves = house.as(house.analyst);
    leaves.send_bytes("POST /v1/documents HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer " + house.analyst +
                      "\r\nContent-Length: 90000\r\n\r\n" + bytes_of(30'000));
  }
  CHECK(analyst.get("/healthz").status == 200);
  CHECK(upload(house.as(house.analyst), bytes).status == 201);
  CHECK(house.server->stop().exit_code == 0);
  CHECK(house.files() == 2);
  CHECK(house.half() == 0);
}

TEST_CASE("A server that is killed in the middle of an upload has nothing of it, and all that was acknowledged") {
  House house;
  const auto kept = bytes_of(10'000);
  REQUIRE(upload(house.as(house.analyst), kept).status == 201);
  auto halfway = house.as(house.analyst);
  halfway.send_bytes("POST /v1/documents HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer " + house.analyst +
                     "\r\nExpect: 100-continue\r\nContent-Length: 9000000\r\n\r\n");
  CHECK(halfway.receive_until("\r\n\r\n").starts_with("HTTP/1.1 100"));
  halfway.send_bytes(bytes_of(3'000'000));
  house.server->kill();
  CHECK(house.half() == 1);
  house.start();
  CHECK(house.half() == 0);
  CHECK(house.files() == 1);
  const auto path = raised(house);
  CHECK(attach(house, path, {{"sha256", engine::sha256_hex(kept)}}).status == 200);
}

TEST_CASE("Bytes that a browser would run are never run: they are a file to save, of any bytes") {
  House house;
  const auto path = raised(house);
  int number = 0;
  for (const std::string type :
       {"text/html", "image/svg+xml", "application/xhtml+xml", "text/javascript", "text/xml"}) {
    const auto bytes = "<script>alert(1)</script>" + type;
    REQUIRE(upload(house.as(house.analyst), bytes, {{"Content-Type", type}}).status == 201);
    REQUIRE(attach(house, path, {{"sha256", engine::sha256_hex(bytes)}}).status == 200);
    const auto got = house.as("").get(path + "/documents/" + std::to_string(++number) + "/content");
    CHECK(got.header("content-type") == "application/octet-stream");
    CHECK(got.header("content-disposition").starts_with("attachment"));
    CHECK(got.header("content-security-policy").find("sandbox") != std::string::npos);
    CHECK(got.header("x-content-type-options") == "nosniff");
  }
}

TEST_CASE("The same bytes uploaded at the same time are one file, and all hear that they are there") {
  House house;
  const auto bytes = bytes_of(2'000'000);
  std::vector<int> statuses(6);
  std::vector<std::thread> all;
  for (int& status : statuses)
    all.emplace_back([&house, &bytes, &status] { status = upload(house.as(house.analyst), bytes).status; });
  for (auto& one : all) one.join();
  for (const int status : statuses) CHECK((status == 200 || status == 201));
  CHECK(house.files() == 1);
  CHECK(house.half() == 0);
}

TEST_CASE("A backup has the documents, a restore brings them back, and a proof names what is missing or changed") {
  House house;
  const auto bytes = bytes_of(1'500'000);
  const auto hash = engine::sha256_hex(bytes);
  REQUIRE(upload(house.as(house.analyst), bytes).status == 201);
  const auto path = raised(house);
  REQUIRE(attach(house, path, {{"sha256", hash}}).status == 200);
  // Whatever it is by its bytes, also a register.
  const auto register_itself = read_file(house.data + "/secmp.db");
  REQUIRE(upload(house.as(house.analyst), register_itself).status == 201);
  REQUIRE(attach(house, path, {{"sha256", engine::sha256_hex(register_itself)}}).status == 200);
  ran_well({"backup", house.folder.at("backup.db"), "--data", house.data});
  REQUIRE(house.server->stop().exit_code == 0);
  ran_well({"journal", "verify", "--data", house.data});
  ran_well({"journal", "rebuild", "--data", house.data});

  const auto file = house.data + "/documents/" + hash.substr(0, 2) + "/" + hash.substr(2);
  auto changed = bytes;
  changed[700'000] ^= 1;
  write_file(file, changed);
  const auto bad = secmp({"journal", "verify", "--data", house.data});
  CHECK(bad.exit_code == 1);
  CHECK(bad.err.find("the document " + hash + " was changed") != std::string::npos);
  house.start();
  CHECK(house.as("").get(path + "/documents/1/content").status == 0);  // cut off before its end
  CHECK(house.as("").get(path).status == 200);
  REQUIRE(house.server->stop().exit_code == 0);
  fs::remove(file);
  CHECK(secmp({"journal", "verify", "--data", house.data}).err.find(hash + " is missing") != std::string::npos);
  const auto copied = secmp({"backup", house.folder.at("without.db"), "--data", house.data});
  CHECK(copied.exit_code == 1);
  CHECK(copied.err.find(hash + " is missing") != std::string::npos);

  ran_well({"restore", house.folder.at("backup.db"), "--data", house.data, "--replace"});
  ran_well({"journal", "verify", "--data", house.data});
  house.start();
  CHECK(house.as("").get(path + "/documents/1/content").body == bytes);
}

TEST_CASE("On a disk without room for it a document is not taken, and everything else goes on") {
  const SmallDisk disk(80);
  if (!disk.mounted()) {
    MESSAGE("skipped: a small file system cannot be mounted here (", std::strerror(disk.error()), ")");
    return;
  }
  House house(disk.at("data"));
  CHECK(upload(house.as(house.analyst), bytes_of(1'000)).status == 201);
  const auto full = upload(house.as(house.analyst), bytes_of(30'000'000));
  CHECK(full.status == 507);
  CHECK(house.half() == 0);
  CHECK(house.files() == 1);
  CHECK(raised(house) != "");
}

TEST_CASE("On the page of a step a file is chosen in the form, and saved from a link") {
  House house;
  // What the form has of a file that was sent with it before, and was refused for something else.
  Fields before{{"sha256", ""}};
  SUBCASE("the first one") {}
  SUBCASE("another one") { before = {{"sha256", engine::sha256_hex("another")}, {"file_name", "another.pdf"}}; }
  const auto path = raised(house);
  const auto page = "/modifications" + path.substr(path.rfind('/'));
  Browser browser(house.server->port());
  browser.sign_in(house.analyst);
  const auto form = browser.get(page + "/do/attach-document");
  CHECK(form.body.find("multipart/form-data") != std::string::npos);
  CHECK(form.body.find("type=\"file\"") != std::string::npos);
  const auto bytes = bytes_of(400'000) + "\r\n--x";
  std::string body;
  const auto add = [&](const std::string& name, const std::string& value, const std::string& more = "") {
    body += "--x--y\r\nContent-Disposition: form-data; name=\"" + name + "\"" + more + "\r\n\r\n" + value + "\r\n";
  };
  for (const auto& [name, value] : Browser::hidden_in(form.body)) add(name, value);
  for (const auto& [name, value] :
       Fields{{"kind", "report"}, {"title", "Report"}, {"version", "1"}, {"classification", "white"}, {"send", "1"}})
    add(name, value);
  for (const auto& [name, value] : before) add(name, value);
  add("file", bytes, "; filename=\"a report.pdf\"\r\nContent-Type: application/pdf");
  body += "--x--y--\r\n";
  auto client = house.as("");
  const auto sent = client.ask("POST", page + "/do/attach-document", body,
                               {{"Content-Type", "multipart/form-data; boundary=x--y"},
                                {"Cookie", browser.cookie},
                                {"Sec-Fetch-Site", "same-origin"}});
  CAPTURE(sent.body);
  CHECK(sent.status == 303);
  const auto got = house.as("").get(page + "/documents/1");
  CHECK(got.body == bytes);
  CHECK(got.header("content-disposition").find("a%20report.pdf") != std::string::npos);
}

TEST_CASE("A form with a file that is none, is cut or is too large is refused as a page, and the server goes on") {
  House house;
  const auto page = "/modifications" + raised(house).substr(std::string("/v1/modifications").size());
  Browser browser(house.server->port());
  browser.sign_in(house.analyst);
  const auto status = [&](const std::string& path, const std::string& body) {
    const auto sent = house.as("").ask("POST", path, body,
                                       {{"Content-Type", "multipart/form-data; boundary=B"},
                                        {"Cookie", browser.cookie},
                                        {"Sec-Fetch-Site", "same-origin"}});
    CHECK(sent.header("content-type").starts_with("text/html"));
    return sent.status;
  };
  const std::string head = "--B\r\nContent-Disposition: form-data; name=\"reason\"\r\n";
  for (const std::string step : {"/respond", "/do/attach-document", "/do/record-response"}) {
    for (const std::string& body :
         {std::string(), std::string("xx"), bytes_of(300), head, head + "\r\nbegun", head + "\r\nbegun\r\n--B-"})
      CHECK(status(page + step, body) == 400);
    CHECK(status(page + step, head + "\r\na\r\n--B--\r\n") == 428);  // without what the page hides
  }
  CHECK(status(page + "/respond", head + "\r\n" + std::string(3'000'000, 'a') + "\r\n--B--\r\n") == 413);
  CHECK(status("/modifications/SECMP9999/respond", "xx") == 400);
  auto stalls = house.as("");  // a refusal does not wait for what has still to come
  stalls.send_bytes("POST " + page + "/respond HTTP/1.1\r\nHost: h\r\nCookie: " + browser.cookie +
                    "\r\nSec-Fetch-Site: same-origin\r\nContent-Type: multipart/form-data; boundary=B\r\n" +
                    "Content-Length: 3000000\r\n\r\n--B\r\n" + std::string(400'000, 'x'));
  CHECK(stalls.receive().status == 400);
  CHECK(house.as("").get("/readyz").status == 200);
}

TEST_CASE("What was typed beside a file is kept when the session has ended, and the file is chosen again") {
  House house;
  const auto page = "/modifications" + raised(house).substr(std::string("/v1/modifications").size());
  for (const std::string media : {"application/x-www-form-urlencoded", "multipart/form-data; boundary=B"}) {
    CAPTURE(media);
    Browser browser(house.server->port());
    browser.sign_in(house.analyst);
    const Headers headers{{"Content-Type", media}, {"Cookie", browser.cookie}, {"Sec-Fetch-Site", "same-origin"}};
    CHECK(house.as("")
              .ask("POST", "/sign-out", "",
                   {headers[1], headers[2], {"Content-Type", "application/x-www-form-urlencoded"}})
              .status == 303);
    const std::string part = "--B\r\nContent-Disposition: form-data; name=";
    const auto body = media.starts_with("multipart") ? part + "\"title\"\r\n\r\nTyped before\r\n" + part +
                                                           "\"file\"; filename=\"a.pdf\"\r\n\r\nbytes\r\n--B--\r\n"
                                                     : "title=Typed+before";
    const auto sent = house.as("").ask("POST", page + "/do/attach-document", body, headers);
    CHECK(sent.status == 303);
    const auto typed = sent.header("set-cookie");
    CHECK(typed.starts_with("__Host-secmp-typed="));
    browser.cookie = typed.substr(0, typed.find(';'));
    browser.sign_in(house.analyst);
    const auto back = browser.get(page + "/do/attach-document").body;
    CHECK(back.find("Typed before") != std::string::npos);
    CHECK(back.find("type=\"file\"") != std::string::npos);
  }
  CHECK(house.as("").get("/readyz").status == 200);
}
