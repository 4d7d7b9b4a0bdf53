// A fan asked for something made for them, or answered a quote: written with the turn that says so, and told to the team.
import { CUSTOM_RULE_VERSION, OBSTACLE_CONTROL, OPEN_CUSTOM_STATES } from "../../domain/sales/custom-request.ts";
import type { Turn } from "../../graphs/fan-reply/state.ts";
import type { AppContext, Transaction } from "../context.ts";
import { writeNotice } from "../notice/write-notice.ts";
import { appendTrustEvent } from "../trust-event.ts";
import { writeStep } from "./move-custom.ts";

const MOST_CHARS = 2_000;

/** One open request a fan: who says more of it adds to it. @returns whether the team is to hear of it */
export async function noteCustom(context: AppContext, tx: Transaction, turn: Turn): Promise<boolean> {
  const { custom } = turn;
  if (!custom) return false;
  const { avatar, fan, conversation } = turn.snapshot;
  const wish = turn.understanding.text.slice(0, MOST_CHARS);
  const where = { avatarId: avatar.id, conversationId: conversation.id };
  if (custom.refusedBy !== null) {
    const id = context.ids.next("custom");
    const { refusedBy } = custom;
    await tx.customRequest.create({
      data: { id, ...where, fanId: fan.id, state: "refused", wish, refusedBy, createdAt: turn.now, closedAt: turn.now },
    });
    await writeStep(context, tx, id, { kind: "refused", text: refusedBy });
    await appendTrustEvent(context, tx, conversation.id, {
      control: OBSTACLE_CONTROL[refusedBy],
      ruleVersion: CUSTOM_RULE_VERSION,
      judged: wish,
      decision: `custom_refused:${refusedBy}`,
    });
    return false;
  }
  const open = await tx.customRequest.findFirst({
    where: { fanId: fan.id, state: { in: [...OPEN_CUSTOM_STATES] } },
    orderBy: { createdAt: "desc" },
  });
  if (open) {
    await writeStep(context, tx, open.id, { kind: "fan_said", text: wish });
    await writeNotice(context, tx, { kind: "custom", requestId: open.id, what: "fan_said" }, where);
    return true;
  }
  // What it answered is closed meanwhile.
  if (custom.kind === "counter") return false;
  const id = context.ids.next("custom");
  await tx.customRequest.create({ data: { id, ...where, fanId: fan.id, wish, createdAt: turn.now } });
  await writeStep(context, tx, id, { kind: "asked", text: wish });
  await writeNotice(context, tx, { kind: "custom", requestId: id, what: "asked" }, where);
  return true;
}
