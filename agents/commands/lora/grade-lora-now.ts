// The last picture of an exam is there: grade it, and keep the sheet that people look at before they choose a version.
import { hashDistance } from "../../domain/avatars/identity/curation.ts";
import { EXAM_QUESTIONS, gradeExam } from "../../domain/avatars/identity/exam.ts";
import { texts } from "../../texts/texts.ts";
import type { AppContext } from "../context.ts";
import { percent } from "../dataset/dataset-card.ts";
import { OPEN_JOB_STATES } from "../vendor-job/load-job.ts";
import { loraReference } from "./lora-reference.ts";
import { lorasTopic } from "./loras-topic.ts";

/** Idempotent: an exam is graded from the same pictures each time. */
export async function gradeLoraNow(context: AppContext, loraId: string): Promise<void> {
  const { prisma } = context.database;
  const lora = await prisma.loraModel.findUnique({ where: { id: loraId }, include: { avatar: true } });
  if (!lora?.avatar || lora.state === "deleted") return;
  const jobs = await prisma.vendorJob.findMany({
    where: { setId: loraId, purpose: "exam" },
    include: { asset: true },
    orderBy: { position: "asc" },
  });
  if (jobs.length === 0 || jobs.some(({ state }) => (OPEN_JOB_STATES as readonly string[]).includes(state))) return;
  const answered = jobs.flatMap((job) => (job.asset ? [{ job, asset: job.asset }] : []));
  const result = gradeExam(
    answered.map(({ job, asset }) => ({
      key: EXAM_QUESTIONS[job.position]?.key ?? String(job.position),
      similarity: job.similarity,
      hash: asset.perceptualHash ?? "0000000000000000",
    })),
    hashDistance,
  );
  const words = texts(lora.avatar.languages[0] === "es" ? "es" : "en").identity;
  const sheet = await context.ports.media.contactSheet({
    title: words.examTitle(loraReference({ version: lora.version, avatar: lora.avatar })),
    note: words.examNote(
      result.meanSimilarity === null ? "?" : percent(result.meanSimilarity),
      percent(result.diversity),
    ),
    tiles: await Promise.all(
      answered.map(async ({ job, asset }) => ({
        bytes: (await context.ports.store.get(asset.storageKey)).bytes,
        caption: job.similarity === null ? words.noFaceShort : percent(job.similarity),
        dimmed: false,
      })),
    ),
  });
  const sheetKey = `avatars/${lora.avatar.id}/exams/${loraId}-sheet.jpg`.toLowerCase();
  await context.ports.store.put(sheetKey, sheet.bytes, sheet.contentType);
  // A picture that could not be made counts against it: the exam has as many as it asks for.
  const complete = answered.length === EXAM_QUESTIONS.length;
  await prisma.loraModel.update({
    where: { id: loraId },
    data: {
      exam: JSON.parse(
        JSON.stringify({
          ...result,
          passed: result.passed && complete,
          missing: jobs.length - answered.length,
          sheetKey,
        }),
      ),
    },
  });
  context.ports.events.publish({ topic: lorasTopic(lora.avatar.id), kind: "graded" });
}
