// What each member of a command and each choice is called on forms, and what it is for: one table, in groups.
#pragma once

#include <span>
#include <string_view>

namespace sec::words {

// `of`: the wire name of a member, where it means the same in every command; "Type.member" where the member of that
// struct means something of its own; "Enum.choice". The first that fits counts: Type.member, then the member alone.
// Words of lists that no enum has go by names of their own: Objective, Policy, QuorumRule; the two members of a
// classified text by Text.
struct Word {
  std::string_view of;     // "closes_on", "CastVote.seat", "Path.self-governance"
  std::string_view title;  // a label, at most 60 characters
  std::string_view hint;   // a sentence or two, at most 160 characters
};

std::span<const Word> of_common();
std::span<const Word> of_raising();
std::span<const Word> of_refinement();
std::span<const Word> of_report();
std::span<const Word> of_vote();
std::span<const Word> of_determination();
std::span<const Word> of_implementation();
std::span<const Word> of_register();
std::span<const Word> of_past();
std::span<const Word> of_releases();
std::span<const Word> of_meetings();
std::span<const Word> of_bodies();
std::span<const Word> of_program();
std::span<const Word> of_supposing();
std::span<const Word> of_choices_code();
std::span<const Word> of_choices_steps();

}  // namespace sec::words
