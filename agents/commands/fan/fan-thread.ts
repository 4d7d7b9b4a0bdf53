// The thread of a fan the operator plays on the emulated platform.
import { defineCommand } from "../command.ts";
import { FanPlayed, SimulatedThread, simulatedThread, simulatedThreadCard } from "./simulated-thread.ts";

export const fanThread = defineCommand({
  name: "fan.thread",
  role: "manager",
  effect: "read",
  input: FanPlayed,
  output: SimulatedThread,
  positional: ["avatar", "as"],
  errors: ["not_found", "not_configured"],
  run: simulatedThread,
  view: simulatedThreadCard,
});
