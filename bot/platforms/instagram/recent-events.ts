// What Instagram says was written since a time: messages whose webhook may never have come, under the webhook's own ids.
import { z } from "zod";
import { cleanText } from "../../../agents/kernel/clean-text.ts";
import type { ConnectedAccount } from "../../../agents/ports/connector.ts";
import type { ChannelEvent } from "../../../agents/ports/fan-channel.ts";
import { type InstagramClient, readAnswer } from "./client.ts";
import { echoEventId, id, messageEventId } from "./webhook-event.ts";

const time = z.string().transform((text) => new Date(text));
const Conversations = z.object({ data: z.array(z.object({ id: z.string(), updated_time: time })) });
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
/** The newest threads of one look; the API takes two calls a second, and the next look comes soon. */
const THREADS_A_LOOK = 50;

export async function readRecentEvents(
  client: InstagramClient,
  account: ConnectedAccount,
  since: Date,
  signal: AbortSignal,
): Promise<readonly ChannelEvent[]> {
  const read = { method: "GET", token: account.accessToken, signal } as const;
  const query = { platform: "instagram" };
  const path = `/${account.externalId}/conversations`;
  const { data } = readAnswer(await client.call({ ...read, path, query }, Conversations));
  // Its times are whole seconds.
  const from = new Date(Math.floor(since.getTime() / 1_000) * 1_000);
  const changed = data.filter((thread) => thread.updated_time >= from).slice(0, THREADS_A_LOOK);
  const events: ChannelEvent[] = [];
  for (const thread of changed) {
    const query = { fields: FIELDS };
    const history = readAnswer(await client.call({ ...read, path: `/${thread.id}`, query }, History));
    for (const raw of history.messages?.data ?? []) {
      const message = HistoryMessage.safeParse(raw);
      if (!message.success || message.data.created_time < from) continue;
      const event = eventOf(message.data, account.externalId);
      if (event) events.push(event);
    }
  }
  return events.reverse().sort((one, other) => one.at.getTime() - other.at.getTime());
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
