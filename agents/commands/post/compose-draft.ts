// What goes out, judged: files made to fit, then every rule of the platform. The same from the same piece, however often
// it is asked for; only the first time costs the making.

import { rulesBehind } from "../../domain/distribution/mends.ts";
import { preflight, type Refusal } from "../../domain/distribution/preflight.ts";
import { POST_RULES } from "../../domain/distribution/rules/index.ts";
import { HOUR_MS } from "../../kernel/clock.ts";
import { AppError } from "../../kernel/errors.ts";
import type { PostDraft, PostMedia } from "../../ports/publisher.ts";
import { texts } from "../../texts/texts.ts";
import { readPostChoices } from "../account/post-choices.ts";
import type { AppContext } from "../context.ts";
import { mediaLink } from "../media/media-link.ts";
import { hashOf } from "../piece/piece-approve.ts";
import { slidesOf } from "../piece/slides.ts";
import { postAdvice } from "./post-advice.ts";
import { publicCaption } from "./public-caption.ts";
import { type Rendition, renditionOf } from "./renditions.ts";
import { formatOf, publisherOf, type WorkPost } from "./work-post.ts";

/** Every refusal is final, has a code and says what to do. @throws AppError */
export async function composeDraft(context: AppContext, post: WorkPost, signal: AbortSignal): Promise<PostDraft> {
  const { publisher, account } = publisherOf(context, post);
  const { platform } = post.account;
  const format = formatOf(publisher, post.piece.kind);
  if (!format) throw refuse(post, { code: "kind" });
  // Bound to the very files and caption that were approved (trust C19).
  if (post.piece.approvedHash !== post.contentHash || hashOf(post.piece) !== post.contentHash) {
    throw refuse(post, { code: "approval_outdated" });
  }
  const sources = await sourceFiles(context, post);
  const taken = POST_RULES[platform]?.formats[format];
  const rules = taken && rulesBehind(taken, sources[0]);
  const items: Rendition[] = [];
  if (rules) {
    for (const source of sources) items.push(await renditionOf(context, source, { platform, format, rules }, signal));
  }
  const caption = publicCaption(publisher, post.account.avatar.languages, post.caption);
  const quota = await publisher.quota(account, signal);
  const [refusal] = preflight({
    platform,
    format,
    accountEmulated: post.account.emulated,
    items,
    caption,
    tier: post.piece.tier,
    synthetic: sources.some(({ synthetic }) => synthetic),
    quotaLeft: quota.total - quota.used,
  });
  if (refusal) throw refuse(post, refusal);
  const media = await Promise.all(items.map((item) => mediaOf(context, item)));
  const choices = readPostChoices(post.account.postChoices);
  return { format, caption, media, aiGenerated: true, ...(choices ? { choices } : {}) };
}

/** In the order they are shown. */
async function sourceFiles(context: AppContext, post: WorkPost) {
  const { asset } = post.piece;
  if (!asset) throw refuse(post, { code: "no_file" });
  const slides = slidesOf(post.piece);
  if (slides.length === 0) return [asset];
  const keys = slides.map(({ storageKey }) => storageKey);
  const rows = await context.database.prisma.asset.findMany({ where: { storageKey: { in: keys } } });
  return keys.map((key) => {
    const row = rows.find(({ storageKey }) => storageKey === key);
    if (!row) throw refuse(post, { code: "no_file" });
    return row;
  });
}

async function mediaOf(context: AppContext, { key, kind, contentType, bytes }: Rendition): Promise<PostMedia> {
  const { store } = context.ports;
  return { kind, contentType, bytes, url: await mediaLink(context, key), read: (range) => store.read(key, range) };
}

function refuse(post: WorkPost, { code, item, limit }: Omit<Refusal, "code"> & { readonly code: string }): AppError {
  const { piece, account } = post;
  const reference = `${account.avatar.slug}-${piece.number}`;
  const advised = { platform: account.platform, handle: account.handle, piece: reference, format: piece.kind };
  const words = texts("en").publishing;
  const advice = postAdvice(code, advised, "en", limit);
  const where = item === undefined || piece.jobs.length < 2 ? "" : `${words.itemOf(item, piece.jobs.length)}: `;
  // Tomorrow there is room again.
  if (code === "quota") return new AppError("rate_limited", advice, { reason: code, retryAfterMs: HOUR_MS });
  return new AppError("refused", words.refused(`${where}${advice}`), { reason: code });
}
