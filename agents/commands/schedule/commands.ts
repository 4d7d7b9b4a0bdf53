// The commands of the calendar, for the registry.
import type { AnyCommand } from "../command.ts";
import { postApprove, postReject } from "../post/post-approve.ts";
import { campaignCancel, campaignCreate, campaignList, campaignShow } from "./campaigns.ts";
import { quietAdd, quietList, quietRemove } from "./quiet.ts";
import { scheduleCancel } from "./schedule-cancel.ts";
import { scheduleMove } from "./schedule-move.ts";
import { schedulePause, scheduleResume } from "./schedule-pause.ts";
import { scheduleQueue } from "./schedule-queue.ts";
import { scheduleApprovals, scheduleZone } from "./schedule-settings.ts";
import { scheduleShow } from "./schedule-show.ts";
import { scheduleSwap } from "./schedule-swap.ts";
import { scheduleWeek } from "./schedule-week.ts";
import { soundAdd, soundList, soundRemove, soundUse } from "./sounds.ts";

/** What is typed day by day. */
export const scheduleCommands: readonly AnyCommand[] = [
  scheduleWeek,
  scheduleShow,
  scheduleMove,
  scheduleSwap,
  scheduleCancel,
  schedulePause,
  scheduleResume,
  scheduleQueue,
  postApprove,
  postReject,
];

/** What is set once in a while. */
export const calendarCommands: readonly AnyCommand[] = [
  scheduleApprovals,
  scheduleZone,
  campaignCreate,
  campaignShow,
  campaignList,
  campaignCancel,
  quietAdd,
  quietList,
  quietRemove,
  soundAdd,
  soundList,
  soundUse,
  soundRemove,
];
