// What Instagram says was written since a time: messages whose webhook may never have come, under the webhook's own ids.
import { z } from "zod";
import { cleanText } from "../../../agents/kernel/clean-text.ts";
import type { ConnectedAccount } from "../../../agents/ports/connector.ts";
import type { ChannelEvent, RecentlyWritten } from "../../../agents/ports/fan-channel.ts";
import { type InstagramClient, readAnswer } from "./client.ts";
import { echoEventId, id, messageEventId } from "./webhook-event.ts";

const time = z.string().transform((text) => new Date(text));
const Conversations = z.object({
  data: z.array(z.object({ id: z.string(), updated_time: time })),
  paging: z.object({ cursors: z.object({ after: z.string().nullish() }).nullish() }).nullish(),
});
const Attachment = z.object({
  mime_type: z.string().nullish(),
  image_data: z.unknown(),
  video_data: z.unknown(),
});
const HistoryMessage = z.object({
  id,
  created_time: time,
  from: z.object({ id }),
  to: z.object({ data: z.array(z.object({ id })) }),
  message: z.string().nullish(),
  attachments: z
    .object({ data: z.array(Attachment) })
    .nullish()
    .catch(null),
  is_unsupported: z.boolean().nullish().catch(null),
});
type HistoryMessage = z.output<typeof HistoryMessage>;
/** Read one by one: an odd message must not hide the others. */
const History = z.object({ messages: z.object({ data: z.array(z.unknown()) }).nullish() });

const FIELDS = "messages{id,created_time,from,to,message,attachments,is_unsupported}";
/** Threads of one look at most; the next one goes on, since this one is not complete then. */
const THREADS_A_LOOK = 200;

export async function readRecentEvents(
  client: InstagramClient,
  account: ConnectedAccount,
  since: Date,
  signal: AbortSignal,
): Promise<RecentlyWritten> {
  // Its times are whole seconds.
  const from = new Date(Math.floor(since.getTime() / 1_000) * 1_000);
  const { ids, isAll } = await changedThreads(client, account, from, signal);
  const events: ChannelEvent[] = [];
  let isComplete = isAll;
  for (const threadId of ids) {
    const read = { method: "GET", token: account.accessToken, path: `/${threadId}`, signal } as const;
    const history = await client.call({ ...read, query: { fields: FIELDS } }, History);
    if (!history.ok) {
      // What was read already is not lost for what could not be.
      isComplete = false;
      if (history.failure.retryable) break;
      continue;
    }
    for (const raw of history.body.messages?.data ?? []) {
      const message = HistoryMessage.safeParse(raw);
      if (!message.success || message.data.created_time < from) continue;
      const event = eventOf(message.data, account.externalId);
      if (event) events.push(event);
    }
  }
  const oldestFirst = events.reverse().sort((one, other) => one.at.getTime() - other.at.getTime());
  return { events: oldestFirst, isComplete };
}

/** Newest first, page by page until they are older. */
async function changedThreads(client: InstagramClient, account: ConnectedAccount, from: Date, signal: AbortSignal) {
  const ids: string[] = [];
  let after: string | null = null;
  while (ids.length < THREADS_A_LOOK) {
    const query: Record<string, string> = { platform: "instagram", ...(after === null ? {} : { after }) };
    const path = `/${account.externalId}/conversations`;
    const read = { method: "GET", token: account.accessToken, path, query, signal } as const;
    const page: z.output<typeof Conversations> = readAnswer(await client.call(read, Conversations));
    const changed = page.data.filter((thread) => thread.updated_time >= from);
    ids.push(...changed.map((thread) => thread.id));
    after = page.paging?.cursors?.after ?? null;
    if (after === null || changed.length < page.data.length || page.data.length === 0) return { ids, isAll: true };
  }
  return { ids, isAll: false };
}

function eventOf(message: HistoryMessage, accountId: string): ChannelEvent | null {
  const isOurs = message.from.id === accountId;
  const fanExternalId = isOurs ? message.to.data.find((party) => party.id !== accountId)?.id : message.from.id;
  if (fanExternalId === undefined) return null;
  const frame = {
    source: "instagram",
    accountExternalId: accountId,
    fanExternalId,
    at: message.created_time,
    messageId: message.id,
    text: cleanText(message.message ?? ""),
  };
  if (isOurs) return { ...frame, kind: "echo", eventId: echoEventId(message.id) };
  const attachments = (message.attachments?.data ?? []).map((part) => ({ type: typeOf(part), url: null }));
  const unsupported = message.is_unsupported ? [{ type: "unsupported", url: null }] : [];
  return {
    ...frame,
    kind: "message",
    eventId: messageEventId(message.id),
    attachments: [...attachments, ...unsupported],
  };
}

function typeOf({ mime_type, image_data, video_data }: z.output<typeof Attachment>): string {
  if (image_data || mime_type?.startsWith("image/")) return "image";
  if (video_data || mime_type?.startsWith("video/")) return "video";
  return mime_type?.startsWith("audio/") ? "audio" : "file";
}
