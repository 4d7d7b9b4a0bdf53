// A vendor makes pictures of an avatar only by her face or her LoRA: from words alone each would show somebody else (domain 2).
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import type { Identity } from "./identity.ts";

interface Named {
  readonly name: string;
  readonly slug: string;
}

/** Built-in previews show nobody and stay possible. @throws AppError `refused`, by default with the way to a face */
export function requireIdentity(
  context: CommandContext,
  avatar: Named,
  identity: Identity,
  remedy = `face create ${avatar.slug}`,
): void {
  if (identity.lora || identity.referenceKey || context.ports.images.every(({ info }) => info.offline)) return;
  throw new AppError("refused", texts(context.actor.language).identity.needsFace(avatar.name), {
    field: "avatar",
    reason: "no_identity",
    remedy,
  });
}
