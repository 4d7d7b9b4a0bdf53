// Publishing on the emulated Instagram: container, state machine, publish within the quota, list, insights.
import { Router } from "express";
import { DAY_MS } from "../../../../agents/kernel/clock.ts";
import { createContainer } from "./create-container.ts";
import type { Emulation } from "./emulation.ts";
import { GraphError, invalidParameter, unknownObject } from "./graph-error.ts";
import { type GraphCall, graphRoute, requireKnownParameters, requireOwnAccount } from "./graph-route.ts";
import { selectFields } from "./object-fields.ts";
import { newObjectId, newShortcode } from "./platform-ids.ts";
import { containerStatus, postFields } from "./post-fields.ts";
import type { EmulatedPost } from "./state.ts";

const INSIGHTS = ["comments", "likes", "reach", "saved", "shares", "total_interactions", "views"];

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
  router.get(
    "/:id/stories",
    graphRoute(emulation, "list_stories", (call) => listStories(emulation, call)),
  );
  router.post(
    "/:id/media_publish",
    graphRoute(emulation, "publish", (call) => publish(emulation, call)),
  );
  router.get(
    "/:id/content_publishing_limit",
    graphRoute(emulation, "quota", (call) => quota(emulation, call)),
  );
  router.get(
    "/:id/insights",
    graphRoute(emulation, "insights", (call) => insights(emulation, call)),
  );
  return router;
}

function publish(emulation: Emulation, call: GraphCall): object {
  requireOwnAccount(call);
  requireKnownParameters(call, ["creation_id"]);
  const { state, clock } = emulation;
  const container = state.containers.get(String(call.parameters.creation_id ?? ""));
  const gone = new GraphError(24, "The media could not be found.", { subcode: 2_207_006 });
  // What is part of a carousel is no post of its own.
  if (!container || container.accountId !== call.account.id || container.isCarouselItem) throw gone;
  const status = containerStatus(emulation, container);
  // A container is used up by its post.
  if (status === "PUBLISHED") throw gone;
  if (status === "EXPIRED") throw new GraphError(-2, "The media has expired.", { subcode: 2_207_020 });
  if (status === "ERROR") throw new GraphError(-1, "The upload has failed.", { subcode: 2_207_053 });
  if (status !== "FINISHED") throw new GraphError(9_007, "The media is not ready.", { subcode: 2_207_027 });
  if (postsToday(emulation, call.account.id) >= emulation.postsPerDay) {
    throw new GraphError(9, "The maximum number of posts was reached.", { subcode: 2_207_042 });
  }
  const { accountId, caption, altText, aiGenerated, id: containerId, format, children, media } = container;
  const made = { id: newObjectId(), shortcode: newShortcode(), atMs: clock.now().getTime() };
  const keepsLabel = aiGenerated && call.fault?.kind !== "drop_label";
  const shown = { caption, altText, format, children, media };
  const post: EmulatedPost = { ...made, accountId, containerId, ...shown, aiGenerated: keepsLabel };
  state.record({ type: "post", post });
  return { id: post.id };
}

function postsToday({ state, clock }: Emulation, accountId: string): number {
  const sinceMs = clock.now().getTime() - DAY_MS;
  return [...state.posts.values()].filter((post) => post.accountId === accountId && post.atMs > sinceMs).length;
}

function quota(emulation: Emulation, call: GraphCall): object {
  requireOwnAccount(call);
  requireKnownParameters(call, ["fields"]);
  const config = { quota_total: emulation.postsPerDay, quota_duration: DAY_MS / 1_000 };
  return { data: [{ quota_usage: postsToday(emulation, call.account.id), config }] };
}

/** Of the last day, newest first; they are in no other list. */
function listStories(emulation: Emulation, call: GraphCall): object {
  requireOwnAccount(call);
  requireKnownParameters(call, ["fields", "limit"]);
  const sinceMs = emulation.clock.now().getTime() - DAY_MS;
  const shown = postsOf(emulation, call.account.id).filter(({ format, atMs }) => format === "story" && atMs > sinceMs);
  return { data: shown.map((post) => selectFields(postFields(emulation, post), call.parameters.fields)) };
}

/** Newest first. */
function postsOf({ state }: Emulation, accountId: string): EmulatedPost[] {
  return [...state.posts.values()].filter((post) => post.accountId === accountId).reverse();
}

/** Newest first, by pages. */
function listPosts(emulation: Emulation, call: GraphCall): object {
  requireOwnAccount(call);
  requireKnownParameters(call, ["fields", "limit", "after"]);
  const { fields, limit, after } = call.parameters;
  const all = postsOf(emulation, call.account.id).filter(({ format }) => format !== "story");
  const start = after === undefined ? 0 : all.findIndex((post) => post.id === after) + 1;
  const page = all.slice(start, start + Math.min(Number(limit ?? 25), 100));
  const data = page.map((post) => selectFields(postFields(emulation, post), fields));
  const last = page.at(-1);
  if (!last || start + page.length >= all.length) return { data };
  return { data, paging: { cursors: { after: last.id } } };
}

/** Zero everywhere: nobody sees an emulated post. Dead metrics are refused. */
function insights({ state }: Emulation, { account, objectId, parameters }: GraphCall): object {
  const post = state.posts.get(objectId);
  if (post?.accountId !== account.id) throw unknownObject(objectId);
  const metrics = String(parameters.metric ?? "").split(",");
  const unknown = metrics.find((metric) => !INSIGHTS.includes(metric));
  if (unknown !== undefined) throw invalidParameter(`metric[0] must be one of the following values: ${INSIGHTS}`);
  const period = "lifetime";
  return {
    data: metrics.map((name) => ({ name, period, values: [{ value: 0 }], id: `${objectId}/insights/${name}` })),
  };
}
