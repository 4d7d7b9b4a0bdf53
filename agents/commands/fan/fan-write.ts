// Write to an avatar as a fan would, on the emulated platform.
import { z } from "zod";
import { defineCommand } from "../command.ts";
import { writeAsFan } from "./simulated-fan.ts";
import {
  emulatedAccount,
  FanPlayed,
  SimulatedThread,
  simulatedThread,
  simulatedThreadCard,
} from "./simulated-thread.ts";

export const fanWrite = defineCommand({
  name: "fan.write",
  role: "manager",
  effect: "write",
  input: FanPlayed.extend({ text: z.string().trim().min(1).max(2_000) }),
  output: SimulatedThread,
  positional: ["avatar", "text"],
  errors: ["not_found", "not_configured"],
  run: async (context, { text, ...played }) => {
    const { account } = await emulatedAccount(context, played.avatar);
    const accountExternalId = account.externalId;
    await writeAsFan(context, account.platform, { accountExternalId, name: played.as, text });
    return await simulatedThread(context, played);
  },
  view: simulatedThreadCard,
  subject: (_input, output) => output.conversationId,
});
