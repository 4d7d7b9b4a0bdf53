// What a tapped button does, for the operator it was made for and nobody else; one made for a room is everybody's, and does
// what the one who taps it may (trust T8).
import { z } from "zod";
import { defineInternal } from "../internal.ts";
import { StoredButton, type StoredButtonValue } from "./stored-button.ts";

const Payload = StoredButton.omit({ command: true }).extend({ operatorId: z.string().nullable() });

export type LoadedButton =
  | { readonly state: "ready"; readonly button: StoredButtonValue }
  | { readonly state: "unknown" }
  | { readonly state: "foreign" };

export const loadButton = defineInternal({
  name: "button.load",
  input: z.object({ id: z.string().max(64), operatorId: z.string() }),
  run: async (context, { id, operatorId }): Promise<LoadedButton> => {
    const row = await context.database.prisma.buttonPayload.findUnique({ where: { id } });
    if (!row) return { state: "unknown" };
    const { operatorId: madeFor, ...rest } = Payload.parse(row.input);
    if (madeFor !== null && madeFor !== operatorId) return { state: "foreign" };
    return { state: "ready", button: { ...rest, command: row.command } };
  },
});
