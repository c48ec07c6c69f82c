// The pages of a ballot: the paper, what is checked before it is sent, the receipt, and in the end the result. What
// they say of the rules comes from engine::Ballots.
#pragma once

#include <optional>

#include "api/routes/form_page.hpp"

namespace api {

// A ballot as one reader finds it, with what they may return.
struct FoundBallot {
  std::string reference, title;
  std::string version;  // of the case, as they see it
  int number = 0;
  engine::BallotPaper paper;
  pages::FormField form;    // of the command, with what may stand in it here
  bool may_return = false;  // they sit in a seat that may
  bool may_record = false;  // for others
};
// By the arguments of the call. Throws Problem (404). Query threads.
FoundBallot find_ballot(const Read& read, const Forms& forms, const Call& call);

// A member of the command's body, and one of the items of a list of it; an empty field: there is none.
const pages::FormField& member_of(const pages::FormField& form, const std::string& name);
const pages::FormField& item_member_of(const pages::FormField& form, const std::string& list, const std::string& name);
// "choice", or of several subjects "choice.SUBJECT".
std::string choice_name(const engine::Ballots& names, const FoundBallot& found, std::size_t subject);

// What is missing before it can be sent.
std::vector<engine::FieldError> missing_in(const engine::Ballots& names, const FoundBallot& found,
                                           const pages::Typed& typed);
// Stands for what its reader has returned on it: another one when that has changed.
std::string standing_of(const FoundBallot& found);
// The bodies of what is to be sent, one for each subject.
std::vector<pages::FormJson> bodies_of(const engine::Ballots& names, const pages::FormField& form,
                                       const pages::Typed& typed);

Response paper_page(const Read& read, const Call& call, const FoundBallot& found, const Attempt& attempt);
Response check_page(const Read& read, const Call& call, const FoundBallot& found, const Attempt& attempt);
Response sent_page(const Read& read, const Call& call, const FoundBallot& found);

std::string path_of_ballot(const engine::Ballots& names, const std::string& reference, int number);
std::string path_to_fill_in(const engine::Ballots& names, const FoundBallot& found);

}  // namespace api
