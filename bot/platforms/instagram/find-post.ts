// Reading posts back from Instagram: by id, or by caption among the newest when the answer to a publish was lost.
import { z } from "zod";
import { SECOND_MS } from "../../../agents/kernel/clock.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { ConnectedAccount } from "../../../agents/ports/connector.ts";
import type { PublishedPost } from "../../../agents/ports/publisher.ts";
import type { InstagramClient } from "./client.ts";
import { errorFrom } from "./errors.ts";

const Post = z.object({
  id: z.string(),
  permalink: z.string().nullish(),
  is_ai_generated: z.boolean().nullish(),
});
const Page = z.object({
  data: z.array(Post.extend({ caption: z.string().nullish(), timestamp: z.string() })),
  paging: z.object({ cursors: z.object({ after: z.string().nullish() }).nullish() }).nullish(),
});

const POST_FIELDS = "id,permalink,is_ai_generated";
/** For Graph versions that do not give the label back. */
const POST_FIELDS_WITHOUT_LABEL = "id,permalink";
const PAGE_SIZE = 50;
/** 500 posts: five days of the highest quota. */
const MAX_PAGES = 10;
/** Clocks of two well-run machines; a caption is no less ours for being a little early. */
const CLOCK_TOLERANCE_MS = 300 * SECOND_MS;

function publishedPost(post: z.output<typeof Post>): PublishedPost {
  return { externalId: post.id, permalink: post.permalink ?? null, labelled: post.is_ai_generated ?? null };
}

async function byId(
  client: InstagramClient,
  account: ConnectedAccount,
  externalId: string,
  signal: AbortSignal,
): Promise<PublishedPost | null> {
  const read = (fields: string) =>
    client.call({ method: "GET", path: `/${externalId}`, token: account.accessToken, query: { fields }, signal }, Post);
  let answer = await read(POST_FIELDS);
  if (!answer.ok && answer.failure.reason === "bad_parameter") answer = await read(POST_FIELDS_WITHOUT_LABEL);
  if (answer.ok) return publishedPost(answer.body);
  if (answer.failure.error === "not_found") return null;
  throw errorFrom(answer.failure, false);
}

interface Lost {
  readonly caption: string;
  readonly since: Date;
  readonly notThese?: readonly string[];
}

/** @throws AppError `outcome_unknown` when several posts fit, `unavailable` when the list does not reach back far enough */
async function byCaption(
  client: InstagramClient,
  account: ConnectedAccount,
  lost: Lost,
  signal: AbortSignal,
): Promise<PublishedPost | null> {
  const fromMs = lost.since.getTime() - CLOCK_TOLERANCE_MS;
  const caption = lost.caption.normalize("NFC").trim();
  const matches: string[] = [];
  let after: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { data, paging } = await listPage(client, account, after, signal);
    const recent = data.filter((post) => new Date(post.timestamp).getTime() >= fromMs);
    matches.push(...recent.filter((post) => post.caption?.normalize("NFC").trim() === caption).map((post) => post.id));
    after = paging?.cursors?.after ?? undefined;
    if (after === undefined || recent.length < data.length) return only(client, account, matches, lost, signal);
  }
  throw new AppError("unavailable", "Instagram's list of posts is too long to tell.", {
    reason: "history_too_short",
    retryable: false,
  });
}

async function listPage(
  client: InstagramClient,
  account: ConnectedAccount,
  after: string | undefined,
  signal: AbortSignal,
) {
  const query = { fields: "id,caption,timestamp", limit: String(PAGE_SIZE), ...(after === undefined ? {} : { after }) };
  const path = `/${account.externalId}/media`;
  const answer = await client.call({ method: "GET", path, token: account.accessToken, query, signal }, Page);
  if (!answer.ok) throw errorFrom(answer.failure, false);
  return answer.body;
}

async function only(
  client: InstagramClient,
  account: ConnectedAccount,
  ids: readonly string[],
  { notThese }: Lost,
  signal: AbortSignal,
): Promise<PublishedPost | null> {
  const [id, ...more] = ids.filter((candidate) => !notThese?.includes(candidate));
  if (id === undefined) return null;
  if (more.length === 0) return byId(client, account, id, signal);
  throw new AppError("outcome_unknown", "Several posts on Instagram could be this one.", { reason: "ambiguous_match" });
}

/**
 * Stories of the last day, which have no caption to go by. Of several, where it is certain that one of them is this, the one
 * nearest in time. @throws AppError `outcome_unknown` when several fit and that is not certain
 */
async function story(
  client: InstagramClient,
  account: ConnectedAccount,
  lost: Lost & { readonly isCertain: boolean },
  signal: AbortSignal,
): Promise<PublishedPost | null> {
  const fromMs = lost.since.getTime() - CLOCK_TOLERANCE_MS;
  const path = `/${account.externalId}/stories`;
  const query = { fields: "id,timestamp" };
  const answer = await client.call({ method: "GET", path, token: account.accessToken, query, signal }, Page);
  if (!answer.ok) throw errorFrom(answer.failure, false);
  const apartMs = ({ timestamp }: { readonly timestamp: string }) =>
    Math.abs(new Date(timestamp).getTime() - lost.since.getTime());
  const candidates = answer.body.data
    .filter(({ id, timestamp }) => new Date(timestamp).getTime() >= fromMs && !lost.notThese?.includes(id))
    .sort((one, other) => apartMs(one) - apartMs(other))
    .map(({ id }) => id);
  return only(client, account, lost.isCertain ? candidates.slice(0, 1) : candidates, lost, signal);
}

export const findPost = { byId, byCaption, story };
