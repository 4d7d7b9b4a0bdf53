// Publishing on the emulated Instagram: container, state machine, publish within the quota, list.
import { Router } from "express";
import { z } from "zod";
import { DAY_MS } from "../../../../agents/kernel/clock.ts";
import type { Emulation } from "./emulation.ts";
import { fetchPostPicture } from "./fetch-picture.ts";
import { GraphError, invalidParameter } from "./graph-error.ts";
import { type GraphCall, graphRoute, requireOwnAccount } from "./graph-route.ts";
import { selectFields } from "./object-fields.ts";
import { newObjectId, newShortcode } from "./platform-ids.ts";
import { containerStatus, postFields } from "./post-fields.ts";
import type { EmulatedPost } from "./state.ts";

const MAX_CAPTION = 2_200;
const MAX_HASHTAGS = 30;
const MAX_MENTIONS = 20;
const MAX_ALT_TEXT = 1_000;

const isTrue = z.union([z.boolean(), z.enum(["true", "false"]).transform((text) => text === "true")]);
/** Pictures only: the one kind of post the product makes so far. */
const ContainerBody = z.strictObject({
  image_url: z.url({ protocol: /^https?$/ }),
  caption: z.string().default(""),
  alt_text: z.string().max(MAX_ALT_TEXT).optional(),
  is_ai_generated: isTrue.default(false),
});

export function mediaRoutes(emulation: Emulation): Router {
  const router = Router();
  router.post(
    "/:id/media",
    graphRoute(emulation, "create_container", (call) => createContainer(emulation, call)),
  );
  router.get(
    "/:id/media",
    graphRoute(emulation, "list_posts", (call) => listPosts(emulation, call)),
  );
  router.post(
    "/:id/media_publish",
    graphRoute(emulation, "publish", (call) => publish(emulation, call)),
  );
  router.get(
    "/:id/content_publishing_limit",
    graphRoute(emulation, "quota", (call) => quota(emulation, call)),
  );
  return router;
}

async function createContainer(emulation: Emulation, call: GraphCall): Promise<object> {
  requireOwnAccount(call);
  const { access_token: _token, ...given } = call.parameters;
  const parsed = ContainerBody.safeParse(given);
  if (!parsed.success) throw invalidParameter(`Invalid parameter: ${parsed.error.issues[0]?.message ?? ""}`);
  const body = parsed.data;
  requireCaption(body.caption);
  const picture = await fetchPostPicture(body.image_url, emulation.fetch);
  const nowMs = emulation.clock.now().getTime();
  const id = newObjectId();
  emulation.pictures.put(id, picture);
  emulation.state.record({
    type: "container",
    container: {
      id,
      accountId: call.account.id,
      caption: body.caption,
      altText: body.alt_text ?? null,
      aiGenerated: body.is_ai_generated && call.fault?.kind !== "drop_label",
      createdAtMs: nowMs,
      readyAtMs: nowMs + emulation.processingMs,
      failure: call.fault?.kind === "fail_container" ? call.fault.subcode : null,
    },
  });
  return { id };
}

function requireCaption(caption: string): void {
  const hashtags = caption.match(/#[\p{L}\p{N}_]+/gu)?.length ?? 0;
  if (caption.length > MAX_CAPTION || hashtags > MAX_HASHTAGS) {
    throw new GraphError(36_004, "The caption was too long.", { subcode: 2_207_010 });
  }
  const mentions = caption.match(/@[\w.]+/g)?.length ?? 0;
  if (mentions > MAX_MENTIONS) throw new GraphError(100, "Too many tags.", { subcode: 2_207_040 });
}

function publish(emulation: Emulation, call: GraphCall): object {
  requireOwnAccount(call);
  const { state, clock } = emulation;
  const container = state.containers.get(String(call.parameters.creation_id ?? ""));
  const gone = new GraphError(24, "The media could not be found.", { subcode: 2_207_006 });
  if (!container || container.accountId !== call.account.id) throw gone;
  const status = containerStatus(emulation, container);
  // A container is used up by its post.
  if (status === "PUBLISHED") throw gone;
  if (status === "EXPIRED") throw new GraphError(-2, "The media has expired.", { subcode: 2_207_020 });
  if (status !== "FINISHED") throw new GraphError(9_007, "The media is not ready.", { subcode: 2_207_027 });
  if (postsToday(emulation, call.account.id) >= emulation.postsPerDay) {
    throw new GraphError(9, "The maximum number of posts was reached.", { subcode: 2_207_042 });
  }
  const { accountId, caption, altText, aiGenerated, id: containerId } = container;
  const made = { id: newObjectId(), shortcode: newShortcode(), atMs: clock.now().getTime() };
  const keepsLabel = aiGenerated && call.fault?.kind !== "drop_label";
  const post: EmulatedPost = { ...made, accountId, containerId, caption, altText, aiGenerated: keepsLabel };
  state.record({ type: "post", post });
  return { id: post.id };
}

function postsToday({ state, clock }: Emulation, accountId: string): number {
  const sinceMs = clock.now().getTime() - DAY_MS;
  return [...state.posts.values()].filter((post) => post.accountId === accountId && post.atMs > sinceMs).length;
}

function quota(emulation: Emulation, call: GraphCall): object {
  requireOwnAccount(call);
  const config = { quota_total: emulation.postsPerDay, quota_duration: DAY_MS / 1_000 };
  return { data: [{ quota_usage: postsToday(emulation, call.account.id), config }] };
}

/** Newest first, by pages. */
function listPosts(emulation: Emulation, call: GraphCall): object {
  requireOwnAccount(call);
  const { fields, limit, after } = call.parameters;
  const all = [...emulation.state.posts.values()].filter((post) => post.accountId === call.account.id).reverse();
  const start = after === undefined ? 0 : all.findIndex((post) => post.id === after) + 1;
  const page = all.slice(start, start + Math.min(Number(limit ?? 25), 100));
  const data = page.map((post) => selectFields(postFields(emulation, post), fields));
  const last = page.at(-1);
  if (!last || start + page.length >= all.length) return { data };
  return { data, paging: { cursors: { after: last.id } } };
}
