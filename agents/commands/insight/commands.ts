// The commands about accounts' pauses and what is learned from posts, but for the one that shows their health.
import { accountCheck } from "../account/account-check.ts";
import { accountPause } from "../account/account-pause.ts";
import { accountResume } from "../account/account-resume.ts";
import type { AnyCommand } from "../command.ts";
import { insightApply, insightUndo } from "./insight-apply.ts";
import { insightShow } from "./insight-show.ts";

export const insightCommands: readonly AnyCommand[] = [
  accountCheck,
  accountPause,
  accountResume,
  insightShow,
  insightApply,
  insightUndo,
];
