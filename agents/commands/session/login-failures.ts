// Brute force: 5 failures in 15 minutes close the door for an e-mail and for an address (trust T13).
import { MINUTE_MS } from "../../kernel/clock.ts";
import { AppError } from "../../kernel/errors.ts";
import { sha256 } from "../../kernel/secret.ts";
import { type Language, texts } from "../../texts/texts.ts";
import type { AppContext } from "../context.ts";

const MOST_FAILURES = 5;
const WINDOW_MS = 15 * MINUTE_MS;

export interface LoginAttempt {
  /** The password was right: forget the failures of this e-mail and this attempt. */
  succeeded(): Promise<void>;
}

/**
 * Counts the attempt as failed before the password is looked at, so that a hundred at the same moment are not all
 * first. @throws AppError `rate_limited`
 */
export async function beginLoginAttempt(
  context: AppContext,
  email: string,
  address: string,
  language: Language,
): Promise<LoginAttempt> {
  const { prisma } = context.database;
  const now = context.clock.now();
  const since = new Date(now.getTime() - WINDOW_MS);
  const emailKey = `email:${sha256(email)}`;
  const rows = [emailKey, `address:${sha256(address)}`].map((key) => ({
    id: context.ids.next("loginFailure"),
    key,
    occurredAt: now,
  }));
  await prisma.loginFailure.deleteMany({ where: { occurredAt: { lt: since } } });
  await prisma.loginFailure.createMany({ data: rows });
  const ids = rows.map((row) => row.id);
  for (const { key } of rows) {
    const failures = await prisma.loginFailure.findMany({ where: { key }, orderBy: { occurredAt: "asc" } });
    if (failures.length <= MOST_FAILURES) continue;
    // Who is refused leaves no trace, so that nobody can keep the door closed for ever.
    await prisma.loginFailure.deleteMany({ where: { id: { in: ids } } });
    const oldest = failures[0]?.occurredAt ?? now;
    const waitMs = Math.max(MINUTE_MS, oldest.getTime() + WINDOW_MS - now.getTime());
    const words = texts(language).web.login;
    throw new AppError("rate_limited", words.tooManyAttempts(Math.ceil(waitMs / MINUTE_MS)), { retryAfterMs: waitMs });
  }
  return {
    succeeded: async () => {
      await prisma.loginFailure.deleteMany({ where: { OR: [{ key: emailKey }, { id: { in: ids } }] } });
    },
  };
}
