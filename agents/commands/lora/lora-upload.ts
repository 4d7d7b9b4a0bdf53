// Weights that were sent in become an avatar's LoRA: checked once more, kept under the avatar, examined before they are used.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { type AnyCommand, defineCommand } from "../command.ts";
import { showBytes } from "../storage/show-bytes.ts";
import { transact } from "../transact.ts";
import { findUpload } from "../upload/find-upload.ts";
import { addCandidate, CandidateInput, candidateAvatar, candidateEstimate } from "./candidate.ts";
import { keepWeights, orDropWeights, vendorsCanFetch } from "./kept-weights.ts";
import { LoraStatus, loraCard, loraStatus } from "./lora-card.ts";

/** Of a LoRA that no vendor of ours trained. */
const SENT_IN = "upload";

export const loraUpload: AnyCommand = defineCommand({
  name: "lora.upload",
  role: "manager",
  effect: "spend",
  input: z.object({ avatar: z.string(), upload: z.string().max(512), ...CandidateInput }),
  output: LoraStatus,
  positional: ["avatar", "upload"],
  errors: ["not_found", "refused", "conflict", "not_configured", "budget_reached", "too_large"],
  estimate: async (context, input) => {
    const avatar = await candidateAvatar(context, input);
    const { bytes, facts } = await findUpload(context, "upload", input.upload, ["safetensors"]);
    const words = texts(context.actor.language).studio.lora;
    const hasLink = await vendorsCanFetch(context);
    return await candidateEstimate(context, avatar, { base: input.base, hasLink }, [
      { label: words.size, value: showBytes(bytes) },
      ...(facts.rank === undefined ? [] : [{ label: words.rank, value: String(facts.rank) }]),
      { label: words.base, value: input.base },
      ...(facts.baseModel === undefined ? [] : [{ label: words.baseInFile, value: facts.baseModel }]),
    ]);
  },
  run: async (context, input) => {
    const avatar = await candidateAvatar(context, input);
    const upload = await findUpload(context, "upload", input.upload, ["safetensors"]);
    const id = context.ids.next("lora");
    const kept = await keepWeights(context, "upload", { from: upload.key, avatarId: avatar.id, loraId: id });
    await orDropWeights(context, kept, () =>
      transact(context, (tx) =>
        addCandidate(context, tx, {
          ...{ id, avatarId: avatar.id, name: input.name, triggerWord: input.trigger, base: input.base },
          ...{ provider: SENT_IN, reference: kept.weightsKey },
          ...kept,
        }),
      ),
    );
    await context.ports.store.delete(upload.key);
    return await loraStatus(context, avatar);
  },
  view: (output, context) => loraCard(output, context.actor.language),
  subject: (_input, output) => output.avatar,
});
