// What fans send beside words is looked at before it is answered, where a model that can is configured: fetched, described in a
// sentence, and thrown away. Neither the file nor its address is kept.
import type { ConversationSnapshot } from "../../../prisma/conversation-turn.ts";
import type { Message } from "../../../prisma/generated/client/client.ts";
import { attachmentsOf, isPicture, type MessageAttachment } from "../../domain/fans/attachments.ts";
import { describePicture, type PictureSeen } from "../../graphs/describe-picture.ts";
import { guard } from "../../graphs/fan-reply/nodes/understand.ts";
import { SECOND_MS } from "../../kernel/clock.ts";
import { AppError, toAppError } from "../../kernel/errors.ts";
import type { AppContext, Ports } from "../context.ts";
import { applyLocks, asksForLock, type LockFindings } from "../inbound/apply-locks.ts";

/** The newest so many of a turn. */
const MOST_LOOKED_AT = 2;
/** Platforms let fans send less. */
const MOST_BYTES = 10 * 1024 * 1024;
/** Well within the conversation's lease. */
const LOOK_LIMIT_MS = 20 * SECOND_MS;

/** Whether the address of something is worth keeping until its message is answered. */
export function canBePerceived(ports: Pick<Ports, "vision">, attachment: { readonly type: string }): boolean {
  return ports.vision !== undefined && isPicture(attachment);
}

const hasAddress = ({ url }: MessageAttachment) => url !== undefined;

/** @returns whether anything was learnt: the snapshot is then out of date */
export async function lookAtMedia(
  context: AppContext,
  snapshot: ConversationSnapshot,
  signal: AbortSignal,
): Promise<boolean> {
  const unseen = snapshot.unanswered.filter((message) => attachmentsOf(message).some(hasAddress));
  if (unseen.length === 0) return false;
  const waiting = unseen.flatMap((message) => attachmentsOf(message).filter(hasAddress));
  const chosen = new Set(waiting.slice(-MOST_LOOKED_AT).map(({ url }) => url));
  const limit = AbortSignal.any([signal, AbortSignal.timeout(LOOK_LIMIT_MS)]);
  await Promise.all(unseen.map((message) => lookAtMessage(context, snapshot, message, chosen, limit)));
  signal.throwIfAborted();
  return true;
}

/** Nobody is going to look any more. */
export async function forgetAddresses(
  { database }: Pick<AppContext, "database">,
  messages: readonly Pick<Message, "id" | "attachments">[],
): Promise<void> {
  for (const message of messages) {
    const attachments = attachmentsOf(message);
    if (!attachments.some(hasAddress)) continue;
    const kept = attachments.map(({ url, ...rest }) => rest);
    await database.prisma.message.updateMany({
      where: { id: message.id, deletedAt: null },
      data: { attachments: kept },
    });
  }
}

async function lookAtMessage(
  context: AppContext,
  { conversation, fan, avatar }: ConversationSnapshot,
  message: Message,
  chosen: ReadonlySet<string | undefined>,
  signal: AbortSignal,
): Promise<void> {
  const subject = { avatarId: avatar.id, conversationId: conversation.id };
  const looked = await Promise.all(
    attachmentsOf(message).map(async ({ url, ...rest }) => {
      const seen = url !== undefined && chosen.has(url) ? await look(context, url, subject, signal) : null;
      return { attachment: { ...rest, ...kept(seen) }, seen };
    }),
  );
  const findings = findingsOf(
    looked.flatMap(({ seen }) => seen ?? []),
    context.clock.now(),
  );
  await context.database.prisma.$transaction(async (tx) => {
    await tx.message.updateMany({
      where: { id: message.id, deletedAt: null },
      data: { attachments: looked.map(({ attachment }) => attachment) },
    });
    if (!asksForLock(findings)) return;
    // As where somebody says so (trust C11-C13). What was judged is the machine's sentence.
    const judged = looked.map(({ seen }) => seen?.shows ?? "").join("\n");
    await applyLocks(context, tx, { conversationId: conversation.id, fanId: fan.id }, findings, judged);
  });
}

function findingsOf(seen: readonly PictureSeen[], now: Date): LockFindings {
  const said = guard(
    seen.filter(({ state }) => state === "seen").map(({ shows }) => shows),
    now,
  );
  const minor = said.minor || seen.some(({ state }) => state === "minor");
  return { minor, abuse: said.abuse, crisis: said.crisis, optOut: false };
}

function kept(seen: PictureSeen | null): Pick<MessageAttachment, "shows" | "showsMinor"> {
  if (seen?.state === "minor") return { showsMinor: true };
  return seen?.state === "seen" ? { shows: seen.shows } : {};
}

/** null: it could not be looked at, whatever the reason; the answer then says so. */
async function look(
  context: AppContext,
  url: string,
  subject: { readonly avatarId: string; readonly conversationId: string },
  signal: AbortSignal,
): Promise<PictureSeen | null> {
  const { vision, media } = context.ports;
  try {
    if (!vision) return null;
    const bytes = await fetchFile(context, url, signal);
    await media.inspectPicture(bytes);
    // Smaller, upright, and without what a camera writes into it.
    const picture = { bytes: await media.trainingPicture(bytes), contentType: "image/jpeg" };
    return await describePicture(context, vision, picture, subject, signal);
  } catch (thrown) {
    const { code, reason = "" } = toAppError(thrown);
    context.log.warn("a fan's picture was not looked at", { conversationId: subject.conversationId, code, reason });
    return null;
  }
}

/** @throws AppError `too_large`, or as of RemoteFiles */
async function fetchFile({ ports }: AppContext, url: string, signal: AbortSignal): Promise<Uint8Array> {
  if (!ports.remoteFiles) throw new AppError("not_configured", "Files elsewhere are not looked at here.");
  const { bytes } = await ports.remoteFiles.readHead(url, MOST_BYTES + 1, signal);
  if (bytes.length > MOST_BYTES) throw new AppError("too_large", "The file is larger than 10 MB.");
  return bytes;
}
