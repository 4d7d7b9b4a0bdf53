// What the exam of a LoRA that does not exist yet will cost: pictures of a generator that understands the trainer's LoRAs.
import { EXAM_QUESTIONS } from "../../domain/avatars/identity/exam.ts";
import type { CommandContext } from "../context.ts";
import { imageWork } from "../vendor-job/image-work.ts";
import { quoteWork } from "../vendor-job/quote-work.ts";
import { examRequests } from "./plan-exam.ts";

export async function quoteExam(
  context: CommandContext,
  avatarId: string,
  trainer: string,
): Promise<{ readonly costMicros: number }> {
  const [question] = examRequests("");
  if (!question) throw new Error("an exam has questions");
  const { lora: _lora, ...plain } = question;
  const work = await imageWork(context, plain, avatarId);
  // As image-work.ts tells LoRAs: their own vendor's, any by link, and a preview of anything.
  const able = context.ports.images.filter(
    ({ info }) => info.lora !== null && (info.provider === trainer || info.lora === "link" || info.offline),
  );
  const names = new Set(able.map(({ info }) => info.model));
  const quote = await quoteWork(context, {
    ...work,
    vendors: work.vendors.filter(({ info }) => names.has(info.model)),
  });
  return { costMicros: quote.costMicros * EXAM_QUESTIONS.length };
}
