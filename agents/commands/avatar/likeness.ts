// Whose likeness an avatar carries: nobody's, the operator's own, or a third person's with a live consent (trust C8).
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext, Transaction } from "../context.ts";

export type LikenessUse = "face" | "training" | "voice";

type Rows = Pick<Transaction, "consent">;

/** @param rows the transaction that acts on it: it may be revoked meanwhile @throws AppError `refused` without a consent that covers the use today */
export async function requireLikeness(
  context: CommandContext,
  avatar: { readonly id: string; readonly name: string; readonly likeness: string },
  use: LikenessUse,
  rows: Rows = context.database.prisma,
): Promise<void> {
  if (await mayUseLikeness(context, avatar, use, rows)) return;
  const words = texts(context.actor.language).identity;
  throw new AppError("refused", words.noConsent(avatar.name), { field: "avatar", reason: "no_consent" });
}

export async function mayUseLikeness(
  context: Pick<CommandContext, "clock" | "database">,
  avatar: { readonly id: string; readonly likeness: string },
  use: LikenessUse,
  rows: Rows = context.database.prisma,
): Promise<boolean> {
  if (avatar.likeness !== "third_party") return true;
  return (await liveConsents(context, avatar.id, rows)).some((consent) => covers(consent, use));
}

export function covers({ scope }: { readonly scope: string }, use: LikenessUse): boolean {
  return scope.split(/[\s,]+/).includes(use);
}

/** Those that hold today: granted, neither revoked nor run out. */
export async function liveConsents(
  context: Pick<CommandContext, "clock" | "database">,
  avatarId: string,
  rows: Rows = context.database.prisma,
) {
  const now = context.clock.now();
  return await rows.consent.findMany({
    where: {
      avatarId,
      revokedAt: null,
      grantedAt: { lte: now },
      OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
    },
  });
}

/** Who may be named in this avatar's persona and prompts. */
export async function consentedNames(
  context: Pick<CommandContext, "clock" | "database">,
  avatarId: string,
): Promise<readonly string[]> {
  return (await liveConsents(context, avatarId)).map(({ subjectName }) => subjectName);
}
