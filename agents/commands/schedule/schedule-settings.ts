// How an avatar's calendar works: whether each post asks first, and by which clock an account's audience lives.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { knownZone } from "../../kernel/time-zone.ts";
import { texts } from "../../texts/texts.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import { defineCommand } from "../command.ts";
import { transact } from "../transact.ts";
import { findAccount } from "./schedule-pause.ts";

export const scheduleApprovals = defineCommand({
  name: "schedule.approvals",
  role: "manager",
  effect: "write",
  input: z.object({ avatar: z.string(), mode: z.enum(["on", "off"]) }),
  output: z.object({ avatar: z.string(), name: z.string(), on: z.boolean() }),
  positional: ["avatar", "mode"],
  errors: ["not_found"],
  run: async (context, { avatar: reference, mode }) => {
    const avatar = await findAvatar(context, reference);
    const on = mode === "on";
    await transact(context, async (tx) => {
      await tx.avatar.update({ where: { id: avatar.id }, data: { asksBeforePosting: on } });
      if (on) return;
      // What waits for nothing else any more gets a new hour by the next look at the calendar.
      await tx.scheduledPost.updateMany({
        where: { account: { avatarId: avatar.id }, state: "scheduled", waitsFor: "approval", needsApproval: false },
        data: { waitsFor: "slot" },
      });
    });
    return { avatar: avatar.slug, name: avatar.name, on };
  },
  view: ({ name, on }, context) => ({
    title: texts(context.actor.language).calendar.approvals(name, on),
    tone: "good",
  }),
  subject: ({ avatar }) => avatar,
});

export const scheduleZone = defineCommand({
  name: "schedule.zone",
  role: "manager",
  effect: "write",
  input: z.object({ account: z.string(), zone: z.string() }),
  output: z.object({ id: z.string(), account: z.string(), zone: z.string() }),
  positional: ["account", "zone"],
  errors: ["not_found", "invalid_input"],
  run: async (context, input) => {
    const words = texts(context.actor.language).calendar;
    const account = await findAccount(context, input.account);
    const zone = knownZone(input.zone.trim());
    if (!zone) {
      throw new AppError("invalid_input", words.badZone(input.zone.slice(0, 40)), {
        field: "zone",
        remedy: words.zoneHint,
      });
    }
    await transact(context, (tx) => tx.account.update({ where: { id: account.id }, data: { timeZone: zone } }));
    return { id: account.id, account: account.handle, zone };
  },
  view: ({ account, zone }, context) => ({
    title: texts(context.actor.language).calendar.zone(account, zone),
    tone: "good",
  }),
  subject: (_input, output) => output.id,
});
