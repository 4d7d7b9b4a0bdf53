// Writes down what came of a log-in, once, with the notice that tells the team; and ends those that nobody will finish.
import { MINUTE_MS } from "../../../kernel/clock.ts";
import { appendAudit } from "../../audit.ts";
import type { AppContext, CommandContext } from "../../context.ts";
import { hashInput } from "../../execute.ts";
import { NOTICE_TOPIC, writeNotice } from "../../notice/write-notice.ts";
import { actorOf } from "../../session/actor-of.ts";
import { type FoundLogin, factsOf, findLoginRow } from "./find-login-row.ts";
import type { LoginOutcome } from "./login-outcome.ts";

/** Longer than redeeming a code may take. */
const LOST_AFTER_MS = 5 * MINUTE_MS;

export async function endLogin(context: CommandContext, row: FoundLogin, outcome: LoginOutcome): Promise<void> {
  const { kind, facts } = outcome;
  const isNewsToTell = await context.database.prisma.$transaction(async (tx) => {
    const { count } = await tx.accountLogin.updateMany({
      where: { id: row.id, endedAt: null },
      data: { endedAt: context.clock.now(), outcome: kind, verifier: null },
    });
    if (count === 0) return false;
    const { id: loginId, avatarId } = row;
    const notice = { kind: "account_login", loginId, outcome: kind, ...facts } as const;
    await writeNotice(
      context,
      tx,
      { ...notice, choices: [...facts.choices], missing: [...facts.missing] },
      {
        avatarId,
        conversationId: null,
      },
    );
    return true;
  });
  if (!isNewsToTell) return;
  context.ports.events.publish({ topic: NOTICE_TOPIC, kind: "written" });
  await appendAudit(context, {
    command: "account.link",
    inputHash: hashInput("account.link", { login: row.id }),
    outcome: kind,
    subject: row.id,
  });
}

/** Log-ins in the middle of which a process ended; the platform's answer is gone, so only a new one helps. */
export async function endLostLogins(context: AppContext): Promise<number> {
  const { prisma } = context.database;
  const now = context.clock.now();
  const lost = await prisma.accountLogin.findMany({
    where: { endedAt: null, usedAt: { lt: new Date(now.getTime() - LOST_AFTER_MS) } },
    select: { id: true },
    take: 100,
  });
  for (const { id } of lost) {
    const row = await findLoginRow(context, id);
    if (!row) continue;
    const acting = { ...context, actor: actorOf(row.operator, "web"), signal: new AbortController().signal };
    await endLogin(acting, row, { kind: "lost", facts: factsOf(context, row) });
  }
  // Nobody came back: nothing to tell.
  await prisma.accountLogin.updateMany({
    where: { endedAt: null, usedAt: null, expiresAt: { lt: now } },
    data: { endedAt: now, outcome: "expired", verifier: null },
  });
  return lost.length;
}
