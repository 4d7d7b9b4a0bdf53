// A persona field by field: where each comes from, how sure it is, what is missing and what does not go together.
import { z } from "zod";
import { defineCommand } from "../command.ts";
import { PersonaStatus, personaCard, personaStatus } from "./persona-card.ts";

export const personaShow = defineCommand({
  name: "persona.show",
  role: "analyst",
  effect: "read",
  input: z.object({ avatar: z.string() }),
  output: PersonaStatus,
  positional: ["avatar"],
  errors: ["not_found"],
  run: (context, { avatar }) => personaStatus(context, avatar),
  view: (output, context) => personaCard(output, context.actor.language),
});
