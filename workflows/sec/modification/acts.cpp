// Whose act a step is: of a body, of the Authority, of the Proposer.
#include "workflows/sec/modification/acts.hpp"

namespace sec {

bool of_a_body(const Common& command) {
  return command.decision || (command.recorded_from && command.recorded_from->kind == "minutes");
}
bool acts_for_authority(const Look& look, const Common& command) {
  const auto& role = look.setting.by.role;
  return role == "authority" || (is_secas(role) && command.recorded_from && !of_a_body(command));
}

bool authority_led(const Facts& facts) {
  if (facts.path) return facts.path == Path::authority_led;
  return facts.suggested_path == Path::authority_led ||
         (facts.proposer && facts.proposer->type == ProposerType::authority);
}

void check_recorder(const Common& command, const engine::Setting& setting, engine::body::Reading& reading) {
  if (setting.by.role == "secas-analyst" && of_a_body(command))
    reading.fault(command.decision ? "/decision" : "/recorded_from/kind",
                  "what a body decided is recorded by the panel-secretary or a secas-manager");
}

Reason IsTheProposer::unmet(const Look& look) {
  if (look.setting.by.role != "proposer") return {};
  const auto& proposer = look.facts.proposer;
  if (!proposer || !proposer->id) return "the register does not know this Proposer's id: SECAS records it for them";
  return unless(*proposer->id == look.setting.by.id, "another Proposer raised it");
}

}  // namespace sec
