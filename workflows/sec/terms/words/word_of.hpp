// Finds the words of a member or of a choice in the table.
#pragma once

#include "engine/body_schema.hpp"

namespace sec::words {

// By the type and the member, else by the member alone; nothing: nobody has words for it.
std::optional<engine::body::Word> word_of(std::string_view type, std::string_view member);

}  // namespace sec::words
