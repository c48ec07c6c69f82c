// How a command is declared.
#pragma once

#include "workflows/sec/terms/words.hpp"

// A command: its wire name, one sentence for people, and who may send it. A field whose word one of these three has
// taken is written with an underscore behind it, which the wire name does not have.
#define SEC_COMMAND(NAME, ROLES, SUMMARY)        \
  static constexpr std::string_view name = NAME; \
  static constexpr auto roles = ROLES;           \
  static constexpr std::string_view summary = SUMMARY
