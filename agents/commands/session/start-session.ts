// A new browser session; its secret leaves here once, for the cookie, and only its hash stays.
import { DAY_MS } from "../../kernel/clock.ts";
import { sha256 } from "../../kernel/secret.ts";
import type { AppContext, Transaction } from "../context.ts";

/** A session ends after a week without use, and after a month in any case. */
export const SESSION_IDLE_MS = 7 * DAY_MS;
export const SESSION_LIFE_MS = 30 * DAY_MS;

export interface StartedSession {
  /** Goes into the cookie. */
  readonly token: string;
  readonly expiresAt: Date;
}

/** Ends `previousToken`'s session: a log-in never keeps the identity of a session from before (trust T13). */
export async function startSession(
  context: Pick<AppContext, "clock" | "ids">,
  tx: Transaction,
  operatorId: string,
  previousToken?: string,
): Promise<StartedSession> {
  const now = context.clock.now();
  const token = context.ids.secret();
  const expiresAt = new Date(now.getTime() + SESSION_IDLE_MS);
  const ended = previousToken ? [{ tokenHash: sha256(previousToken) }] : [];
  await tx.session.deleteMany({ where: { OR: [{ expiresAt: { lt: now } }, ...ended] } });
  await tx.session.create({
    data: {
      id: context.ids.next("session"),
      tokenHash: sha256(token),
      operatorId,
      csrfToken: context.ids.secret(),
      createdAt: now,
      expiresAt,
    },
  });
  return { token, expiresAt };
}
