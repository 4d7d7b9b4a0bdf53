// The end of an avatar is final: nothing is begun for one that is retired.
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";

/** @throws AppError `refused` */
export function requireLiving(
  context: CommandContext,
  avatar: { readonly name: string; readonly state: string },
): void {
  if (avatar.state !== "retired") return;
  const words = texts(context.actor.language).avatar;
  throw new AppError("refused", words.cannotMove(avatar.name, words.states.retired), { field: "avatar" });
}
