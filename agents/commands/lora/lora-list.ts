// The LoRA catalogue: every version of every avatar, where it is from, what it fits, how its exam went.
import { z } from "zod";
import { texts } from "../../texts/texts.ts";
import { findAvatar } from "../avatar/find-avatar.ts";
import { type AnyCommand, defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { percent } from "../dataset/dataset-card.ts";
import { showBytes } from "../storage/show-bytes.ts";
import type { CardTable } from "../view.ts";
import { loraReference } from "./lora-reference.ts";

const MOST_LINES = 200;

const Exam = z.object({ passed: z.boolean(), meanSimilarity: z.number().nullable() });

const Line = z.object({
  reference: z.string(),
  id: z.string(),
  name: z.string(),
  avatar: z.string().nullable(),
  state: z.enum(["candidate", "active", "retired", "deleted"]),
  provider: z.string(),
  base: z.string().nullable(),
  trigger: z.string(),
  bytes: z.number().nullable(),
  createdAt: z.string(),
  /** null: not examined yet. */
  exam: Exam.nullable(),
});

const Output = z.object({ loras: z.array(Line), isCut: z.boolean() });

export const loraList: AnyCommand = defineCommand({
  name: "lora.list",
  role: "manager",
  effect: "read",
  input: z.object({
    avatar: z.string().optional(),
    state: z.enum(["candidate", "active", "retired", "deleted"]).optional(),
    provider: z.string().trim().toLowerCase().max(60).optional(),
    base: z.string().trim().toLowerCase().max(40).optional(),
  }),
  output: Output,
  positional: ["avatar"],
  errors: ["not_found"],
  run: async (context, input) => {
    const avatar = input.avatar ? await findAvatar(context, input.avatar) : null;
    const loras = await context.database.prisma.loraModel.findMany({
      where: {
        ...(avatar ? { avatarId: avatar.id } : {}),
        state: input.state ?? { not: "deleted" },
        ...(input.provider ? { provider: input.provider } : {}),
        ...(input.base ? { base: input.base } : {}),
      },
      include: { avatar: true },
      orderBy: [{ createdAt: "desc" }, { version: "desc" }],
      take: MOST_LINES + 1,
    });
    return {
      isCut: loras.length > MOST_LINES,
      loras: loras.slice(0, MOST_LINES).map((lora) => ({
        reference: loraReference(lora),
        id: lora.id,
        name: lora.name,
        avatar: lora.avatar?.slug ?? null,
        state: lora.state,
        provider: lora.provider,
        base: lora.base,
        trigger: lora.triggerWord,
        bytes: lora.bytes,
        createdAt: lora.createdAt.toISOString(),
        exam: Exam.nullable().catch(null).parse(lora.exam),
      })),
    };
  },
  view: (output, context) => {
    const words = texts(context.actor.language).studio.lora;
    return {
      title: words.listTitle(output.loras.length, output.isCut),
      ...(output.loras.length > 0 ? { table: tableOf(output, context) } : {}),
    };
  },
});

function tableOf({ loras }: z.output<typeof Output>, context: CommandContext): CardTable {
  const { studio, identity, batch } = texts(context.actor.language);
  const words = studio.lora;
  const examWord = (exam: z.output<typeof Exam> | null) => {
    if (!exam) return words.noExam;
    const likeness = exam.meanSimilarity === null ? "" : ` · ${percent(exam.meanSimilarity)}`;
    return `${exam.passed ? identity.examPassed : words.examFailed}${likeness}`;
  };
  return {
    columns: [
      { label: identity.version },
      { label: words.name },
      { label: batch.state },
      { label: batch.provider },
      { label: words.base },
      { label: words.trigger },
      { label: words.size, align: "right" },
      { label: identity.exam },
    ],
    rows: loras.map((lora) => [
      lora.reference,
      lora.name,
      identity.loraStates[lora.state],
      lora.provider,
      lora.base ?? words.unknown,
      lora.trigger,
      lora.bytes === null ? words.unknown : showBytes(lora.bytes),
      examWord(lora.exam),
    ]),
  };
}
