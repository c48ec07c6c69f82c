// Searching over HTTP, where no index has been made: the newest entries are looked through, and here these are all.
#include <doctest/doctest.h>

#include "engine/text.hpp"
#include "tests/api/loopback.hpp"

using namespace test;

namespace {

struct Searched : Loopback {
  void noted(const std::string& loan, const std::string& text, bool hidden = false) {
    const auto answer = post(loan + "/commands/note", Json{{"text", text}, {"private", hidden}}.dump(),
                             as("librarian-token") + "If-Match: *\r\n");
    REQUIRE(answer.status == 200);
  }
  Json hits(const std::string& query, const std::string& token = "librarian-token") {
    const auto answer = get("/v1/search?" + query, as(token));
    REQUIRE_MESSAGE(answer.status == 200, answer.body);
    return answer.json()["items"];
  }
  std::vector<std::string> refs(const std::string& query, const std::string& token = "librarian-token") {
    std::vector<std::string> all;
    for (const auto& hit : hits(query, token)) all.push_back(hit["ref"]);
    return all;
  }
};

using Refs = std::vector<std::string>;

}  // namespace

TEST_CASE_FIXTURE(Searched, "a hit says which case it is and where the words stand") {
  const auto loan = opened("The Mill on the Floss");
  noted(loan,
        "A long note about many things, so long that nobody wants to read all of it on a page of hits: it goes on "
        "until a heron comes, and after the heron it goes on as well, with more and more words, and more of them, "
        "and still more, until the reader is weary of it all.");
  const auto hit = hits("q=HERON").at(0);
  CHECK(hit["collection"] == "loans");
  CHECK(hit["ref"] == "L0001");
  CHECK(hit["href"] == "/v1/loans/L0001");
  CHECK(hit["title"] == "The Mill on the Floss");
  CHECK(hit["state"] == "requested");
  const auto place = hit["found"].at(0);
  CHECK(place["called"] == "Note");
  CHECK(place["member"] == "/text");
  CHECK(place["event"] == "noted");
  CHECK(place["on"] == "2019-03-18");
  const auto text = place["text"].get<std::string>();
  CHECK(text.find("until a heron comes") != std::string::npos);
  CHECK(text.starts_with("..."));
  CHECK(text.ends_with("..."));
  CHECK(text.size() < 220);
  CHECK(hits("q=floss").at(0)["found"].at(0)["event"].is_null());
}

namespace {

// One that somebody makes, and has not made yet.
struct BeingMade : engine::SearchIndex {
  std::optional<std::int64_t> up_to() const override { return std::nullopt; }
  std::int64_t behind() const override { return 2; }
  void walk(const engine::Words&, std::size_t, const std::optional<engine::Hit::Place>&,
            const std::function<bool(engine::Hit)>&) const override {
    throw std::logic_error("there is no index");
  }
  std::vector<std::string> cases_with(const engine::Words&, std::size_t, std::string_view) const override {
    throw std::logic_error("there is no index");
  }
};

}  // namespace

TEST_CASE("operators see how many entries searches look through by themselves") {
  const BeingMade index;
  Options options;
  options.search_index = &index;
  Loopback house(options);
  CHECK(house.get("/metrics", mover).body.find("journal_entries_not_indexed 2\n") != std::string::npos);
}

TEST_CASE("lists are narrowed by any text of a small register while its index is made") {
  const BeingMade index;
  Options options;
  options.search_index = &index;
  Loopback house(options);
  house.opened("The Mill on the Floss");
  house.post(house.opened("Emma") + "/commands/note", R"({"text": "a heron came"})", librarian + "If-Match: *\r\n");
  const auto found = [&](const std::string& words) {
    return house.get("/v1/loans?q=" + words, librarian).json()["items"].size();
  };
  CHECK(found("heron") == 1);
  CHECK(found("floss") == 1);
  CHECK(found("weary") == 0);
  CHECK(house.get("/v1/search?q=heron", librarian).json()["items"].size() == 1);
}

TEST_CASE_FIXTURE(Searched, "references come first, then titles, then the newest words; pages have each once") {
  for (int i = 0; i < 5; ++i) noted(opened(i == 2 ? "L0002 explained" : "Emma"), "see L0002");
  CHECK(refs("q=l0002") == Refs{"L0002", "L0003", "L0005", "L0004", "L0001"});
  Refs paged;
  std::string target = "/v1/search?limit=2&q=l0002";
  for (int pages = 0; !target.empty() && pages < 9; ++pages) {
    const auto answer = get(target, as("librarian-token"));
    REQUIRE(answer.status == 200);
    const Json page = answer.json();
    for (const auto& hit : page["items"]) paged.push_back(hit["ref"]);
    const Json next = page["next"];
    target = next.is_null() ? "" : "/v1/search?limit=2&q=l0002&cursor=" + next.get<std::string>();
  }
  CHECK(engine::joined(paged) == engine::joined(refs("q=l0002")));
}

TEST_CASE_FIXTURE(Searched, "what the caller may not see is not found") {
  const auto loan = opened("Emma");
  noted(loan, "an overdue heron", true);
  CHECK(refs("q=heron") == Refs{"L0001"});
  CHECK(refs("q=heron", "reader-token").empty());
  CHECK(refs("q=emma", "reader-token") == Refs{"L0001"});
}

TEST_CASE_FIXTURE(Searched, "of the past it finds what was there then") {
  const auto loan = opened("Emma");
  noted(loan, "a heron");
  CHECK(refs("q=heron&as_at=2019-03-18") == Refs{"L0001"});
  CHECK(refs("q=heron&as_at=2019-03-17").empty());
  CHECK(refs("q=L0001&as_at=2019-03-17").empty());
  CHECK(refs("q=L0001&as_at=2019-03-18") == Refs{"L0001"});
  CHECK(refs("q=heron&known_at=2019-03-18T08:59:59Z").empty());
}

TEST_CASE_FIXTURE(Searched, "what cannot be asked is 422, and says what is wrong") {
  for (const char* wrong : {"q=", "q=ab", "q=ab+cd", "q=emma&type=books", "q=emma&cursor=7", "q=emma&cursor=1.x",
                            "q=emma&cursor=9.1", "q=emma&limit=0", "q=emma&colour=red", "x=1"})
    CHECK_MESSAGE(get(std::string("/v1/search?") + wrong, as("librarian-token")).status == 422, wrong);
  CHECK(get("/v1/search", as("librarian-token")).status == 422);
  CHECK(get("/v1/search?q=" + std::string(501, 'a'), as("librarian-token")).status == 422);
  CHECK(hits("q=emma&type=loans").empty());
}

TEST_CASE_FIXTURE(Searched, "the contract has a name for a page of hits") {
  const auto document = get("/openapi.json").json();
  const auto& schemas = document["components"]["schemas"];
  CHECK(schemas["SearchPage"]["properties"].contains("items"));
  CHECK(schemas["SearchHit"]["properties"]["found"]["items"]["$ref"] == "#/components/schemas/SearchPlace");
  CHECK(document["paths"]["/v1/search"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"] ==
        "#/components/schemas/SearchPage");
}
