// What fans send beside words is looked at before it is answered, where a model that can is configured: fetched, described in a
// sentence, and thrown away. Neither the file nor its address is kept.
import type { ConversationSnapshot } from "../../../prisma/conversation-turn.ts";
import type { Message } from "../../../prisma/generated/client/client.ts";
import { attachmentsOf, isPicture, type MessageAttachment } from "../../domain/fans/attachments.ts";
import { soundTypeOf } from "../../domain/fans/sound-type.ts";
import { isSound } from "../../domain/fans/voice-note.ts";
import { describePicture, type PictureSeen } from "../../graphs/describe-picture.ts";
import { guard, guardShown, together } from "../../graphs/fan-reply/nodes/understand.ts";
import { transcribe } from "../../graphs/transcribe.ts";
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
export function canBePerceived(ports: Pick<Ports, "vision" | "transcriber">, attachment: MessageAttachment): boolean {
  return (
    (ports.vision !== undefined && isPicture(attachment)) || (ports.transcriber !== undefined && isSound(attachment))
  );
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

interface Perceived {
  readonly attachment: MessageAttachment;
  readonly picture?: PictureSeen;
  readonly words?: string;
}

interface Subject {
  readonly avatarId: string;
  readonly conversationId: string;
}

async function lookAtMessage(
  context: AppContext,
  { conversation, fan, avatar }: ConversationSnapshot,
  message: Message,
  chosen: ReadonlySet<string | undefined>,
  signal: AbortSignal,
): Promise<void> {
  const subject = { avatarId: avatar.id, conversationId: conversation.id };
  const perceived = await Promise.all(
    attachmentsOf(message).map(
      async ({ url, ...attachment }): Promise<Perceived> =>
        url !== undefined && chosen.has(url)
          ? await perceive(context, attachment, url, subject, signal)
          : { attachment },
    ),
  );
  const words = perceived.flatMap((each) => each.words ?? []);
  const findings = findingsOf(perceived, context.clock.now());
  await context.database.prisma.$transaction(async (tx) => {
    await tx.message.updateMany({
      where: { id: message.id, deletedAt: null },
      data: {
        attachments: perceived.map(({ attachment }) => attachment),
        // From here on it is what the fan said.
        ...(words.length > 0 ? { text: [message.text, ...words].filter(Boolean).join("\n") } : {}),
      },
    });
    if (!asksForLock(findings)) return;
    // As where somebody writes so (trust C11-C14). What was judged is what the machine saw or heard.
    const judged = perceived.map(({ picture, words: heard }) => picture?.shows ?? heard ?? "").join("\n");
    await applyLocks(context, tx, { conversationId: conversation.id, fanId: fan.id }, findings, judged);
  });
}

/** A voice note is the fan's own word; a picture only shows. */
function findingsOf(perceived: readonly Perceived[], now: Date): LockFindings {
  const pictures = perceived.flatMap(({ picture }) => picture ?? []);
  const shown = guardShown(
    pictures.filter(({ state }) => state === "seen").map(({ shows }) => shows),
    now,
  );
  const said = guard(
    perceived.flatMap(({ words }) => words ?? []),
    now,
  );
  const minor = shown.minor || pictures.some(({ state }) => state === "minor");
  return together([said, { ...shown, minor, optOut: false }]);
}

/** Without what could not be perceived, whatever the reason; the answer then says so. */
async function perceive(
  context: AppContext,
  attachment: MessageAttachment,
  url: string,
  subject: Subject,
  signal: AbortSignal,
): Promise<Perceived> {
  try {
    const bytes = await fetchFile(context, url, signal);
    return isPicture(attachment)
      ? await look(context, attachment, bytes, subject, signal)
      : await listen(context, attachment, bytes, subject, signal);
  } catch (thrown) {
    const { code, reason = "" } = toAppError(thrown);
    context.log.warn("what a fan sent was not looked at", { conversationId: subject.conversationId, code, reason });
    return { attachment };
  }
}

async function look(
  context: AppContext,
  attachment: MessageAttachment,
  bytes: Uint8Array,
  subject: Subject,
  signal: AbortSignal,
): Promise<Perceived> {
  const { vision, media } = context.ports;
  if (!vision) return { attachment };
  await media.inspectPicture(bytes);
  // Smaller, upright, and without what a camera writes into it.
  const file = { bytes: await media.trainingPicture(bytes), contentType: "image/jpeg" };
  const picture = await describePicture(context, vision, file, subject, signal);
  if (picture.state === "minor") return { attachment: { ...attachment, showsMinor: true }, picture };
  return { attachment: picture.state === "seen" ? { ...attachment, shows: picture.shows } : attachment, picture };
}

async function listen(
  context: AppContext,
  attachment: MessageAttachment,
  bytes: Uint8Array,
  subject: Subject,
  signal: AbortSignal,
): Promise<Perceived> {
  const { transcriber } = context.ports;
  const contentType = soundTypeOf(bytes);
  if (!transcriber) return { attachment };
  if (contentType === null) throw new AppError("invalid_input", "This is no sound.", { reason: "sound_type" });
  const words = await transcribe(context, transcriber, { bytes, contentType }, subject, signal);
  return words === "" ? { attachment } : { attachment: { ...attachment, heard: true }, words };
}

/** @throws AppError `too_large`, or as of RemoteFiles */
async function fetchFile({ ports }: AppContext, url: string, signal: AbortSignal): Promise<Uint8Array> {
  if (!ports.remoteFiles) throw new AppError("not_configured", "Files elsewhere are not looked at here.");
  const { bytes } = await ports.remoteFiles.readHead(url, MOST_BYTES + 1, signal);
  if (bytes.length > MOST_BYTES) throw new AppError("too_large", "The file is larger than 10 MB.");
  return bytes;
}
