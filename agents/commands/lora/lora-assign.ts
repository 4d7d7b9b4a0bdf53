// A LoRA of one avatar becomes a version of another too, with weights of its own: it has to pass the exam against that face.
import { z } from "zod";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import { type AnyCommand, defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { transact } from "../transact.ts";
import { addCandidate, candidateEstimate, trainableAvatar } from "./candidate.ts";
import { keepWeights, orDropWeights, vendorsCanFetch } from "./kept-weights.ts";
import { LoraStatus, loraCard, loraStatus } from "./lora-card.ts";
import { findLora, loraReference } from "./lora-reference.ts";

const Input = z.object({ lora: z.string(), avatar: z.string() });

export const loraAssign: AnyCommand = defineCommand({
  name: "lora.assign",
  role: "manager",
  effect: "spend",
  input: Input,
  output: LoraStatus,
  positional: ["lora", "avatar"],
  errors: ["not_found", "refused", "conflict", "not_configured", "budget_reached"],
  estimate: async (context, input) => {
    const { lora, avatar } = await prepare(context, input);
    const words = texts(context.actor.language).studio.lora;
    const hasLink = lora.weightsKey === null || (await vendorsCanFetch(context));
    return await candidateEstimate(context, avatar, { base: lora.base, hasLink }, [
      { label: words.lora, value: loraReference(lora) },
      { label: words.base, value: lora.base ?? words.unknown },
    ]);
  },
  run: async (context, input) => {
    const { lora, avatar } = await prepare(context, input);
    const { name, triggerWord, base, provider, weightsKey, bytes, sha256 } = lora;
    const id = context.ids.next("lora");
    const row = { id, avatarId: avatar.id, name, triggerWord, base, provider };
    if (weightsKey === null) {
      const { reference } = lora;
      await transact(context, (tx) =>
        addCandidate(context, tx, { ...row, reference, weightsKey: null, bytes, sha256 }),
      );
    } else {
      const kept = await keepWeights(context, "lora", { from: weightsKey, avatarId: avatar.id, loraId: id });
      // Where the reference was the file itself, it is the new one; a name the vendor gave stays.
      const reference = lora.reference === weightsKey ? kept.weightsKey : lora.reference;
      await orDropWeights(context, kept, () =>
        transact(context, (tx) => addCandidate(context, tx, { ...row, reference, ...kept })),
      );
    }
    return await loraStatus(context, avatar);
  },
  view: (output, context) => loraCard(output, context.actor.language),
  subject: (_input, output) => output.avatar,
});

async function prepare(context: CommandContext, input: z.output<typeof Input>) {
  const lora = await findLora(context, input.lora);
  const avatar = await trainableAvatar(context, input.avatar);
  const words = texts(context.actor.language).studio.lora;
  if (lora.avatar.id === avatar.id)
    throw new AppError("conflict", words.ownAlready(loraReference(lora)), {
      field: "avatar",
      remedy: words.activateHint(loraReference(lora)),
    });
  // What was learnt from a real person stays with whoever is said to carry that person's likeness (trust C8).
  if (lora.avatar.likeness !== "fictional" && lora.avatar.likeness !== avatar.likeness)
    throw new AppError("refused", words.otherLikeness(lora.avatar.name), {
      field: "avatar",
      reason: "other_likeness",
      remedy: words.otherLikenessRemedy,
    });
  return { lora, avatar };
}
