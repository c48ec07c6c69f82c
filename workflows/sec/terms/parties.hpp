// Who a Party is: its token's id. SECAS may write the id or the token's name, and the category of the token binds
// (DEF 16.6).
#pragma once

#include "workflows/sec/terms/words.hpp"

namespace sec {

// Whether the caller speaks for a Party, or a consumer body, and for nobody else.
bool is_party(const engine::Actor& by);

// A Party as far as tokens tell: who is named by a text, or the caller.
struct NamedParty {
  std::string id;  // of its token; empty: no token is known that is called so
  std::string name;
  std::optional<Category> category;  // as its token says; nothing: it says none
};
NamedParty party_named(const engine::Setting& setting, std::string_view text);
// How a category is kept that the token says and the body leaves out.
std::optional<Category> category_of(const engine::Setting& setting, std::string_view party,
                                    const std::optional<Category>& said);

// Says what is wrong with a Party's name (two tokens are called so) and category (its token has another one). Nothing
// else can tell its category if `must_be_known` and neither does.
void check_party(const engine::Setting& setting, const std::string& party, const std::optional<Category>& category,
                 bool must_be_known, engine::body::Reading& reading);

// Who raises with a token of their own raises for themselves: neither another id nor another category is theirs.
void check_raised_for_itself(const engine::Setting& setting, const Proposer& proposer, engine::body::Reading& reading);

}  // namespace sec
