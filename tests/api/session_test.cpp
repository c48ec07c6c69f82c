// Pages by a session: who comes in, what its cookie opens, from where forms are taken, and what every page says of
// itself to a browser.
#include <doctest/doctest.h>

#include "tests/api/loopback.hpp"

using namespace test;

namespace {

const std::string here = "Sec-Fetch-Site: same-origin\r\n";
const std::string signed_in = "Cookie: other=1; __Host-secmp=s-reader-token\r\n";

bool has(const std::string& text, const std::string& words) { return text.find(words) != std::string::npos; }

}  // namespace

TEST_CASE_FIXTURE(Loopback, "somebody signs in by a token, goes on to a path of this site, and signs out") {
  const Answer in = submit("/sign-in", "token=reader-token&next=%2Floans%3Fq%3Demma", here);
  CHECK(in.status == 303);
  CHECK(in.header("location") == "/loans?q=emma");
  CHECK(in.header("set-cookie") == "__Host-secmp=s-reader-token; Path=/; Secure; HttpOnly; SameSite=Lax");
  CHECK(in.header("cache-control") == "no-store");
  CHECK(has(get("/me", signed_in).body, "reader"));
  CHECK(get("/me").status == 303);
  CHECK(get("/me").header("location") == "/sign-in?next=%2Fme");
  const Answer out = submit("/sign-out", "", signed_in + here);
  CHECK(out.status == 303);
  CHECK(has(out.header("set-cookie"), "Max-Age=0"));
  CHECK(get("/me", signed_in).status == 303);
}

TEST_CASE_FIXTURE(Loopback, "wrong tokens are answered alike, and no other site is gone on to") {
  const Answer wrong = submit("/sign-in", "token=nobody", here), empty = submit("/sign-in", "", here);
  CHECK(wrong.status == 422);
  CHECK(wrong.body == empty.body);
  CHECK(wrong.header("set-cookie").empty());
  for (const std::string next : {"//elsewhere.org", "https://elsewhere.org", "/\\elsewhere.org", "elsewhere",
                                 "%2F%2Felsewhere.org", "%2F%09%2Felsewhere.org", ""}) {
    CAPTURE(next);
    CHECK(submit("/sign-in", "token=reader-token&next=" + next, here).header("location") == "/");
  }
}

TEST_CASE_FIXTURE(Loopback, "the cookie opens pages and never the API, and a token opens no page") {
  CHECK(get("/v1/me", signed_in).json()["role"] == "public");
  const std::string loan = R"({"title": "Emma"})";
  CHECK(post("/v1/loans", loan, signed_in + here).status == post("/v1/loans", loan).status);
  CHECK(post("/v1/loans", loan, signed_in + here).status >= 400);
  CHECK(get("/me", reader).status == 303);
}

TEST_CASE_FIXTURE(Loopback, "a session ends with its token") {
  CHECK(get("/me", signed_in).status == 200);
  readers_are_known = false;
  CHECK(get("/me", signed_in).status == 303);
}

TEST_CASE_FIXTURE(Loopback, "with a cookie, forms are taken from pages of this site alone") {
  const auto tried = [&](const std::string& headers) { return submit("/sign-out", "a=b", signed_in + headers).status; };
  for (const std::string site : {"cross-site", "same-site", "none", "Same-Origin", ""}) {
    CAPTURE(site);
    CHECK(tried("Sec-Fetch-Site: " + site + "\r\nOrigin: http://here\r\n") == 403);
  }
  CHECK(tried("") == 403);
  CHECK(tried("Origin: null\r\n") == 403);
  CHECK(tried("Origin: http://elsewhere\r\n") == 403);
  CHECK(tried("Origin: http://here.elsewhere\r\n") == 403);
  CHECK(get("/me", signed_in).status == 200);  // nothing was done
  CHECK(tried("Origin: https://here\r\n") == 303);
  CHECK(submit("/sign-in", "token=reader-token").status == 303);  // no cookie, and no browser
  CHECK(submit("/sign-in", "token=reader-token", "Sec-Fetch-Site: cross-site\r\n").status == 403);
}

TEST_CASE_FIXTURE(Loopback, "pages take forms, and nothing else") {
  CHECK(post("/sign-in", "{}", here).status == 415);
  CHECK(submit("/sign-in", "token=%ZZ", here).status == 400);
  CHECK(submit("/sign-in", "token=%FF", here).status == 400);
  CHECK(get("/me", signed_in + "Cookie: __Host-secmp=s-librarian-token\r\n").status == 400);
}

TEST_CASE_FIXTURE(Loopback, "a link signs in once, on this machine, with nobody in between") {
  CHECK(has(get("/sign-in/once/reader-token").body, "<button>"));
  CHECK(submit("/sign-in/once/reader-token", "", "X-Forwarded-For: 127.0.0.1\r\n").status == 404);
  CHECK(submit("/sign-in/once/reader-token", "", "Forwarded: for=127.0.0.1\r\n").status == 404);
  CHECK(submit("/sign-in/once/reader-token", "", "Sec-Fetch-Site: cross-site\r\n").status == 403);
  const Answer in = submit("/sign-in/once/reader-token", "", here);
  CHECK(in.status == 303);
  CHECK(has(in.header("set-cookie"), "s-reader-token"));
  CHECK(submit("/sign-in/once/reader-token", "", here).status == 404);
}

TEST_CASE("links that sign in once are for rehearsals alone") {
  Options options;
  options.simulated = false;
  Loopback house(options);
  CHECK(house.get("/sign-in/once/reader-token").status == 404);
  CHECK(house.submit("/sign-in/once/reader-token", "", here).status == 404);
}

TEST_CASE_FIXTURE(Loopback,
                  "every page tells the browser to run nothing, to be framed by nobody and to sniff nothing") {
  opened();
  for (const std::string path : {"/", "/loans", "/loans/L0001", "/loans/L9999", "/me", "/sign-in", "/sign-in/once/x",
                                 "/help", "/reports", "/docs", "/nothing"}) {
    CAPTURE(path);
    const Answer page = get(path, signed_in + "Accept: text/html,*/*;q=0.8\r\n");
    REQUIRE(has(page.header("content-type"), "text/html"));
    for (const std::string directive : {"default-src 'none'", "style-src 'self'", "script-src 'self'",
                                        "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"})
      CHECK_MESSAGE(has(page.header("content-security-policy"), directive), directive);
    CHECK(page.header("x-content-type-options") == "nosniff");
    CHECK(page.header("referrer-policy") == "same-origin");
    CHECK(page.header("cross-origin-opener-policy") == "same-origin");
    CHECK(has(page.header("permissions-policy"), "camera=()"));
    CHECK(has(page.header("vary"), "Cookie"));
    CHECK(page.header("cache-control") == "no-store");
    CHECK(page.header("etag").empty());
    for (const std::string never : {"<script", " style=", "<style", "{{", " onclick"})
      CHECK_MESSAGE(!has(page.body, never), never);
  }
  const Answer open = get("/loans");
  CHECK(open.header("cache-control") == "no-cache");
  CHECK(get("/loans", "If-None-Match: " + open.header("etag") + "\r\n").status == 304);
}

TEST_CASE_FIXTURE(Loopback, "what is foreign text stands on pages as text") {
  const std::string evil = "<b>\"' onmouseover=x &amp; {{title}} {{{main}}} \xE2\x80\xAE";
  opened(evil);
  for (const std::string path : {"/loans", "/loans/L0001", "/loans?q=%3Cb%3E%22%27"}) {
    const Answer page = get(path);
    CHECK(page.status == 200);
    CHECK(has(page.body, "&lt;b&gt;&quot;"));
    CHECK_FALSE(has(page.body, "<b>"));
    CHECK_FALSE(has(page.body, "\xE2\x80\xAE"));  // it would turn what follows
  }
}

TEST_CASE_FIXTURE(Loopback, "what is not there is a page to who asks for pages, and JSON to programs") {
  CHECK(has(get("/loans/L9999").header("content-type"), "text/html"));
  CHECK(get("/loans/L9999").status == 404);
  CHECK(has(get("/nothing", "Accept: text/html,*/*;q=0.8\r\n").header("content-type"), "text/html"));
  CHECK(has(get("/nothing").header("content-type"), "problem+json"));
  CHECK(has(get("/v1/nothing", "Accept: text/html,*/*;q=0.8\r\n").header("content-type"), "problem+json"));
  CHECK(get("/loans?colour=red").status == 422);
}
