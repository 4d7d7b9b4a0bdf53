// The LoRAs of an avatar: the training that runs, each version with its exam, which one is used.
import { z } from "zod";
import { type Language, texts } from "../../texts/texts.ts";
import type { AppContext } from "../context.ts";
import { percent } from "../dataset/dataset-card.ts";
import type { Card, CardButton } from "../view.ts";
import { loraReference } from "./lora-reference.ts";
import { lorasTopic } from "./loras-topic.ts";

const Exam = z.object({
  meanSimilarity: z.number().nullable(),
  diversity: z.number(),
  passed: z.boolean(),
  reasons: z.array(z.string()),
  sheetKey: z.string(),
});

const Version = z.object({
  reference: z.string(),
  state: z.string(),
  provider: z.string(),
  createdAt: z.string(),
  exam: Exam.nullable(),
});

export const LoraStatus = z.object({
  avatar: z.string(),
  avatarId: z.string(),
  name: z.string(),
  /** Of the newest training that has not ended, or ended without a LoRA. */
  training: z
    .object({
      id: z.string(),
      jobId: z.string(),
      state: z.string(),
      progress: z.number(),
      etaAt: z.string().nullable(),
      error: z.string().nullable(),
    })
    .nullable(),
  versions: z.array(Version),
});
export type LoraStatusValue = z.output<typeof LoraStatus>;

export async function loraStatus(
  context: Pick<AppContext, "database">,
  avatar: { readonly id: string; readonly slug: string; readonly name: string },
): Promise<LoraStatusValue> {
  const { prisma } = context.database;
  const [training, loras] = await Promise.all([
    prisma.training.findFirst({ where: { avatarId: avatar.id }, orderBy: { createdAt: "desc" } }),
    prisma.loraModel.findMany({
      where: { avatarId: avatar.id, state: { not: "deleted" } },
      orderBy: { version: "desc" },
    }),
  ]);
  return {
    avatar: avatar.slug,
    avatarId: avatar.id,
    name: avatar.name,
    training:
      training && training.state !== "succeeded"
        ? {
            id: training.id,
            jobId: training.vendorJobId ?? "",
            state: training.state,
            progress: training.progress,
            etaAt: training.etaAt?.toISOString() ?? null,
            error: training.error,
          }
        : null,
    versions: loras.map((lora) => ({
      reference: loraReference({ version: lora.version, avatar }),
      state: lora.state,
      provider: lora.provider,
      createdAt: lora.createdAt.toISOString(),
      exam: Exam.nullable().catch(null).parse(lora.exam),
    })),
  };
}

const OPEN_TRAINING = ["planned", "running", "unknown"];

export function loraCard(status: LoraStatusValue, language: Language): Card {
  const words = texts(language);
  const { identity } = words;
  const { training, versions } = status;
  const isTraining = training !== null && OPEN_TRAINING.includes(training.state);
  const inExam = versions[0]?.exam === null && versions[0].state === "candidate";
  const input = { avatar: status.avatar };
  return {
    title: isTraining ? identity.training(status.name) : identity.lorasTitle(status.name),
    ...(training?.error && !isTraining ? { tone: "warning", text: training.error } : {}),
    ...(isTraining
      ? {
          progress: {
            done: Math.round(training.progress * 100),
            total: 100,
            label: training.etaAt ? identity.readyAt(training.etaAt.slice(11, 16)) : identity.trainingRuns,
          },
        }
      : {}),
    ...(versions.length > 0
      ? {
          table: {
            columns: [
              { label: identity.version },
              { label: words.batch.state },
              { label: words.batch.provider },
              { label: identity.likeness, align: "right" as const },
              { label: identity.exam },
            ],
            rows: versions.map(({ reference, state, provider, exam }) => [
              reference,
              identity.loraStates[state as keyof typeof identity.loraStates],
              provider,
              exam?.meanSimilarity == null ? "–" : percent(exam.meanSimilarity),
              examWord(exam, language),
            ]),
          },
        }
      : {}),
    images: versions.flatMap(({ reference, exam }) =>
      exam
        ? [{ key: exam.sheetKey, alt: identity.examTitle(reference), caption: reference, isSheet: true as const }]
        : [],
    ),
    buttons: buttonsOf(status, isTraining, language),
    live: {
      topic: lorasTopic(status.avatarId),
      command: "lora.show",
      input,
      finished: !isTraining && !inExam,
    },
  };
}

function examWord(exam: LoraStatusValue["versions"][number]["exam"], language: Language): string {
  const { identity } = texts(language);
  if (!exam) return identity.examRuns;
  if (exam.passed) return identity.examPassed;
  return exam.reasons.map((reason) => identity.examReasons[reason as keyof typeof identity.examReasons]).join(", ");
}

function buttonsOf(status: LoraStatusValue, isTraining: boolean, language: Language): CardButton[] {
  const words = texts(language);
  const { identity } = words;
  const input = { avatar: status.avatar };
  if (isTraining) return [{ label: words.common.cancel, command: "lora.cancel", input, style: "danger" }];
  const choices = status.versions
    .filter(({ state, exam }) => state !== "active" && exam?.passed)
    .map(
      ({ reference }): CardButton => ({
        label: identity.use(reference),
        command: "lora.activate",
        input: { lora: reference },
        style: "primary",
      }),
    );
  return [...choices, { label: identity.train, command: "lora.train", input }];
}
