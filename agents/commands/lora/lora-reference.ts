// A LoRA by reference ("luna-v2") or id.
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { ownOnly } from "../avatar/find-avatar.ts";
import type { CommandContext } from "../context.ts";

const REFERENCE = /^(.+)-v(\d{1,6})$/;

export function loraReference(lora: {
  readonly version: number;
  readonly avatar: { readonly slug: string } | null;
}): string {
  return `${lora.avatar?.slug ?? "shared"}-v${lora.version}`;
}

export async function findLora(context: CommandContext, reference: string) {
  const match = REFERENCE.exec(reference.trim().toLowerCase());
  const lora = await context.database.prisma.loraModel.findFirst({
    where: {
      OR: [{ id: reference }, ...(match ? [{ version: Number(match[2]), avatar: { slug: match[1] ?? "" } }] : [])],
      state: { not: "deleted" },
      avatar: ownOnly(context),
    },
    include: { avatar: true },
  });
  if (lora?.avatar) return { ...lora, avatar: lora.avatar };
  const words = texts(context.actor.language).identity;
  throw new AppError("not_found", words.noLora(reference.slice(0, 60)), { field: "lora", remedy: words.loraHint });
}

export type FoundLora = Awaited<ReturnType<typeof findLora>>;
