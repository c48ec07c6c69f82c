// Bodies with files: a form taken apart in whatever portions it comes, ranges, digests and names of files in headers.
#include <doctest/doctest.h>

#include "api/http/files.hpp"
#include "api/http/multipart.hpp"
#include "api/http/problem.hpp"
#include "api/http/ranges.hpp"
#include "api/http/text.hpp"
#include "api/routes/document_bytes.hpp"
#include "engine/hash.hpp"

using namespace api;

namespace {

struct TakenApart final : Multipart {
  using Multipart::Multipart;
  std::vector<std::pair<PartHead, std::string>> all;
  void begin_part(const PartHead& head) override { all.emplace_back(head, ""); }
  void add_to_part(std::string_view bytes) override { all.back().second += bytes; }
};

const std::string form =
    "--b\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nA \xC3\xA9 title\r\n"
    "--b\r\nContent-Disposition: form-data; name=\"empty\"\r\n\r\n\r\n"
    "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a %22b%22; c.pdf\"\r\nContent-Type: "
    "application/pdf\r\n\r\n"
    "one\r\n--not the boundary\r\n--\r\ntwo\r\n--b--\r\nafter it";

struct OfBytes final : engine::Stored {
  std::int64_t size() const override { return 100; }
  std::string read(std::int64_t, std::size_t) const override { return ""; }
};

Response cut(const std::string& range, const std::string& condition = "") {
  Response whole{200, {{"ETag", "\"t\""}}, "", false, nullptr};
  whole.file = std::make_shared<const FileBody>(FileBody{std::make_shared<OfBytes>(), 0, 100});
  Request request{"GET", "/x", {{"range", range}}, ""};
  if (!condition.empty()) request.headers.emplace_back("if-range", condition);
  return ranged(request, std::move(whole));
}

}  // namespace

TEST_CASE("a form with a file is the same in whatever portions it comes") {
  for (std::size_t portion = 1; portion <= form.size(); portion = portion < 40 ? portion + 1 : portion * 2) {
    TakenApart parts("b");
    for (std::size_t at = 0; at < form.size(); at += portion) parts.take(std::string_view(form).substr(at, portion));
    parts.end();
    REQUIRE(parts.all.size() == 3);
    CHECK(parts.all[0].second == "A \xC3\xA9 title");
    CHECK(parts.all[1].second.empty());
    CHECK(parts.all[2].first.file_name == "a \"b\"; c.pdf");
    CHECK(parts.all[2].first.media_type == "application/pdf");
    CHECK(parts.all[2].second == "one\r\n--not the boundary\r\n--\r\ntwo");
  }
}

TEST_CASE("a form that is not whole, or is none, is refused") {
  TakenApart half("b");
  half.take("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nbegun");
  CHECK_THROWS_AS(half.end(), Problem);
  TakenApart nameless("b");
  CHECK_THROWS_AS(nameless.take("--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--"), Problem);
  TakenApart endless("b");
  CHECK_THROWS_AS(endless.take("--b\r\n" + std::string(10'000, 'x')), Problem);
  CHECK(boundary_in("multipart/form-data; boundary=\"x y\"") == "x y");
  CHECK_FALSE(boundary_in("multipart/mixed; boundary=x"));
  CHECK_FALSE(boundary_in("multipart/form-data"));
}

TEST_CASE("one range of a file is given, and what is no range is passed over") {
  CHECK(cut("bytes=0-9").status == 206);
  CHECK(cut("bytes=90-").file->length == 10);
  CHECK(cut("bytes=-200").file->length == 100);
  CHECK(cut("bytes=50-1000").header("Content-Range")->ends_with("50-99/100"));
  CHECK(cut("bytes=100-").status == 416);
  CHECK(cut("bytes=-0").status == 416);
  for (const std::string odd :
       {"bytes=9-1", "bytes=a-b", "bytes=", "bytes=1-2,4-5", "lines=1-2", "bytes=1-2x", "bytes=--1"})
    CHECK(cut(odd).status == 200);
  CHECK(cut("bytes=0-9", "\"t\"").status == 206);
  CHECK(cut("bytes=0-9", "W/\"t\"").status == 200);
}

TEST_CASE("a digest is read out of a list, and a name of a file stands in a header whatever it holds") {
  CHECK(sha256_digest_in("md5=abc, SHA-256=xyz=") == "xyz=");
  CHECK_FALSE(sha256_digest_in("md5=abc"));
  CHECK(base64_of_hex(engine::sha256_hex("")) == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
  CHECK(disposition_of("a\r\nb\"c.pdf") == "attachment; filename=\"a__b_c.pdf\"; filename*=UTF-8''a%0D%0Ab%22c.pdf");
  CHECK(disposition_of("") == "attachment");
}
