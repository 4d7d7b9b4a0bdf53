// Moves of an avatar's state that an operator asks for, each guarded by the state machine.
import { personaGaps } from "../../domain/avatars/persona.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import { transact } from "../transact.ts";
import { loadAvatar } from "./avatar-show.ts";
import { findAvatar } from "./find-avatar.ts";

/** Makes an avatar active once its persona is complete. Asking again changes nothing. */
export async function activateAvatar(context: CommandContext, reference: string) {
  const avatar = await findAvatar(context, reference);
  const words = texts(context.actor.language).avatar;
  if (avatar.state === "active") return await loadAvatar(context, avatar.id);
  if (avatar.state === "retired") throw new AppError("refused", words.cannotMove(avatar.name, words.states.retired));
  const fields = await context.database.prisma.personaField.findMany({ where: { avatarId: avatar.id } });
  const gaps = personaGaps(Object.fromEntries(fields.map((field) => [field.name, field.value])));
  if (gaps.length > 0)
    throw new AppError("refused", words.cannotActivate(avatar.name, words.personaIncomplete(gaps.join(", "))), {
      reason: "persona_incomplete",
    });
  await move(context, avatar, "active");
  return await loadAvatar(context, avatar.id);
}

export async function pauseAvatar(context: CommandContext, reference: string) {
  const avatar = await findAvatar(context, reference);
  const words = texts(context.actor.language).avatar;
  if (avatar.state === "retired" || avatar.state === "training")
    throw new AppError("refused", words.cannotMove(avatar.name, words.states[avatar.state]));
  if (avatar.state !== "paused") await move(context, avatar, "paused");
  return await loadAvatar(context, avatar.id);
}

async function move(
  context: CommandContext,
  avatar: { id: string; name: string; state: string },
  to: "active" | "paused",
): Promise<void> {
  await transact(context, async (tx) => {
    const moved = await tx.avatar.updateMany({
      where: { id: avatar.id, state: avatar.state as "draft" },
      data: { state: to, stateBeforePause: to === "paused" ? (avatar.state as "draft") : null },
    });
    if (moved.count === 0) {
      const words = texts(context.actor.language).avatar;
      throw new AppError("conflict", words.cannotMove(avatar.name, words.states[avatar.state as "draft"]), {
        retryable: true,
      });
    }
  });
}
