// SEC Releases: what is in one, when it goes live, and what has to be ready before.
#include "workflows/sec/terms/words/rows.hpp"

namespace sec::words {

namespace {
constexpr Word releases_rows[] = {
    {"Propose.id", "Short name of the release",
     "In lower case, such as november-2019; modifications name the release by it, so it never changes."},
    {"Propose.title", "Title of the release", "As papers print it: November 2019 SEC Release."},
    {"Propose.kind", "Kind of release", "One of the three regular ones of each year, or another."},
    {"Propose.planned_on", "Planned go-live",
     "The day proposed; papers count from it how far the release has moved. It need not be a Working Day."},
    {"cut_offs", "Cut-off days",
     "By when things must be ready to go live with it; if left out, they follow from the day of go-live."},
    {"scope_freeze", "Scope closes on",
     "After this Working Day modifications join by exception alone; if left out, on the day on which the Panel agrees "
     "the scope."},
    {"ia_cutoff", "Impact Assessments returned by", "A Working Day; if left out, 5 months before go-live."},
    {"decision_cutoff_system", "Changes to DCC Systems decided by",
     "A Working Day; if left out, 2 months before go-live."},
    {"decision_cutoff_document", "Changes to documents alone decided by",
     "A Working Day; if left out, 15 Working Days before go-live."},
    {"specifications", "Technical specifications", "Those of which the release brings a new version."},
    {"Specification.specification", "Name of the specification", "By the Code's abbreviation, such as DUIS or GBCS."},
    {"Specification.version", "New version", "As the specification numbers itself, such as 3.1."},
    {"mandatory_for", "Mandatory for", "The Party Categories that must move to it; an empty list obliges nobody."},
    {"Include.modifications", "Modifications to include",
     "One entry for each, or for each of its parts that goes live with the release."},
    {"AddByException.modifications", "Modifications to add",
     "One entry for each, or for each of its parts, although the scope is closed."},
    {"TakeIn.modifications", "Modifications taken in",
     "Those whose decision names the release; written by the program."},
    {"ref", "Modification", "Its reference, such as MP083 or SECMP0025; an earlier one leads to it as well."},
    {"Item.part", "Number of the part",
     "Which part of the modification goes live with the release; 1 if it has only the one."},
    {"Remove.reason", "Why it leaves the scope", "Its date goes with it, unless it is the Authority's."},
    {"AddByException.reason", "Why it joins so late", "Why an exception is right after the scope was closed."},
    {"SetDate.to", "New go-live",
     "The day to which the Panel moves the release; once its scope is agreed, only within the Authority's range."},
    {"SetDate.reason", "Why the release moves",
     "Printed beside the new date of each modification in the scope, which moves with the release."},
    {"RequestDate.to", "Go-live asked for", "The day that the Authority is to direct; it moves nothing until it does."},
    {"RequestDate.until", "Latest day asked for",
     "If the Panel would like to choose the day itself from a range: its end."},
    {"RequestDate.reason", "Why another day is needed", "The Authority reads it with the request."},
    {"tag_assurance", "Assurance of the Testing Advisory Group",
     "What it said before the release went live; if left out, none is on record."},
    {"Assurance.on", "Given on", "Not after the day on which the release goes live."},
    {"Assurance.ref", "Where it is written", "The minutes or the letter of the Group, by reference."},
    {"Cancel.reason", "Why it is cancelled",
     "Its modifications are in no release from then on, and need another one or a date of their own."},
};
}  // namespace

std::span<const Word> of_releases() { return releases_rows; }

}  // namespace sec::words
