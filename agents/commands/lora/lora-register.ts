// A LoRA that lies elsewhere is written down as an avatar's: vendors fetch it from there, and its exam tells whether it is any good.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { type AnyCommand, defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { showBytes } from "../storage/show-bytes.ts";
import { transact } from "../transact.ts";
import { addCandidate, CandidateInput, candidateAvatar, candidateEstimate } from "./candidate.ts";
import { LoraStatus, loraCard, loraStatus } from "./lora-card.ts";
import { lookAtWeights } from "./remote-weights.ts";

/** Of a LoRA that no vendor of ours trained. */
const ELSEWHERE = "link";

const Input = z.object({ avatar: z.string(), url: z.string().max(2_000), ...CandidateInput });

export const loraRegister: AnyCommand = defineCommand({
  name: "lora.register",
  role: "manager",
  effect: "spend",
  input: Input,
  output: LoraStatus.extend({ wasLookedAt: z.boolean() }),
  positional: ["avatar"],
  errors: ["not_found", "refused", "conflict", "not_configured", "budget_reached", "unavailable"],
  estimate: async (context, input) => {
    const { avatar, weights } = await prepare(context, input);
    const words = texts(context.actor.language).studio.lora;
    return await candidateEstimate(context, avatar, { base: input.base, hasLink: true }, [
      { label: words.weights, value: weights.url },
      { label: words.size, value: weights.bytes === null ? words.notLookedAt : showBytes(weights.bytes) },
      { label: words.base, value: input.base },
      ...(weights.baseInFile === null ? [] : [{ label: words.baseInFile, value: weights.baseInFile }]),
    ]);
  },
  run: async (context, input) => {
    const { avatar, weights } = await prepare(context, input);
    await transact(context, (tx) =>
      addCandidate(context, tx, {
        id: context.ids.next("lora"),
        avatarId: avatar.id,
        name: input.name,
        triggerWord: input.trigger,
        base: input.base,
        provider: ELSEWHERE,
        reference: weights.url,
        weightsKey: null,
        bytes: weights.bytes,
        sha256: null,
      }),
    );
    return { ...(await loraStatus(context, avatar)), wasLookedAt: weights.bytes !== null };
  },
  view: (output, context) => {
    const words = texts(context.actor.language).studio.lora;
    const note = output.wasLookedAt ? words.elsewhereNote : words.notLookedAtNote;
    return { ...loraCard(output, context.actor.language), note };
  },
  subject: (_input, output) => output.avatar,
});

async function prepare(context: CommandContext, input: z.output<typeof Input>) {
  const avatar = await candidateAvatar(context, input);
  return { avatar, weights: await lookAtWeights(context, input.url) };
}
