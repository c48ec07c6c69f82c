// Examples of what is typed into fields: for the contract, and grey in a form.
#include "workflows/sec/terms/words/examples.hpp"

namespace sec::words {

namespace {
constexpr Example all_examples[] = {
    {"seat", R"("LS-1")"},
    {"block", R"("large-suppliers")"},
    {"category", R"("large-suppliers")"},
    {"Attendee.category", R"("Large Suppliers")"},
    {"Apology.category", R"("Large Suppliers")"},
    {"Attendee.name", R"("Large Supplier member 1")"},
    {"Apology.name", R"("Large Supplier member 2")"},
    {"party", R"("Example Energy")"},
    {"owner", R"("SECAS")"},
    {"release", R"("november-2019")"},
    {"meeting", R"("SECP_66_1503")"},
    {"modification", R"("SECMP0058")"},
    {"same_as", R"("SECMP0058")"},
    {"code", R"("CB_VOTE")"},
    {"reason_code", R"("OTHER")"},
    {"relation", R"("affects")"},
    {"specification", R"("DUIS")"},
    {"objective", R"("a")"},
    {"choice", R"("approve")"},
    {"sha256", R"("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")"},
    {"RecordedFrom.kind", R"("form")"},
    {"AttachDocument.kind", R"("legal-text")"},
    {"AttachDocument.title", R"("Legal text")"},
    {"AttachDocument.version", R"("1.0")"},
    {"Specification.version", R"("3.1")"},
    {"Schedule.title", R"("Extraordinary meeting on the November release")"},
    {"title", R"("A clearer definition of Supply Start")"},
    {"problem", R"("The definition can be read in two ways.")"},
    {"proposer", R"({"type":"party","name":"Example Energy","category":"large-suppliers"})"},
    {"reason", R"("It makes the Code clearer.")"},
    {"outcome", R"("The problem is understood.")"},
    {"answer", R"("The implementation takes six months.")"},
    {"summary", R"("The same, for new meters alone.")"},
    {"DecisionLine.text", R"("the report")"},
    {"year", "2030"},
    {"holidays", R"([{"date":"2030-01-01","name":"New Year's Day"}])"},
};
}  // namespace

std::span<const Example> examples() { return all_examples; }

}  // namespace sec::words
