// The last picture is there: choose what is worth training on, have the rest made again, show how well it covers her, pack it.
import { curate, type DatasetPicture, LEAST_KEPT } from "../../domain/avatars/identity/curation.ts";
import { type DatasetShot, datasetCaption } from "../../domain/avatars/identity/dataset-plan.ts";
import { DATASET_MIN_SIMILARITY } from "../../domain/avatars/identity/limits.ts";
import { ModerationRecord } from "../../domain/content/moderation-record.ts";
import type { AppContext } from "../context.ts";
import { OPEN_JOB_STATES } from "../vendor-job/load-job.ts";
import { datasetReportFiles } from "./dataset-report-files.ts";
import { StoredPlan } from "./find-dataset.ts";
import { makeAgain } from "./make-again.ts";

/** Idempotent: the same pictures give the same files under the same keys, and a further round is asked for once. */
export async function buildDatasetNow(context: AppContext, datasetId: string): Promise<void> {
  const dataset = await loadBuilding(context, datasetId);
  if (!dataset) return;
  const plan = StoredPlan.parse(dataset.plan);
  const pictures = dataset.jobs.flatMap((job) => pictureOf(job, plan) ?? []);
  const { pictures: verdicts, coverage } = curate(
    pictures,
    dataset.avatar.similarityThreshold ?? DATASET_MIN_SIMILARITY,
  );
  const short = await makeAgain(context, { dataset, plan, verdicts });
  if (short === "asked") return;
  const keptIds = new Set(verdicts.filter(({ kept }) => kept).map(({ id }) => id));
  const kept = pictures.filter(({ id }) => keptIds.has(id));
  const base = `avatars/${dataset.avatarId}/datasets/${datasetId}`.toLowerCase();
  const files = await datasetReportFiles(context, { base, pictures, verdicts, coverage, dataset });
  const enough = kept.length >= LEAST_KEPT;
  const archive = enough
    ? await context.ports.store.putStream(
        `${base}.zip`,
        context.ports.media.archive(entries(context, kept, dataset.triggerWord)),
        "application/zip",
        {
          maxBytes: ARCHIVE_MAX_BYTES,
        },
      )
    : null;
  await context.database.prisma.$transaction(async (tx) => {
    const built = await tx.dataset.updateMany({
      where: { id: datasetId, state: "building", round: dataset.round },
      data: {
        state: enough ? "built" : "failed",
        report: JSON.parse(JSON.stringify({ pictures: verdicts, coverage, short, ...files })),
        ...(archive ? { archiveKey: `${base}.zip`, archiveBytes: archive.bytes, sha256: archive.sha256 } : {}),
        finishedAt: context.clock.now(),
      },
    });
    if (built.count === 0 || !enough) return;
    await tx.avatar.updateMany({
      where: { id: dataset.avatarId, state: { in: ["draft", "face_ready"] } },
      data: { state: "dataset_ready" },
    });
  });
  context.ports.events.publish({ topic: `set:${datasetId}`, kind: "built" });
}

const ARCHIVE_MAX_BYTES = 1024 * 1024 * 1024;

async function loadBuilding(context: AppContext, id: string) {
  const dataset = await context.database.prisma.dataset.findFirst({
    where: { id, state: "building" },
    include: { avatar: true },
  });
  if (!dataset) return null;
  const jobs = await context.database.prisma.vendorJob.findMany({
    where: { setId: id },
    include: { asset: true, attempts: { select: { state: true } } },
    orderBy: { position: "asc" },
  });
  return jobs.some(({ state }) => (OPEN_JOB_STATES as readonly string[]).includes(state)) ? null : { ...dataset, jobs };
}

export type BuildingDataset = NonNullable<Awaited<ReturnType<typeof loadBuilding>>>;

export interface StoredPicture extends DatasetPicture {
  readonly number: number;
  readonly storageKey: string;
}

function pictureOf(job: BuildingDataset["jobs"][number], plan: readonly DatasetShot[]): StoredPicture | null {
  const shot = plan[job.position];
  if (!job.asset || !shot || job.asset.heldAt) return null;
  const { faces } = ModerationRecord.parse(job.asset.moderation ?? {});
  return {
    id: job.id,
    number: job.position + 1,
    shot,
    storageKey: job.asset.storageKey,
    hash: job.asset.perceptualHash ?? "0000000000000000",
    similarity: job.similarity,
    examined: faces !== null && faces !== undefined,
  };
}

/** Names are ours: "007_full.jpg" and "007_full.txt"; read one by one, so that the set never is in memory whole. */
async function* entries(context: AppContext, kept: readonly StoredPicture[], triggerWord: string) {
  const { media, store } = context.ports;
  const manifest: object[] = [];
  for (const [index, { number, shot, storageKey, similarity, hash }] of kept.entries()) {
    const name = `${String(index + 1).padStart(3, "0")}_${shot.framing}`;
    const { bytes } = await store.get(storageKey);
    yield { name: `${name}.jpg`, bytes: await media.trainingPicture(bytes) };
    yield { name: `${name}.txt`, bytes: Buffer.from(`${datasetCaption(shot, triggerWord)}\n`) };
    manifest.push({ file: `${name}.jpg`, number, ...shot, similarity, hash });
  }
  yield {
    name: "manifest.json",
    bytes: Buffer.from(`${JSON.stringify({ triggerWord, pictures: manifest }, null, 2)}\n`),
  };
}
