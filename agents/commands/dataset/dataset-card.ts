// A training set as it stands: progress while it is made, then what was kept, what was not and why, and how well it covers her.
import { z } from "zod";
import { Coverage } from "../../domain/avatars/identity/dataset-report.ts";
import type { ShortReason } from "../../domain/avatars/identity/remakes.ts";
import { type Language, texts } from "../../texts/texts.ts";
import type { AppContext } from "../context.ts";
import { OPEN_JOB_STATES } from "../vendor-job/load-job.ts";
import type { Card, CardButton } from "../view.ts";
import { datasetReference } from "./find-dataset.ts";

const SHORT_REASONS = ["used_up", "not_again", "no_consent"] as const satisfies readonly ShortReason[];

const Picture = z.object({
  number: z.number(),
  imageKey: z.string(),
  thumbnailKey: z.string().nullable(),
  similarity: z.number().nullable(),
  kept: z.boolean().nullable(),
  reason: z.string().nullable(),
});

export const DatasetStatus = z.object({
  id: z.string(),
  reference: z.string(),
  avatar: z.string(),
  name: z.string(),
  state: z.string(),
  total: z.number(),
  finished: z.number(),
  failed: z.number(),
  /** Pictures made again for those left out, beyond `total`. */
  again: z.number(),
  /** Why a finished set has fewer than were asked for. */
  short: z.enum(SHORT_REASONS).nullable(),
  coverage: Coverage.nullable(),
  reportKey: z.string().nullable(),
  sheetKey: z.string().nullable(),
  archiveBytes: z.number().nullable(),
  synthetic: z.boolean(),
  pictures: z.array(Picture),
});
export type DatasetStatusValue = z.output<typeof DatasetStatus>;

const StoredReport = z.object({
  pictures: z.array(z.object({ id: z.string(), kept: z.boolean(), reason: z.string().nullable() })),
  coverage: Coverage,
  reportKey: z.string(),
  sheetKey: z.string(),
  short: z.enum(SHORT_REASONS).nullable().default(null),
});

export async function datasetStatus(context: Pick<AppContext, "database">, id: string): Promise<DatasetStatusValue> {
  const { prisma } = context.database;
  const [dataset, jobs] = await Promise.all([
    prisma.dataset.findUniqueOrThrow({ where: { id }, include: { avatar: true } }),
    prisma.vendorJob.findMany({ where: { setId: id }, include: { asset: true }, orderBy: { position: "asc" } }),
  ]);
  const report = StoredReport.nullable().catch(null).parse(dataset.report);
  const verdicts = new Map(report?.pictures.map((picture) => [picture.id, picture]));
  return {
    id,
    reference: datasetReference(dataset),
    avatar: dataset.avatar.slug,
    name: dataset.avatar.name,
    state: dataset.state,
    total: dataset.requested,
    finished: jobs.filter(({ state }) => !(OPEN_JOB_STATES as readonly string[]).includes(state)).length,
    failed: jobs.filter(({ state }) => state === "failed" || state === "refused").length,
    again: Math.max(0, jobs.length - dataset.requested),
    short: report?.short ?? null,
    coverage: report?.coverage ?? null,
    reportKey: report?.reportKey ?? null,
    sheetKey: report?.sheetKey ?? null,
    archiveBytes: dataset.archiveBytes,
    synthetic: jobs.some(({ asset }) => asset?.synthetic),
    pictures: jobs.flatMap((job) =>
      job.asset
        ? [
            {
              number: job.position + 1,
              imageKey: job.asset.storageKey,
              thumbnailKey: job.asset.thumbnailKey,
              similarity: job.similarity,
              kept: verdicts.get(job.id)?.kept ?? null,
              reason: verdicts.get(job.id)?.reason ?? null,
            },
          ]
        : [],
    ),
  };
}

const MEGABYTE = 1024 * 1024;

export function datasetCard(status: DatasetStatusValue, language: Language): Card {
  const words = texts(language);
  const { identity } = words;
  const { coverage } = status;
  const isOpen = status.state === "building";
  const pictures = status.total + status.again;
  const missing = status.total - (coverage?.kept ?? 0);
  const warnings = [
    ...(status.short ? [identity.datasetShort[status.short](missing)] : []),
    ...(status.failed > 0 && missing > 0 ? [words.batch.someFailed(status.failed)] : []),
    ...(coverage?.warnings ?? []).map((warning) => identity.datasetWarnings[warning]),
  ];
  const input = { dataset: status.reference };
  return {
    title: identity.datasetTitle(
      status.reference,
      identity.datasetStates[status.state as keyof typeof identity.datasetStates],
    ),
    ...(warnings.length > 0 ? { tone: "warning", text: warnings.join(" ") } : {}),
    ...(warnings.length === 0 && status.state === "built" ? { tone: "good" } : {}),
    progress: {
      done: status.finished,
      total: pictures,
      label: identity.picturesProgress(status.finished, pictures),
    },
    fields: [
      ...(status.again > 0 ? [{ label: identity.madeAgain, value: identity.madeAgainValue(status.again) }] : []),
      ...(coverage ? coverageFields(coverage, status, language) : []),
    ],
    images: picturesOf(status, language),
    buttons: buttonsOf(status, language),
    ...(status.synthetic ? { note: words.common.offlineNote } : {}),
    live: { topic: `set:${status.id}`, command: "dataset.show", input, finished: !isOpen },
  };
}

function coverageFields(coverage: z.output<typeof Coverage>, status: DatasetStatusValue, language: Language) {
  const { identity } = texts(language);
  return [
    { label: identity.kept, value: identity.keptValue(coverage.kept, status.total) },
    ...(coverage.meanSimilarity === null
      ? []
      : [{ label: identity.likeness, value: percent(coverage.meanSimilarity) }]),
    { label: identity.leftOut, value: identity.leftOutValue(coverage.dropped) },
    { label: identity.framings, value: identity.framingsValue(coverage.framings) },
    ...(status.archiveBytes === null
      ? []
      : [{ label: identity.archive, value: `${(status.archiveBytes / MEGABYTE).toFixed(1)} MB` }]),
  ];
}

function buttonsOf({ state, avatar, reference }: DatasetStatusValue, language: Language): CardButton[] {
  const words = texts(language);
  if (state === "built")
    return [{ label: words.identity.train, command: "lora.train", input: { avatar }, style: "primary" }];
  if (state !== "building") return [];
  return [{ label: words.common.cancel, command: "dataset.cancel", input: { dataset: reference }, style: "danger" }];
}

/** Once it is built, two pictures say it all; until then each is shown as it comes. */
function picturesOf(status: DatasetStatusValue, language: Language) {
  const words = texts(language).identity;
  if (status.sheetKey && status.reportKey) {
    return [
      { key: status.reportKey, alt: words.coverageAlt(status.reference), isSheet: true as const },
      { key: status.sheetKey, alt: words.sheetAlt(status.reference), isSheet: true as const },
    ];
  }
  return status.pictures.map((picture) => ({
    key: picture.imageKey,
    ...(picture.thumbnailKey ? { thumbnailKey: picture.thumbnailKey } : {}),
    alt: words.datasetPicture(picture.number),
    caption: picture.similarity === null ? `${picture.number}` : `${picture.number} · ${percent(picture.similarity)}`,
  }));
}

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
