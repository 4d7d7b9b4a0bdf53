// Carries out `team.remind`.
import { remindTeamNow } from "../../agents/commands/conversation/remind-team-now.ts";
import { remindTeam } from "../../agents/work-orders/remind-team.ts";
import { defineHandler } from "./handler.ts";

export const remindTeamHandler = defineHandler(remindTeam, async (context, _payload, job) => {
  const count = await remindTeamNow(context);
  if (count > 0) job.log.info("the team was reminded", { count });
});
