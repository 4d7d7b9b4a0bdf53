// Facebook's log-in for Instagram accounts, emulated: dialog, code, user tokens, permissions, and pages with their accounts.
// Every account of the emulated Instagram belongs to a page of its own, and every page to the one person there is.
import { type Request, type Response, Router } from "express";
import { z } from "zod";
import { DAY_MS, HOUR_MS, SECOND_MS } from "../../../../agents/kernel/clock.ts";
import { readDecision, sendConsentPage, sendRefusalPage } from "../../../emulators/consent-page.ts";
import { GraphError } from "./graph-error.ts";
import { AuthorizeFields, bodyOf, readFields, readForm } from "./oauth-form.ts";
import { type OauthEmulation, textsOf, whyRefused } from "./oauth-routes.ts";
import { newCode, newPageToken, newUserToken } from "./oauth-state.ts";

const NAME = "Facebook";
const SHORT_LIFE_MS = 2 * HOUR_MS;
const LONG_LIFE_MS = 60 * DAY_MS;
/** Page tokens end with the permission only. */
const FOREVER_MS = 36_500 * DAY_MS;
const MOST_PAGES = 100;
const USUAL_PAGES = 25;

const SCOPES = new Set([
  "instagram_basic",
  "instagram_content_publish",
  "instagram_manage_messages",
  "instagram_manage_comments",
  "instagram_manage_insights",
  "pages_show_list",
  "pages_read_engagement",
  "pages_manage_metadata",
  "business_management",
]);

/** A page's name of a field, and the account's. */
const PAGE_FIELDS: Readonly<Record<string, string>> = {
  messages: "messages",
  message_edits: "message_edit",
  message_reactions: "message_reactions",
  messaging_postbacks: "messaging_postbacks",
  messaging_referrals: "messaging_referral",
  message_reads: "messaging_seen",
};

const Dialog = z.strictObject({ ...AuthorizeFields, auth_type: z.literal("rerequest").optional() });
const Redeem = z.strictObject({
  client_id: z.string(),
  client_secret: z.string(),
  redirect_uri: z.string(),
  code: z.string(),
});
const Exchange = z.strictObject({
  grant_type: z.literal("fb_exchange_token"),
  client_id: z.string(),
  client_secret: z.string(),
  fb_exchange_token: z.string(),
});
const Accounts = z.strictObject({
  fields: z.string(),
  limit: z.coerce.number().int().min(1).max(MOST_PAGES).default(USUAL_PAGES),
  after: z.string().optional(),
  access_token: z.string().optional(),
});

export function facebookRoutes(emulation: OauthEmulation): Router {
  const router = Router({ mergeParams: true });
  router.get("/dialog/oauth", (request, response) => {
    const asked = checkDialog(emulation, request, response, request.query);
    if (!asked) return;
    const { fields, scopes } = asked;
    sendConsentPage(request, response, {
      platform: NAME,
      action: "decide",
      asked: textsOf(fields),
      scopes,
      accounts: null,
    });
  });
  router.post("/dialog/decide", ...readForm, (request: Request, response: Response) =>
    decide(emulation, request, response),
  );
  router.get("/oauth/access_token", (request, response) => giveToken(emulation, request, response));
  router.get("/me/permissions", (request, response, next) => {
    const grant = userOf(emulation, request);
    if (!grant) return next();
    const data = [...SCOPES].map((permission) => ({
      permission,
      status: grant.scopes.includes(permission) ? "granted" : "declined",
    }));
    response.json({ data });
  });
  router.get("/me/accounts", (request, response, next) => {
    const grant = userOf(emulation, request);
    if (!grant) return next();
    sendPages(emulation, request, response);
  });
  router.get("/me", (request, response, next) => {
    const account = pageOf(emulation, request);
    if (!account) return next();
    response.json({
      id: `1${account.id.slice(1)}`,
      instagram_business_account: { id: account.id, username: account.username },
    });
  });
  router.post("/me/subscribed_apps", (request, response, next) => {
    const account = pageOf(emulation, request);
    if (!account) return next();
    const fields = String(request.query.subscribed_fields ?? "").split(",");
    const unknown = fields.find((field) => PAGE_FIELDS[field] === undefined);
    if (unknown !== undefined) {
      const error = new GraphError(100, `(#100) Param subscribed_fields must not hold "${unknown}"`);
      return void response.status(400).json(error.toBody());
    }
    const subscribedFields = fields.map((field) => PAGE_FIELDS[field] ?? field);
    emulation.state.record({ type: "account", account: { ...account, subscribedFields } });
    response.json({ success: true });
  });
  return router;
}

function checkDialog({ app }: OauthEmulation, request: Request, response: Response, given: unknown) {
  const read = readFields(Dialog, given);
  const why = read.ok ? whyRefused(app, read.fields, SCOPES) : read.why;
  if (read.ok && why === null) return { fields: read.fields, scopes: read.fields.scope.split(",") };
  sendRefusalPage(request, response, NAME, why ?? "");
  return null;
}

function decide({ oauth, clock, ...rest }: OauthEmulation, request: Request, response: Response) {
  const form = bodyOf(request);
  const known = Object.keys(Dialog.shape);
  const given = Object.fromEntries(Object.entries(form).filter(([name]) => known.includes(name)));
  const asked = checkDialog({ oauth, clock, ...rest }, request, response, given);
  const decision = asked && readDecision(form, asked.scopes);
  if (!asked || !decision) return;
  const back = new URL(asked.fields.redirect_uri);
  if (asked.fields.state !== undefined) back.searchParams.set("state", asked.fields.state);
  if (decision.isAllowed) {
    const code = newCode();
    const { redirect_uri: redirectUri } = asked.fields;
    const expiresAtMs = clock.now().getTime() + HOUR_MS;
    const { scopes } = decision;
    oauth.record({ type: "code", code: { code, kind: "facebook", redirectUri, accountId: null, scopes, expiresAtMs } });
    back.searchParams.set("code", code);
  } else {
    back.searchParams.set("error", "access_denied");
    back.searchParams.set("error_code", "200");
    back.searchParams.set("error_reason", "user_denied");
    back.searchParams.set("error_description", "Permissions error");
  }
  response.redirect(302, `${back.href}#_=_`);
}

function giveToken(emulation: OauthEmulation, request: Request, response: Response) {
  const { oauth, clock, app } = emulation;
  const refuse = (message: string, subcode?: number) => {
    const error = new GraphError(100, message, subcode === undefined ? {} : { subcode });
    response.status(400).json(error.toBody());
  };
  const isExchange = request.query.grant_type !== undefined;
  const read = isExchange ? readFields(Exchange, request.query) : readFields(Redeem, request.query);
  if (!read.ok) return refuse(`(#100) ${read.why}`);
  const { fields } = read;
  if (fields.client_id !== app.appId || fields.client_secret !== app.appSecret)
    return refuse("Error validating client secret.");
  const nowMs = clock.now().getTime();
  const give = (kind: "user_short" | "user_long", scopes: readonly string[], lifeMs: number) => {
    const token = newUserToken();
    oauth.record({ type: "grant", grant: { token, kind, accountId: null, scopes, expiresAtMs: nowMs + lifeMs } });
    response.json({ access_token: token, token_type: "bearer", expires_in: lifeMs / SECOND_MS });
  };
  if ("fb_exchange_token" in fields) {
    const short = oauth.grants.get(fields.fb_exchange_token);
    if (!short?.kind.startsWith("user") || short.expiresAtMs <= nowMs) return refuse("Invalid access token");
    return give("user_long", short.scopes, LONG_LIFE_MS);
  }
  const code = oauth.codes.get(fields.code);
  if (code?.kind !== "facebook" || code.expiresAtMs <= nowMs)
    return refuse("This authorization code has been used.", 36_009);
  if (code.redirectUri !== fields.redirect_uri)
    return refuse("Error validating verification code. Please make sure your redirect_uri is identical", 36_008);
  oauth.record({ type: "code_used", code: fields.code });
  give("user_short", code.scopes, SHORT_LIFE_MS);
}

const tokenOf = (request: Request) =>
  /^Bearer (.+)$/.exec(request.get("authorization") ?? "")?.[1] ?? String(request.query.access_token ?? "");

function pageOf({ state, clock }: OauthEmulation, request: Request) {
  const token = state.tokens.get(tokenOf(request));
  if (!token?.token.startsWith("EAA") || token.expiresAtMs <= clock.now().getTime()) return undefined;
  return state.accounts.get(token.accountId);
}

function userOf({ oauth, clock }: OauthEmulation, request: Request) {
  const grant = oauth.grants.get(tokenOf(request));
  const isUser = grant?.kind.startsWith("user") && grant.expiresAtMs > clock.now().getTime();
  return isUser ? grant : null;
}

/** Cursors count pages; `next` is an address only while there is more. */
function sendPages(emulation: OauthEmulation, request: Request, response: Response) {
  const read = readFields(Accounts, request.query);
  if (!read.ok) return void response.status(400).json(new GraphError(100, `(#100) ${read.why}`).toBody());
  const { limit, after, fields } = read.fields;
  const accounts = [...emulation.state.accounts.values()];
  const begin = after === undefined ? 0 : Number(Buffer.from(after, "base64url").toString());
  const shown = accounts.slice(begin, begin + limit);
  const cursor = Buffer.from(String(begin + shown.length)).toString("base64url");
  const hasMore = begin + shown.length < accounts.length;
  response.json({
    data: shown.map(({ id, username }) => ({
      id: `1${id.slice(1)}`,
      name: username,
      ...(fields.includes("access_token") ? { access_token: pageTokenOf(emulation, id) } : {}),
      ...(fields.includes("instagram_business_account") ? { instagram_business_account: { id, username } } : {}),
    })),
    paging: { cursors: { after: cursor }, ...(hasMore ? { next: `${request.path}?after=${cursor}` } : {}) },
  });
}

function pageTokenOf({ state, clock }: OauthEmulation, accountId: string): string {
  const nowMs = clock.now().getTime();
  const known = [...state.tokens.values()].find(
    ({ token, accountId: of, expiresAtMs }) => of === accountId && token.startsWith("EAA") && expiresAtMs > nowMs,
  );
  if (known) return known.token;
  const token = newPageToken();
  state.record({ type: "token", token: { token, accountId, issuedAtMs: nowMs, expiresAtMs: nowMs + FOREVER_MS } });
  return token;
}
