// An account as people name it: its handle, its avatar where she has only one, or its id.
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { ownOnly, slugOf } from "../avatar/find-avatar.ts";
import type { CommandContext } from "../context.ts";
import { watchedPlatforms } from "./accounts-to-look-after.ts";

/** Only of platforms that take posts. @throws AppError `not_found`, `conflict` where several are meant */
export async function findAccount(context: CommandContext, reference: string) {
  const words = texts(context.actor.language).insights;
  const handle = reference.trim().replace(/^@/, "");
  const found = await context.database.prisma.account.findMany({
    where: {
      platform: { in: watchedPlatforms(context) },
      avatar: ownOnly(context),
      OR: [
        { id: reference },
        { handle: { equals: handle, mode: "insensitive" } },
        { avatar: { slug: slugOf(reference) } },
      ],
    },
    include: { avatar: { select: { slug: true, name: true } } },
    orderBy: { connectedAt: "asc" },
    take: 20,
  });
  const exact = found.find(({ id }) => id === reference);
  const [only = exact, ...others] = found;
  if (!only) {
    throw new AppError("not_found", words.accountNotFound(reference.slice(0, 60)), {
      field: "account",
      remedy: words.accountListHint,
    });
  }
  if (!exact && others.length > 0) {
    throw new AppError("conflict", words.several(reference.slice(0, 60)), {
      field: "account",
      remedy: found.map((account) => `${account.platform} @${account.handle}: ${account.id}`).join("\n"),
    });
  }
  return exact ?? only;
}
export type FoundAccount = Awaited<ReturnType<typeof findAccount>>;
