// Whose likeness an avatar carries: nobody's, the operator's own, or a third person's with a live consent (trust C8).
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import type { AppContext, CommandContext } from "../context.ts";

export type LikenessUse = "face" | "training" | "voice" | "clone";

/** @throws AppError `refused` without a consent that covers the use today */
export async function requireLikeness(
  context: CommandContext,
  avatar: { readonly id: string; readonly name: string; readonly likeness: string },
  use: LikenessUse,
): Promise<void> {
  if (avatar.likeness !== "third_party") return;
  const consents = await liveConsents(context, avatar.id);
  if (consents.some(({ scope }) => scope.split(/[\s,]+/).includes(use))) return;
  const words = texts(context.actor.language).identity;
  throw new AppError("refused", words.noConsent(avatar.name), { field: "avatar", reason: "no_consent" });
}

/** Those that hold today: granted, neither revoked nor run out. */
export async function liveConsents(context: Pick<AppContext, "clock" | "database">, avatarId: string) {
  const now = context.clock.now();
  return await context.database.prisma.consent.findMany({
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
  context: Pick<AppContext, "clock" | "database">,
  avatarId: string,
): Promise<readonly string[]> {
  return (await liveConsents(context, avatarId)).map(({ subjectName }) => subjectName);
}
