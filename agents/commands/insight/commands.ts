// The commands about health and what is learned from posts, in the order help shows them.
import { accountCheck } from "../account/account-check.ts";
import { accountHealth } from "../account/account-health.ts";
import { accountPause } from "../account/account-pause.ts";
import { accountResume } from "../account/account-resume.ts";
import type { AnyCommand } from "../command.ts";
import { insightApply, insightUndo } from "./insight-apply.ts";
import { insightShow } from "./insight-show.ts";

export const insightCommands: readonly AnyCommand[] = [
  accountHealth,
  accountCheck,
  accountPause,
  accountResume,
  insightShow,
  insightApply,
  insightUndo,
];
