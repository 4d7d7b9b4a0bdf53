// Instagram's own log-in ("business login"): code, short token, long token of 60 days, and whose it is.
import { z } from "zod";
import { DAY_MS, SECOND_MS } from "../../../agents/kernel/clock.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { AccountLogin, LoginScope } from "../../../agents/ports/account-login.ts";
import type { RenewalRule, RenewTokens } from "../../../agents/ports/connector.ts";
import { callLogin, unreadable } from "../login-call.ts";
import { classify, errorFrom, type GraphFailure } from "./errors.ts";

export interface InstagramLoginOptions {
  /** "https://graph.instagram.com" */
  readonly graphUrl: () => string;
  /** "https://www.instagram.com/oauth/authorize": opened by a person. */
  readonly authorizeUrl: () => string;
  /** "https://api.instagram.com/oauth/access_token" */
  readonly tokenUrl: () => string;
  readonly version: string;
  readonly appId: string;
  readonly appSecret: string;
  readonly emulated: boolean;
  readonly fetch?: typeof fetch;
}

const NAME = "Instagram";

/** Source: Instagram API with Instagram Login, permissions. */
export const INSTAGRAM_SCOPES: readonly LoginScope[] = [
  { name: "instagram_business_basic", gives: "identity" },
  { name: "instagram_business_manage_messages", gives: "chat" },
  { name: "instagram_business_manage_comments", gives: "comments" },
  { name: "instagram_business_content_publish", gives: "posts" },
  { name: "instagram_business_manage_insights", gives: "insights" },
];
const BASIC = "instagram_business_basic";

/** Refreshed from its second day on; here so long before its end that weeks of trouble cost no account. */
export const INSTAGRAM_RENEWAL: RenewalRule = { by: "accessToken", beforeMs: 10 * DAY_MS, minAgeMs: DAY_MS };

const permissions = z
  .union([z.string().transform((text) => text.split(",")), z.array(z.string())])
  .transform((names) => names.map((name) => name.trim()).filter(Boolean));
const ShortToken = z.object({ access_token: z.string().min(1), permissions: permissions.default([]) });
/** Documented in a list, answered without one. */
const ShortAnswer = z.union([ShortToken, z.object({ data: z.tuple([ShortToken]).rest(z.unknown()) })]);
export const LongToken = z.object({ access_token: z.string().min(1), expires_in: z.number().positive().nullish() });
const Profile = z.object({ user_id: z.union([z.string(), z.number()]).transform(String), username: z.string() });
const Failure = z.object({ error: z.object({ code: z.number(), error_subcode: z.number().nullish() }) });

export function createInstagramLogin(options: InstagramLoginOptions): AccountLogin {
  const { appId, appSecret, version } = options;
  const call = callGraph(NAME, options.fetch);
  return {
    info: {
      id: "instagram",
      name: NAME,
      platform: "instagram",
      scopes: INSTAGRAM_SCOPES,
      pkce: null,
      emulated: options.emulated,
    },
    authorizeUrl: ({ redirectUri, state }) => {
      const url = new URL(options.authorizeUrl());
      const scope = INSTAGRAM_SCOPES.map(({ name }) => name).join(",");
      const asked = { client_id: appId, redirect_uri: redirectUri, response_type: "code", scope, state };
      // Without it a browser that is logged in as another account gives that one, unasked.
      for (const [name, value] of Object.entries({ ...asked, force_reauth: "true" })) url.searchParams.set(name, value);
      return url.href;
    },
    redeem: async ({ code, redirectUri }, signal) => {
      const form = {
        ...{ client_id: appId, client_secret: appSecret, grant_type: "authorization_code" },
        ...{ redirect_uri: redirectUri, code },
      };
      const answer = await callLogin({ platform: NAME, url: options.tokenUrl(), form, signal, ...fetchOf(options) });
      if (!answer.isOk) throw codeRefused(NAME);
      const short = ShortAnswer.safeParse(answer.json);
      if (!short.success) throw unreadable(NAME);
      const given = "data" in short.data ? short.data.data[0] : short.data;
      if (given.permissions.length > 0 && !given.permissions.includes(BASIC)) throw permissionMissing(NAME, BASIC);
      const exchange = { grant_type: "ig_exchange_token", client_id: appId, client_secret: appSecret };
      const long = await call(
        { url: `${options.graphUrl()}/access_token`, query: { ...exchange, access_token: given.access_token }, signal },
        LongToken,
      );
      const token = long.access_token;
      const query = { fields: "user_id,username" };
      const me = await call({ url: `${options.graphUrl()}/${version}/me`, query, bearer: token, signal }, Profile);
      const lastsMs = lifetimeOf(long);
      const profile = { externalId: me.user_id, handle: me.username };
      return [{ profile, accessToken: token, lastsMs, scopes: given.permissions }];
    },
  };
}

/** A long token for itself, no secret needed. */
export function renewInstagram(options: Pick<InstagramLoginOptions, "graphUrl" | "fetch">): RenewTokens {
  const call = callGraph(NAME, options.fetch);
  return async (token, signal) => {
    const query = { grant_type: "ig_refresh_token", access_token: token };
    const renewed = await call({ url: `${options.graphUrl()}/refresh_access_token`, query, signal }, LongToken);
    return { accessToken: renewed.access_token, lastsMs: lifetimeOf(renewed) };
  };
}

/** 60 days, as documented, where the answer does not say. */
const LIFETIME_MS = 60 * DAY_MS;
const lifetimeOf = ({ expires_in }: z.output<typeof LongToken>) => (expires_in ? expires_in * SECOND_MS : LIFETIME_MS);

interface GraphRead {
  readonly url: string;
  readonly query: Readonly<Record<string, string>>;
  readonly bearer?: string;
  readonly signal: AbortSignal;
}

/** Reads of a Graph host, its refusals in our words. */
export function callGraph(platform: string, send: typeof fetch | undefined) {
  return async <Body>(read: GraphRead, schema: z.ZodType<Body>): Promise<Body> => {
    const answer = await callLogin({ platform, ...read, ...(send ? { fetch: send } : {}) });
    if (!answer.isOk) throw errorFrom(failureOf(answer.json), false);
    const parsed = schema.safeParse(answer.json);
    if (!parsed.success) throw unreadable(platform);
    return parsed.data;
  };
}

function failureOf(json: unknown): GraphFailure {
  const parsed = Failure.safeParse(json);
  const numbers = parsed.success ? parsed.data.error : { code: 0, error_subcode: null };
  return classify({ code: numbers.code, subcode: numbers.error_subcode });
}

const fetchOf = ({ fetch: send }: Pick<InstagramLoginOptions, "fetch">) => (send ? { fetch: send } : {});

export const codeRefused = (platform: string) =>
  new AppError("refused", `${platform} did not take the code.`, {
    reason: "code_invalid",
    remedy: "Ask for a new link: a code works once, for an hour at most.",
  });

export const permissionMissing = (platform: string, scope: string) =>
  new AppError("refused", `${platform} was not allowed to give ${scope}.`, {
    reason: "permission_missing",
    remedy: "Log in again and leave every permission ticked.",
  });
