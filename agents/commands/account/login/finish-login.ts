// A person came back from the platform's log-in. The row is used up before the code is redeemed, so that neither a second
// window nor a second process can; whatever happens then is told on the page and in the operator's chat.
import { z } from "zod";
import { MINUTE_MS } from "../../../kernel/clock.ts";
import { type AppError, toAppError } from "../../../kernel/errors.ts";
import type { AccountLogin, LoginGrant } from "../../../ports/account-login.ts";
import { isLanguage, type Language } from "../../../texts/texts.ts";
import type { AppContext, CommandContext } from "../../context.ts";
import { defineInternal } from "../../internal.ts";
import { actorOf } from "../../session/actor-of.ts";
import { openAccount, storeAccount } from "../link-account.ts";
import { redirectUriOf, verifierPlace } from "./begin-login.ts";
import { endLogin } from "./end-login.ts";
import { type FoundLogin, factsOf, findLoginRow, whyNot } from "./find-login-row.ts";
import { type LoginOutcome, type LoginOutcomeKind, NO_FACTS } from "./login-outcome.ts";
import { readState } from "./login-proof.ts";

const LIMIT_MS = MINUTE_MS;
/** How platforms put the code's end: "…#_". */
const TAIL = /#_$/;

export interface FinishedLogin {
  readonly outcome: LoginOutcome;
  /** Of the operator; absent: nobody knows whose log-in it is. */
  readonly language?: Language;
}

export const finishLogin = defineInternal({
  name: "account.finish-login",
  input: z.object({
    provider: z.string().max(60),
    state: z.string().max(500),
    code: z.string().max(4_000).optional(),
    /** What the platform says instead of a code, such as "access_denied". */
    error: z.string().max(200).optional(),
    browserKey: z.string().max(200).optional(),
    sessionOperatorId: z.string().nullable(),
  }),
  run: async (context, input): Promise<FinishedLogin> => {
    const { logins = {} } = context.ports;
    const { provider, browserKey, sessionOperatorId } = input;
    const login = Object.hasOwn(logins, provider) ? logins[provider] : undefined;
    const state = readState(context.secrets, provider, input.state);
    const row = state && (await findLoginRow(context, state.loginId));
    if (!login || !row || row.provider !== provider) return { outcome: { kind: "forged", facts: NO_FACTS } };
    const answer = (outcome: LoginOutcome) => {
      const { language } = row.operator;
      return { outcome, ...(isLanguage(language) ? { language } : {}) };
    };
    const facts = factsOf(context, row);
    const now = context.clock.now();
    const why = state.isOfBrowser(browserKey) ? whyNot(row, sessionOperatorId, now) : "other_browser";
    if (why) return answer({ kind: why, facts });
    if (!(await markUsed(context, row.id, now))) return answer({ kind: "used", facts });
    return answer(await conclude(context, row, login, input));
  },
});

/** @returns false: somebody was faster */
async function markUsed({ database }: AppContext, id: string, now: Date): Promise<boolean> {
  const { count } = await database.prisma.accountLogin.updateMany({
    where: { id, usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now, verifier: null },
  });
  return count === 1;
}

type CameBack = { readonly code?: string | undefined; readonly error?: string | undefined };

async function conclude(
  app: AppContext,
  row: FoundLogin,
  login: AccountLogin,
  cameBack: CameBack,
): Promise<LoginOutcome> {
  const context: CommandContext = {
    ...app,
    actor: actorOf(row.operator, "web"),
    signal: AbortSignal.timeout(LIMIT_MS),
  };
  const outcome = await attempt(context, row, login, cameBack);
  await endLogin(context, row, outcome);
  return outcome;
}

async function attempt(
  context: CommandContext,
  row: FoundLogin,
  login: AccountLogin,
  { code, error }: CameBack,
): Promise<LoginOutcome> {
  const facts = factsOf(context, row);
  if (code === undefined) return { kind: error === "access_denied" ? "cancelled" : "failed", facts };
  const { provider } = row;
  try {
    const grants = await login.redeem(
      {
        code: code.replace(TAIL, ""),
        redirectUri: redirectUriOf(context, provider),
        ...(row.verifier === null ? {} : { verifier: context.secrets.open(row.verifier, verifierPlace(row.id)) }),
      },
      context.signal,
    );
    return await take(context, row, login, grants);
  } catch (thrown) {
    const problem = toAppError(thrown);
    const { code: errorCode, reason = "" } = problem;
    const log = errorCode === "internal" ? context.log.error : context.log.warn;
    log("an account was not linked", {
      provider,
      code: errorCode,
      reason,
      ...(errorCode === "internal" ? { error: thrown } : {}),
    });
    return { kind: kindOf(problem), facts };
  }
}

function kindOf({ code, reason, retryable }: AppError): LoginOutcomeKind {
  if (code === "conflict") return "of_another_avatar";
  if (reason === "permission_missing") return "permission_missing";
  if (reason === "code_invalid") return "code_refused";
  if (reason === "channel_unknown") return "no_account";
  return retryable ? "unavailable" : "failed";
}

async function take(
  context: CommandContext,
  row: FoundLogin,
  login: AccountLogin,
  grants: readonly LoginGrant[],
): Promise<LoginOutcome> {
  const facts = factsOf(context, row);
  const choices = grants.map(({ profile }) => profile.handle);
  const grant = chosen(row, grants);
  if (grant === null) {
    if (grants.length === 0) return { kind: "no_account", facts };
    const handle = grants.length === 1 ? (choices[0] ?? "") : facts.handle;
    return { kind: isMeant(row) ? "switched" : "several", facts: { ...facts, choices, handle } };
  }
  const { profile, accessToken, refreshToken, lastsMs, scopes } = grant;
  const request = {
    ...{ avatarId: row.avatarId, platform: row.platform, emulated: login.info.emulated },
    ...{ accessToken, lastsMs, scopes, ...(refreshToken === undefined ? {} : { refreshToken }) },
  };
  const { account, isNew } = await storeAccount(context, request, profile);
  const deaf = !(await openAccount(context, account, accessToken, isNew).then(
    () => true,
    (thrown) => {
      const { code, reason = "" } = toAppError(thrown);
      context.log.warn("a linked account tells us nothing", { accountId: account.id, code, reason });
      return false;
    },
  ));
  const missing = [
    ...new Set(login.info.scopes.filter(({ name }) => !scopes.includes(name)).map(({ gives }) => gives)),
  ];
  return { kind: isNew ? "linked" : "reconnected", facts: { ...facts, handle: account.handle, missing, deaf } };
}

const isMeant = ({ account, handle }: FoundLogin) => account !== null || handle !== null;

/** The account that was meant; without one the only account there is. */
function chosen({ account, handle }: FoundLogin, grants: readonly LoginGrant[]): LoginGrant | null {
  const [only, ...more] = grants;
  if (account) return grants.find(({ profile }) => profile.externalId === account.externalId) ?? null;
  if (handle !== null)
    return grants.find(({ profile }) => profile.handle.toLowerCase() === handle.toLowerCase()) ?? null;
  return more.length === 0 ? (only ?? null) : null;
}
