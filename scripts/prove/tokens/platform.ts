// The platforms beside the product: they outlive every kill, fail now and then, and lose answers after they acted.
import { Router } from "express";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../../agents/kernel/clock.ts";
import type { Random } from "../../../agents/kernel/random.ts";
import { serveRouter } from "../../../bot/emulators/serve-router.ts";
import type { InstagramControl } from "../../../bot/platforms/instagram/emulator/control.ts";
import { createInstagramEmulator } from "../../../bot/platforms/instagram/emulator/instagram-emulator.ts";
import {
  createTiktokLoginEmulator,
  type TiktokLoginEmulator,
} from "../../../bot/platforms/tiktok-login/emulator/tiktok-login-emulator.ts";
import { CREATOR_INFO_PATH } from "../../../bot/platforms/tiktok-posts/creator.ts";

export interface TokenApp {
  readonly instagram: { readonly appId: string; readonly appSecret: string };
  readonly tiktok: { readonly clientKey: string; readonly clientSecret: string };
}

export interface TokenPlatform {
  readonly instagramUrl: string;
  readonly tiktokUrl: string;
  readonly instagram: InstagramControl;
  readonly tiktok: TiktokLoginEmulator;
  /** Called when the product asks for new tokens, before anything happens. */
  onRenewal: (() => void) | undefined;
  /** Renewals carried out whose answer was cut off. */
  readonly lostAnswers: number;
  readonly renewals: number;
  /** From now on tokens live as long as in life, and nothing fails. */
  calm(): void;
  close(): Promise<void>;
}

/** TikTok accounts whose replaced refresh token works on for a while have such a user name; for the others it is gone at once. */
export const isLenient = (username: string) => username.endsWith("kind");
const GRACE_MS = 30 * MINUTE_MS;
/** Due again so soon after it was renewed: the product renews six hours before the end. */
const SHORT_LIFE_MS = 6 * HOUR_MS + 8 * SECOND_MS;
const AWAY_SHARE = 0.08;
const CUT_SHARE = 0.06;

export async function startTokenPlatform(
  app: TokenApp,
  redirectUris: readonly string[],
  random: Random,
): Promise<TokenPlatform> {
  let isCalm = false;
  let instagramUrl = "";
  const instagram = createInstagramEmulator({
    ...app.instagram,
    redirectUris: () => redirectUris,
    webhookUrl: () => "",
    baseUrl: () => instagramUrl,
  });
  const tiktok = createTiktokLoginEmulator({
    ...app.tiktok,
    redirectUris: () => redirectUris,
    graceMs: (openId) => (isLenient(tiktok.state.accounts.get(openId)?.username ?? "") ? GRACE_MS : 0),
    lifeMs: () => (isCalm ? DAY_MS : SHORT_LIFE_MS),
  });
  const counted = { lostAnswers: 0, renewals: 0 };
  // Posting itself is another proof's; a token is asked whether it may when its account is linked.
  const mayPost = Router();
  mayPost.post(CREATOR_INFO_PATH, (_request, response) => {
    const data = { privacy_level_options: ["SELF_ONLY"] };
    response.json({ data, error: { code: "ok", message: "", log_id: "proof" } });
  });
  const trouble = Router();
  trouble.use((request, response, next) => {
    const isRenewal = request.path === "/refresh_access_token" || request.path.startsWith("/v2/oauth/token");
    if (!isRenewal) return next();
    counted.renewals += 1;
    platform.onRenewal?.();
    const chance = isCalm ? 1 : random();
    if (chance < AWAY_SHARE) return void response.status(503).end();
    if (chance < AWAY_SHARE + CUT_SHARE) {
      response.json = () => {
        counted.lostAnswers += 1;
        response.destroy();
        return response;
      };
    }
    next();
  });
  const served = await Promise.all(
    [instagram.router, Router().use(tiktok.router).use(mayPost)].map((router) =>
      serveRouter(Router().use(trouble).use(router)),
    ),
  );
  const [atInstagram, atTiktok] = served;
  instagramUrl = atInstagram?.url ?? "";
  const platform: TokenPlatform = {
    instagramUrl,
    tiktokUrl: atTiktok?.url ?? "",
    instagram: instagram.control,
    tiktok,
    onRenewal: undefined,
    get lostAnswers() {
      return counted.lostAnswers;
    },
    get renewals() {
      return counted.renewals;
    },
    calm: () => {
      isCalm = true;
    },
    close: async () => {
      instagram.close();
      tiktok.close();
      await Promise.all(served.map((each) => each.close()));
    },
  };
  return platform;
}
