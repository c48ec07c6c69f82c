// Holds what the server answers against what its OpenAPI document says: every answer that a client of these tests gets.
#pragma once

#include "tests/system/client.hpp"

namespace outside {

// Fails the running test if the answer is not as the document says. Any thread.
void hold_to_contract(const std::string& method, const std::string& target, const Answer& answer);

// How many answers with JSON each path of the document has given so far: "GET /v1/modifications/{ref} 200".
std::map<std::string, int> answers_held();

const Json& contract();  // the document

}  // namespace outside
