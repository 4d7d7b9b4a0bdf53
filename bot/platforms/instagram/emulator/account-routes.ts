// Accounts of the emulated Instagram: who am I, subscriptions, tokens, and reading any object by its id.
import { Router } from "express";
import { DAY_MS } from "../../../../agents/kernel/clock.ts";
import type { Emulation } from "./emulation.ts";
import { GraphError, invalidParameter, unknownObject } from "./graph-error.ts";
import { type GraphCall, graphRoute, requireKnownParameters, requireOwnAccount } from "./graph-route.ts";
import { emulatedFollowers } from "./insights-routes.ts";
import { graphTime, selectFields } from "./object-fields.ts";
import { newToken } from "./platform-ids.ts";
import { containerFields, postFields } from "./post-fields.ts";
import type { EmulatedThread } from "./state.ts";

/** Long-lived tokens last 60 days and may be renewed from their second day on. */
export const TOKEN_LIFETIME_MS = 60 * DAY_MS;
const HISTORY_SHOWN = 20;

/** What an Instagram account may subscribe to; echoes are part of `messages`. */
const SUBSCRIBABLE = new Set([
  "comments",
  "live_comments",
  "mentions",
  "messages",
  "message_edit",
  "message_reactions",
  "messaging_handover",
  "messaging_optins",
  "messaging_postbacks",
  "messaging_referral",
  "messaging_seen",
  "standby",
  "story_insights",
]);

export function accountRoutes(emulation: Emulation): Router {
  const router = Router();
  router.post(
    "/:id/subscribed_apps",
    graphRoute(emulation, "subscribe", (call) => subscribe(emulation, call)),
  );
  router.get("/refresh_access_token", refreshRoute(emulation));
  router.get(
    "/me",
    graphRoute(emulation, "me", (call) => readAccount(emulation, call)),
  );
  router.get(
    "/:id",
    graphRoute(
      emulation,
      (_parameters, objectId) => (emulation.state.fans.has(objectId) ? "profile" : "read_object"),
      (call) => readObject(emulation, call),
    ),
  );
  return router;
}

/** Also without a version in its path. */
export function refreshRoute(emulation: Emulation) {
  return graphRoute(emulation, "refresh_token", (call) => refreshToken(emulation, call));
}

function subscribe({ state }: Emulation, call: GraphCall): object {
  requireOwnAccount(call);
  requireKnownParameters(call, ["subscribed_fields"]);
  const fields = String(call.parameters.subscribed_fields ?? "").split(",");
  const unknown = fields.find((field) => !SUBSCRIBABLE.has(field));
  if (unknown !== undefined) throw invalidParameter(`Param subscribed_fields must not hold "${unknown}"`);
  state.record({ type: "account", account: { ...call.account, subscribedFields: fields } });
  return { success: true };
}

function refreshToken({ state, clock }: Emulation, { account, token, parameters }: GraphCall): object {
  if (parameters.grant_type !== "ig_refresh_token") throw invalidParameter("Invalid grant_type");
  const nowMs = clock.now().getTime();
  if (nowMs - token.issuedAtMs < DAY_MS) throw new GraphError(190, "The token must be at least 24 hours old.");
  const renewed = newToken();
  const times = { issuedAtMs: nowMs, expiresAtMs: nowMs + TOKEN_LIFETIME_MS };
  state.record({ type: "token", token: { token: renewed, accountId: account.id, ...times } });
  return { access_token: renewed, token_type: "bearer", expires_in: TOKEN_LIFETIME_MS / 1_000 };
}

function readAccount(emulation: Emulation, { account, parameters }: GraphCall): object {
  const { state } = emulation;
  const posts = () => [...state.posts.values()].filter((post) => post.accountId === account.id).length;
  return selectFields(
    {
      id: () => `app-scoped-${account.id}`,
      user_id: () => account.id,
      username: () => account.username,
      name: () => account.username,
      account_type: () => "MEDIA_CREATOR",
      followers_count: () => emulatedFollowers(emulation, account.id),
      follows_count: () => 0,
      media_count: posts,
    },
    parameters.fields,
  );
}

function readObject(emulation: Emulation, call: GraphCall): object {
  requireKnownParameters(call, ["fields"]);
  const { account, objectId, parameters } = call;
  const { state } = emulation;
  if (objectId === account.id) return readAccount(emulation, call);
  const isMine = (object: { readonly accountId: string } | undefined) => object?.accountId === account.id;
  const container = state.containers.get(objectId);
  if (container && isMine(container)) return selectFields(containerFields(emulation, container), parameters.fields);
  const post = state.posts.get(objectId);
  if (post && isMine(post)) return selectFields(postFields(emulation, post), parameters.fields);
  const thread = state.threads.get(objectId);
  if (thread && isMine(thread)) return selectFields(threadFields(emulation, thread), parameters.fields);
  return readFan(emulation, call);
}

/** Only the newest messages can be read. */
function threadFields({ state }: Emulation, thread: EmulatedThread) {
  const account = { id: thread.accountId, username: state.accounts.get(thread.accountId)?.username };
  const fan = { id: thread.fanId, username: state.fans.get(thread.fanId)?.name };
  const shown = () =>
    thread.messages
      .slice(-HISTORY_SHOWN)
      .reverse()
      .map((message) => ({
        id: message.mid,
        created_time: graphTime(message.atMs),
        from: message.from === "fan" ? fan : account,
        to: { data: [message.from === "fan" ? account : fan] },
        message: message.text,
        ...(message.imageUrl === null
          ? {}
          : { attachments: { data: [{ mime_type: "image/jpeg", image_data: { url: message.imageUrl } }] } }),
        ...(message.extra?.is_unsupported === true ? { is_unsupported: true } : {}),
      }));
  return {
    id: () => thread.id,
    updated_time: () => graphTime(thread.messages.at(-1)?.atMs ?? 0),
    messages: () => ({ data: shown() }),
  };
}

/** Profiles are shown to accounts the fan has written to. */
function readFan({ state }: Emulation, { account, objectId, parameters }: GraphCall): object {
  const fan = state.fans.get(objectId);
  const thread = state.thread(account.id, objectId);
  if (!fan || !thread?.lastFanAtMs) throw unknownObject(objectId);
  return selectFields(
    {
      id: () => fan.id,
      name: () => fan.name,
      username: () => fan.name.toLowerCase().replace(/[^a-z0-9._]+/g, "."),
      profile_pic: () => null,
      follower_count: () => 0,
      is_user_follow_business: () => true,
      is_business_follow_user: () => false,
      is_verified_user: () => false,
    },
    parameters.fields,
  );
}
