// Words of the commands about system.
import type { CommandText } from "../commands.ts";

export const systemCommandTexts: Readonly<Record<string, CommandText>> = {
  "help.show": {
    summary: "Show commands, or explain one.",
    example: "help batch",
    arguments: { command: "Name of a command, or its first word" },
  },
  "agent.ask": {
    summary: "Say in plain words what you want; a plan with its price comes back.",
    example: 'agent ask "make Luna 6 beach posts, keep it under 5 dollars"',
    arguments: { text: "What you want, in your own words", answer: "The answer to what was asked back" },
  },
  "agent.plan": {
    summary: "Carry out several commands under one yes.",
    example: "agent plan",
    arguments: { steps: "The commands with their input", maxUsd: "What everything may cost at most" },
  },
  "run.list": { summary: "Show run cards that wait for a yes.", example: "run list", arguments: {} },
  "run.approve": {
    summary: "Approve a run card and carry it out.",
    example: "run approve run_01",
    arguments: { id: "Id of the run card" },
  },
  "run.cancel": {
    summary: "Cancel a run card.",
    example: "run cancel run_01",
    arguments: { id: "Id of the run card" },
  },
  "system.status": {
    summary: "What works, what is offline, what waits for you.",
    example: "system status",
    arguments: {},
  },
  "system.doctor": {
    summary: "Examine every key, account, service and setting, and say how to mend what is wrong.",
    example: "system doctor",
    arguments: { all: "Show what is well too" },
  },
  "system.backup": {
    summary: "Back up the embedded database and the media into one file.",
    example: "system backup",
    arguments: { secrets: "Put the generated SECRET_KEY in as well: whoever has the file can then open every token" },
  },
  "system.restore": {
    summary: "Make a new data folder from a backup; on the command line, while no server runs.",
    example: "system restore backups/vixenbliss-20261127-030000.tar.gz",
    arguments: { file: "The backup" },
  },
  "system.stop": { summary: "Kill switch: no message goes out until resumed.", example: "system stop", arguments: {} },
  "system.resume": { summary: "Let messages go out again.", example: "system resume", arguments: {} },
  "system.rotatekeys": {
    summary: "Seal every stored secret under the present SECRET_KEY; may be run again at any time.",
    example: "system rotatekeys",
    arguments: {},
  },
  "job.list": { summary: "Show background work that was given up.", example: "job list", arguments: {} },
  "job.retry": {
    summary: "Try background work again that was given up.",
    example: "job retry obx_01k",
    arguments: { job: "Its id, as job list shows it" },
  },
  "job.discard": {
    summary: "Let background work go that was given up.",
    example: "job discard obx_01k",
    arguments: { job: "Its id, as job list shows it" },
  },
  "digest.show": { summary: "Show the last 24 hours and what waits.", example: "digest show", arguments: {} },
  "digest.set": {
    summary: "Choose when your digest comes each day.",
    example: "digest set 8 Europe/Madrid",
    arguments: { hour: "Hour of the day, 0 to 23", zone: "Time zone, such as Europe/Madrid", off: "Send it no more" },
  },
  "audit.verify": {
    summary: "Check that no record of operators or controls was changed.",
    example: "audit verify",
    arguments: {},
  },
  "example.load": {
    summary: "Load an example creator with a month of history.",
    example: "example load",
    arguments: {},
  },
  "example.remove": {
    summary: "Remove the example creator and all that belongs to her.",
    example: "example remove",
    arguments: {},
  },
};
