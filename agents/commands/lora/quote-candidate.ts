// What the exam of weights from elsewhere will cost: pictures of a generator that can be told of them by a link, or is built in.
import { EXAM_QUESTIONS } from "../../domain/avatars/identity/exam.ts";
import type { CommandContext } from "../context.ts";
import { imageWork } from "../vendor-job/image-work.ts";
import { quoteWork, type WorkQuote } from "../vendor-job/quote-work.ts";
import { examRequests } from "./plan-exam.ts";

interface Weights {
  readonly base: string | null;
  /** A vendor can fetch them. */
  readonly hasLink: boolean;
}

/** @throws AppError `not_configured` when nobody here can make a picture with them */
export async function quoteCandidate(
  context: CommandContext,
  avatarId: string,
  { base, hasLink }: Weights,
): Promise<WorkQuote> {
  const [question] = examRequests("");
  if (!question) throw new Error("an exam has questions");
  const { lora: _lora, ...plain } = question;
  const work = await imageWork(context, plain, avatarId);
  const able = context.ports.images.map(({ info }) => {
    const fits = info.loraBase === undefined || base === null || info.loraBase === base;
    return info.offline ? info.lora !== null : info.lora === "link" && hasLink && fits;
  });
  // Those that make nothing without a LoRA count too: with it they can.
  const vendors = work.vendors.filter((_vendor, index) => able[index]).map((vendor) => ({ ...vendor, canDo: true }));
  const quote = await quoteWork(context, { ...work, vendors });
  return { ...quote, costMicros: quote.costMicros * EXAM_QUESTIONS.length };
}
