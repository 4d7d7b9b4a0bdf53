// The one way to call Bluesky: an app password opens a session, which is kept until it expires.
import { z } from "zod";
import { type Clock, HOUR_MS } from "../../../agents/kernel/clock.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import {
  createPostClient,
  type PostAnswer,
  type PostClient,
  type PostClientOptions,
  type PostRequest,
} from "../posting/client.ts";
import { errorFrom } from "../posting/failure.ts";
import { classifyBluesky } from "./errors.ts";

export interface BlueskyOptions extends PostClientOptions {
  readonly clock: Clock;
}

export interface BlueskySession {
  readonly did: string;
  readonly handle: string;
  readonly accessJwt: string;
}

type Call = Omit<PostRequest, "path"> & { /** "com.atproto.repo.getRecord" */ readonly nsid: string };

export interface BlueskyClient {
  session(accessToken: string, signal: AbortSignal): Promise<BlueskySession>;
  call<Body>(accessToken: string, request: Call, schema: z.ZodType<Body>): Promise<PostAnswer<Body>>;
  /** For what may be asked again. @throws AppError */
  ask<Body>(accessToken: string, request: Call, schema: z.ZodType<Body>): Promise<Body>;
}

const Session = z.object({ did: z.string().startsWith("did:"), handle: z.string(), accessJwt: z.string().min(1) });
/** A session's token works for two hours (known from the PDS's source only); it is left before. */
const SESSION_MS = 1.5 * HOUR_MS;
const FORM = /^@?([^\s:@]+\.[^\s:@]+|did:[a-z]+:[^\s:]+):([^\s:]{8,})$/;

export function createBlueskyClient(options: BlueskyOptions): BlueskyClient {
  const nowMs = () => options.clock.now().getTime();
  const rules = {
    platform: "Bluesky",
    classify: (refusal: Parameters<typeof classifyBluesky>[0]) => classifyBluesky(refusal, nowMs()),
  };
  const wire = createPostClient(rules, options);
  const kept = new Map<string, { readonly session: BlueskySession; readonly untilMs: number }>();
  const session: BlueskyClient["session"] = async (accessToken, signal) => {
    const known = kept.get(accessToken);
    if (known && known.untilMs > nowMs()) return known.session;
    const opened = await openSession(wire, accessToken, signal);
    kept.set(accessToken, { session: opened, untilMs: nowMs() + SESSION_MS });
    return opened;
  };
  const call: BlueskyClient["call"] = async (accessToken, { nsid, headers, ...request }, schema) => {
    const { accessJwt } = await session(accessToken, request.signal);
    const authorized = { ...headers, authorization: `Bearer ${accessJwt}` };
    const answer = await wire.call({ ...request, path: `/xrpc/${nsid}`, headers: authorized }, schema);
    // Not tried again here, for a body may be a stream: the caller's next try has a new session.
    if (!answer.ok && answer.failure.error === "refused") kept.delete(accessToken);
    if (answer.ok || answer.failure.reason !== "token_expired") return answer;
    return { ok: false, failure: { ...answer.failure, error: "unavailable", reason: "session_expired" } };
  };
  return {
    session,
    call,
    ask: async (accessToken, request, schema) => {
      const answer = await call(accessToken, request, schema);
      if (!answer.ok) throw errorFrom(wire.platform, answer.failure, false);
      return answer.body;
    },
  };
}

async function openSession(wire: PostClient, accessToken: string, signal: AbortSignal): Promise<BlueskySession> {
  const [, identifier, password] = FORM.exec(accessToken.trim()) ?? [];
  if (!identifier || !password) {
    throw new AppError("refused", "A Bluesky account is linked by its handle and an app password.", {
      field: "accessToken",
      reason: "token_invalid",
      remedy: "Make an app password under Settings, Privacy and security, and give it as handle:app-password.",
    });
  }
  const path = "/xrpc/com.atproto.server.createSession";
  return await wire.ask({ method: "POST", path, json: { identifier, password }, signal }, Session);
}
