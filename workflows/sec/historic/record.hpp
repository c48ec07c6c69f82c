// A record of a historic register as it was written there: texts, whatever the form of the file.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace sec::historic {

struct SourceDay {
  std::string on;    // "2019-03-15", "15/03/2019", "15 Mar 2019 to 5 Apr 2019"
  std::string text;  // "Change Board voted to approve"
  std::string code;  // if the register itself says which milestone it is; else empty
};

struct SourceVote {
  std::string body, on, outcome;
};

// Empty texts are not known.
struct SourceRecord {
  std::string place;  // in its file: "record 12", "line 13"
  std::string code;   // whose modification it is: "SEC"; empty: this Code's
  std::string ref, title, problem, note, source;
  std::string proposer;  // an organisation
  std::string proposer_type, proposer_category;
  bool names_a_person = false;  // as its Proposer
  std::string raised, path, urgent, release, implementation_date, status, outcome;
  std::vector<std::string> parties, documents;
  std::vector<std::string> papers;  // of its own, by their names
  std::vector<SourceDay> days;
  std::vector<SourceVote> votes;
  std::vector<std::string> unread;  // fields of it that nobody knows
  std::string fault;                // a sentence: what is wrong with its shape; then nothing else counts
};

}  // namespace sec::historic
