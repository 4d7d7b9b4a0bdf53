// An answer as a voice note: asked for with the answer, spoken by a job of its own (paid, routed and kept like any other), sent
// when it is there. Where that fails or takes too long, the text goes out as it is.
import type { OutboundMessage } from "../../../prisma/generated/client/client.ts";
import { voiceOf } from "../../domain/avatars/voice.ts";
import type { VoiceJobRequest } from "../../domain/content/vendor-request.ts";
import { SECOND_MS } from "../../kernel/clock.ts";
import { mayUseLikeness } from "../avatar/likeness.ts";
import type { AppContext, Transaction } from "../context.ts";
import { OPEN_JOB_STATES } from "../vendor-job/load-job.ts";
import { planJob } from "../vendor-job/plan-job.ts";
import { voiceKept } from "../voice/avatar-voice.ts";

/** `OutboundMessage.form`. */
export const VOICE = "voice";
/** A fan waits no longer for a voice; what it costs by then is paid. */
const VOICE_WAIT_MS = 25 * SECOND_MS;

interface Speaker {
  readonly id: string;
  readonly likeness: string;
  readonly voice: unknown;
}

/** Whether the channel carries sound, somebody speaks the language, and the voice may be used (trust C8). */
export async function canSpeak(
  context: AppContext,
  platform: string,
  avatar: Speaker,
  language: string,
): Promise<boolean> {
  if (!context.ports.channels[platform]?.info.media.includes("audio")) return false;
  const own = voiceKept(avatar);
  const able = context.ports.voices.filter(
    ({ info }) => info.languages.includes(language) && voiceOf(own, info.provider, info.voices, language) !== null,
  );
  if (able.length === 0) return false;
  const isSomebodys = able.some(({ info }) => {
    const chosen = own.chosen[info.provider];
    return chosen !== undefined && !info.voices.some(({ id }) => id === chosen);
  });
  return !isSomebodys || (await mayUseLikeness(context, avatar, "voice"));
}

export interface VoiceNote {
  readonly outboundId: string;
  readonly avatarId: string;
  readonly conversationId: string;
  readonly operatorId?: string;
  readonly request: VoiceJobRequest;
}

/** In the transaction that writes its message. */
export async function askForVoice(
  context: AppContext,
  tx: Transaction,
  { outboundId, ...job }: VoiceNote,
): Promise<void> {
  await planJob(context, tx, { ...job, kind: "voice", purpose: "reply", setId: outboundId });
}

/** The messages as they go out now: with their voice, still waiting for it, or as the text they were. */
export async function withVoices(
  context: AppContext,
  open: readonly OutboundMessage[],
  isEmulated: boolean,
  now: Date,
): Promise<readonly OutboundMessage[]> {
  if (!open.some(isUnspoken)) return open;
  return await Promise.all(
    open.map(async (outbound) =>
      isUnspoken(outbound) ? await withVoice(context, outbound, isEmulated, now) : outbound,
    ),
  );
}

const isUnspoken = ({ form, mediaKey, state }: OutboundMessage) =>
  form === VOICE && mediaKey === null && state === "pending";

async function withVoice(
  { database }: AppContext,
  outbound: OutboundMessage,
  isEmulated: boolean,
  now: Date,
): Promise<OutboundMessage> {
  const { prisma } = database;
  const job = await prisma.vendorJob.findFirst({
    where: { setId: outbound.id, purpose: "reply" },
    include: { asset: true },
  });
  const waitsUntil = new Date(outbound.createdAt.getTime() + VOICE_WAIT_MS);
  const isOpen = job !== null && (OPEN_JOB_STATES as readonly string[]).includes(job.state);
  if (isOpen && waitsUntil > now)
    return { ...outbound, dueAt: outbound.dueAt && outbound.dueAt > waitsUntil ? outbound.dueAt : waitsUntil };
  // A placeholder voice is for trying things out, never for somebody real.
  const key = job?.asset && (isEmulated || !job.asset.synthetic) ? job.asset.storageKey : null;
  if (isOpen) await callOff(prisma, [outbound.id], now);
  const data = key === null ? { form: null } : { mediaKey: key };
  await prisma.outboundMessage.updateMany({ where: { id: outbound.id, state: "pending" }, data });
  return { ...outbound, ...data };
}

/** What nobody began to speak is not paid for. */
export async function callOff(
  rows: Pick<Transaction, "vendorJob">,
  outboundIds: readonly string[],
  now: Date,
): Promise<void> {
  await rows.vendorJob.updateMany({
    where: { setId: { in: [...outboundIds] }, purpose: "reply", state: "planned" },
    data: { state: "canceled", endedAt: now },
  });
}
