// Attacks that need more than one request: other sites, sessions handed to a victim, guessing. Each tells what got through.
import { type Asked, ask, type FullAnswer } from "./ask.ts";
import type { FoundRoute } from "./list-routes.ts";
import { pathsOf } from "./targets.ts";

export interface AttackOptions {
  readonly url: string;
  readonly routes: readonly FoundRoute[];
  readonly owner: { readonly email: string; readonly password: string };
}

export interface AttackReport {
  readonly tried: number;
  /** What got through, one sentence each. */
  readonly failures: readonly string[];
}

const COOKIE = "vixenbliss_session";
const FORM = "application/x-www-form-urlencoded";
const FOREIGN: readonly Readonly<Record<string, string>>[] = [
  { "sec-fetch-site": "cross-site", origin: "https://evil.example" },
  { "sec-fetch-site": "same-site", origin: "https://other.example" },
  { origin: "https://evil.example" },
  { origin: "null" },
];
/** Behind the session guard, or answering only to a cookie by mistake. */
const GUARDED = /^\/(console-api|admin\/api|api\/v1)(\/|$)/;
const GUESSES = 30;

class Tally {
  tried = 0;
  readonly failures: string[] = [];

  expect(isRight: boolean, otherwise: string): void {
    this.tried += 1;
    if (!isRight) this.failures.push(otherwise);
  }
}

/** With the owner's own cookie, and without or with a wrong token: nothing changes for another site. */
export async function crossSite({ url, routes, owner }: AttackOptions): Promise<AttackReport> {
  const tally = new Tally();
  const cookie = cookieOf(await signIn(url, owner));
  const page = await ask(url, "/console-api/status", { headers: { cookie, "sec-fetch-site": "same-origin" } });
  tally.expect(page.status === 200, `the owner's own page is not let in: ${page.status}`);
  const changing = routes.filter(({ method, path }) => method !== "GET" && GUARDED.test(path));
  for (const route of changing) {
    for (const path of pathsOf(route).slice(0, 1)) {
      for (const headers of [{}, ...FOREIGN]) {
        for (const type of ["application/json", FORM, "text/plain"]) {
          const body = type === FORM ? "text=x" : "{}";
          const sent = { method: route.method, headers: { cookie, ...headers, "content-type": type }, body };
          const { status } = await ask(url, path, sent);
          const isRefused = status >= 400 && status < 500;
          tally.expect(isRefused, `${route.method} ${path} with the cookie alone answers ${status} to another site`);
        }
      }
    }
  }
  for (const headers of FOREIGN) {
    const reading = await ask(url, "/admin/api/dashboard", { headers: { cookie, ...headers } });
    tally.expect(reading.status === 403, `another site reads /admin/api/dashboard: ${reading.status}`);
    const login = await ask(url, "/login", { method: "POST", headers: { ...headers, "content-type": FORM }, body: "" });
    tally.expect(login.status === 403, `another site posts the log-in: ${login.status}`);
  }
  const cors = await ask(url, "/console-api/status", { headers: { cookie, origin: "https://evil.example" } });
  const allowed = cors.headers["access-control-allow-origin"];
  tally.expect(allowed === undefined, `another site may read answers: ${String(allowed)}`);
  return tally;
}

/** A session the attacker knew before the log-in is worth nothing after it, nor is one that was left. */
export async function fixation({ url, owner }: AttackOptions): Promise<AttackReport> {
  const tally = new Tally();
  const isIn = async (cookie: string) =>
    (await ask(url, "/console-api/status", { headers: { cookie } })).status === 200;
  const planted = `${COOKIE}=planted-by-somebody-else`;
  const answer = await signIn(url, owner, planted);
  const first = cookieOf(answer);
  tally.expect(first !== planted && first !== "", "the log-in keeps the session it was given");
  tally.expect(!(await isIn(planted)), "a planted session is let in");
  const flags = [answer.headers["set-cookie"]].flat().join("; ");
  tally.expect(
    /HttpOnly/i.test(flags) && /SameSite=(Lax|Strict)/i.test(flags),
    `the cookie is not kept close: ${flags}`,
  );
  tally.expect(await isIn(first), "the new session does not work");
  const second = cookieOf(await signIn(url, owner, first));
  tally.expect(second !== first, "a second log-in keeps the first session");
  tally.expect(!(await isIn(first)), "the session before the second log-in still works");
  const page = await ask(url, "/", { headers: { cookie: second, accept: "text/html" } });
  const csrf = /csrfToken&quot;:&quot;([^&]+)&quot;/.exec(page.body)?.[1] ?? "";
  const headers = {
    cookie: second,
    "x-csrf-token": csrf,
    "content-type": "application/json",
    "sec-fetch-site": "same-origin",
  };
  const out = await ask(url, "/console-api/sign-out", { method: "POST", headers, body: "{}" });
  tally.expect(out.status === 200, `the log-out answers ${out.status}`);
  tally.expect(!(await isIn(second)), "a session that was left still works");
  return tally;
}

/** Passwords, one-time links and tokens: after a few wrong ones the right one is refused, too, and it is said until when. */
export async function guessing({ url, owner }: AttackOptions): Promise<AttackReport> {
  const tally = new Tally();
  const rounds: readonly (readonly [string, (guess: number) => Promise<FullAnswer>])[] = [
    ["the password of one e-mail", () => signIn(url, { email: owner.email, password: "wrong" })],
    ["passwords of many e-mails", (guess) => signIn(url, { email: `${guess}@example.com`, password: "wrong" })],
    [
      "passwords under forged addresses",
      (guess) =>
        signIn(url, { email: `x${guess}@example.com`, password: "w" }, "", { "x-forwarded-for": `9.9.9.${guess}` }),
    ],
    ["one-time links", (guess) => ask(url, `/login/link/guess-${guess}`, { method: "POST" })],
    ["tokens", (guess) => withToken(url, `vb_guess${guess}`)],
    [
      "tokens over MCP",
      (guess) => ask(url, "/mcp", { method: "POST", headers: bearer(`vb_guess${guess}`), body: "{}" }),
    ],
  ];
  for (const [what, guess] of rounds) {
    let refusals = 0;
    for (let index = 0; index < GUESSES; index += 1) {
      const answer = await guess(index);
      tally.expect(answer.status >= 400, `${what}: a guess got in (${answer.status})`);
      if (answer.status !== 429) continue;
      refusals += 1;
      tally.expect(Number(answer.headers["retry-after"]) > 0, `${what}: a refusal does not say until when`);
    }
    tally.expect(refusals > 0, `${what}: ${GUESSES} guesses in a row are not slowed down`);
  }
  const right = await signIn(url, owner);
  tally.expect(right.status === 429, `the right password ends the guessing: ${right.status}`);
  return tally;
}

type Headers = NonNullable<Asked["headers"]>;

function bearer(token: string): Headers {
  return { authorization: `Bearer ${token}`, "content-type": "application/json" };
}

async function withToken(url: string, token: string): Promise<FullAnswer> {
  return await ask(url, "/api/v1/system/status", { method: "POST", headers: bearer(token), body: "{}" });
}

async function signIn(url: string, who: AttackOptions["owner"], cookie = "", more: Headers = {}): Promise<FullAnswer> {
  const headers = { "content-type": FORM, ...(cookie ? { cookie } : {}), ...more };
  return await ask(url, "/login", { method: "POST", headers, body: new URLSearchParams(who).toString() });
}

function cookieOf({ headers }: FullAnswer): string {
  const set = [headers["set-cookie"]].flat().find((line) => line?.startsWith(`${COOKIE}=`));
  return set?.split(";")[0] ?? "";
}
