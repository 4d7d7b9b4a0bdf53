import { afterAll, beforeAll, expect, test } from "vitest";
import { type Mailing, startMailing } from "../../agents/commands/outreach/testing/mailing.ts";
import { advanceConversationHandler } from "./advance-conversation.ts";
import { runOutreachHandler } from "./run-outreach.ts";
import { runOnce } from "./testing/run-once.ts";

let mailing: Mailing;

beforeAll(async () => {
  mailing = await startMailing();
  await mailing.done("segment.set", { avatar: "luna", name: "all" });
  await mailing.done("outreach.set", { avatar: "luna", afterAnswer: true, perHour: 600 });
});
afterAll(() => mailing.close());

test("runs beside each other and after a lost answer of the platform send a broadcast once", async () => {
  const fan = await mailing.answeredFan();
  await mailing.approved("broadcast.send", { avatar: "luna", segment: "all", text: "Hey {name}, new set today" });
  const { context } = mailing.setting;
  await Promise.all([1, 2, 3].map(() => runOnce(context, runOutreachHandler, {})));
  const { id: conversationId } = await mailing.stateOf(fan);
  const deliver = () => runOnce(context, advanceConversationHandler(mailing.graph), { conversationId });
  const fault = { kind: "lose_answer", how: "cut" } as const;
  mailing.instagram.control.addFault({ operation: "send", recipientId: fan.id, times: 1, fault });
  await expect(deliver()).rejects.toMatchObject({ code: "outcome_unknown" });
  await runOnce(context, runOutreachHandler, {});
  await deliver();
  await deliver();
  expect(fan.received().filter((text) => text.startsWith("Hey"))).toEqual(["Hey Fan, new set today"]);
  await runOnce(context, runOutreachHandler, {});
  expect(await context.database.prisma.broadcast.findFirstOrThrow()).toMatchObject({ state: "done", audience: 1 });
});
