// Facebook's log-in for Instagram accounts that belong to a page: one person may answer for many, each with a page token of
// its own that does not lapse.
import { z } from "zod";
import type { AccountLogin, LoginGrant, LoginScope } from "../../../agents/ports/account-login.ts";
import { callLogin, unreadable } from "../login-call.ts";
import { callGraph, codeRefused, LongToken, permissionMissing } from "./login.ts";

export interface FacebookLoginOptions {
  /** "https://graph.facebook.com" */
  readonly graphUrl: () => string;
  /** "https://www.facebook.com": opened by a person. */
  readonly dialogUrl: () => string;
  readonly version: string;
  readonly appId: string;
  readonly appSecret: string;
  readonly emulated: boolean;
  readonly fetch?: typeof fetch;
}

const NAME = "Facebook";

/** Source: Instagram API with Facebook Login, permissions. */
const SCOPES: readonly LoginScope[] = [
  { name: "instagram_basic", gives: "identity" },
  { name: "pages_show_list", gives: "identity" },
  { name: "pages_read_engagement", gives: "identity" },
  { name: "business_management", gives: "identity" },
  { name: "pages_manage_metadata", gives: "chat" },
  { name: "instagram_manage_messages", gives: "chat" },
  { name: "instagram_manage_comments", gives: "comments" },
  { name: "instagram_content_publish", gives: "posts" },
  { name: "instagram_manage_insights", gives: "insights" },
];
/** Without these no account can even be named. */
const NEEDED = ["instagram_basic", "pages_show_list"];
/** Who manages more pages has to say which account by another way. */
const MOST_READS = 40;
const PAGES_AT_ONCE = "100";

const Permissions = z.object({ data: z.array(z.object({ permission: z.string(), status: z.string() })) });
const Pages = z.object({
  data: z.array(
    z.object({
      access_token: z.string().nullish(),
      instagram_business_account: z.object({ id: z.string(), username: z.string().nullish() }).nullish(),
    }),
  ),
  paging: z
    .object({ cursors: z.object({ after: z.string().nullish() }).nullish(), next: z.string().nullish() })
    .nullish(),
});
type Pages = z.output<typeof Pages>;

export function createFacebookLogin(options: FacebookLoginOptions): AccountLogin {
  const { appId, appSecret } = options;
  const call = callGraph(NAME, options.fetch);
  const graph = (path: string) => `${options.graphUrl()}/${options.version}${path}`;
  const client = { client_id: appId, client_secret: appSecret };
  return {
    info: {
      id: "facebook",
      name: NAME,
      platform: "instagram",
      scopes: SCOPES,
      pkce: null,
      emulated: options.emulated,
    },
    authorizeUrl: ({ redirectUri, state }) => {
      const url = new URL(`${options.dialogUrl()}/${options.version}/dialog/oauth`);
      const scope = SCOPES.map(({ name }) => name).join(",");
      const asked = { client_id: appId, redirect_uri: redirectUri, response_type: "code", scope, state };
      // Permissions that were refused once are asked for again only if told so.
      for (const [name, value] of Object.entries({ ...asked, auth_type: "rerequest" })) {
        url.searchParams.set(name, value);
      }
      return url.href;
    },
    redeem: async ({ code, redirectUri }, signal) => {
      const url = graph("/oauth/access_token");
      const query = { ...client, redirect_uri: redirectUri, code };
      const send = options.fetch ? { fetch: options.fetch } : {};
      const answer = await callLogin({ platform: NAME, url, query, signal, ...send });
      if (!answer.isOk) throw codeRefused(NAME);
      const short = LongToken.safeParse(answer.json);
      if (!short.success) throw unreadable(NAME);
      const exchange = { ...client, grant_type: "fb_exchange_token", fb_exchange_token: short.data.access_token };
      const { access_token: bearer } = await call({ url, query: exchange, signal }, LongToken);
      const granted = await call({ url: graph("/me/permissions"), query: {}, bearer, signal }, Permissions);
      const scopes = granted.data.filter(({ status }) => status === "granted").map(({ permission }) => permission);
      const lacking = NEEDED.find((scope) => !scopes.includes(scope));
      if (lacking !== undefined) throw permissionMissing(NAME, lacking);
      return await readAccounts((query) => call({ url: graph("/me/accounts"), query, bearer, signal }, Pages), scopes);
    },
  };
}

/** By cursor: an address out of an answer is not followed. */
async function readAccounts(
  read: (query: Record<string, string>) => Promise<Pages>,
  scopes: readonly string[],
): Promise<LoginGrant[]> {
  const grants: LoginGrant[] = [];
  const fields = "id,name,access_token,instagram_business_account{id,username}";
  let after: string | null = "";
  for (let reads = 0; after !== null && reads < MOST_READS; reads += 1) {
    const page: Pages = await read({ fields, limit: PAGES_AT_ONCE, ...(after === "" ? {} : { after }) });
    for (const { access_token: accessToken, instagram_business_account: account } of page.data) {
      if (!account || !accessToken) continue;
      const profile = { externalId: account.id, handle: account.username ?? account.id };
      grants.push({ profile, accessToken, lastsMs: null, scopes });
    }
    after = page.paging?.next ? (page.paging.cursors?.after ?? null) : null;
  }
  return grants;
}
