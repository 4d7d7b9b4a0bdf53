// The log-in of an emulated TikTok, to be mounted beside whatever takes its tokens.
import type { Router } from "express";
import { type Clock, systemClock } from "../../../../agents/kernel/clock.ts";
import { type ServedRouter, serveRouter } from "../../../emulators/serve-router.ts";
import {
  ACCESS_LIFE_MS,
  issueTokens,
  type TiktokLoginEmulation,
  tiktokAccount,
  tiktokOauthRoutes,
} from "./oauth-routes.ts";
import { newTiktokToken, TiktokLoginState } from "./state.ts";

export interface TiktokLoginEmulatorOptions {
  readonly clientKey: string;
  readonly clientSecret: string;
  readonly redirectUris: () => readonly string[];
  readonly clock?: Clock;
  /** Present: accounts and tokens survive the process. */
  readonly journalPath?: string;
  /** Absent: a text of its own. */
  readonly issueToken?: TiktokLoginEmulation["issueToken"];
  /** Default: replaced refresh tokens stop working at once, the harsher reading of "may change, store it". */
  readonly graceMs?: TiktokLoginEmulation["graceMs"];
  /** Default a day. */
  readonly lifeMs?: TiktokLoginEmulation["lifeMs"];
  readonly rotates?: boolean;
}

export interface TiktokLoginEmulator {
  /** Mount it anywhere: it holds both what people open and what programs call. */
  readonly router: Router;
  readonly state: TiktokLoginState;
  /** The same user name gives the same account, with new tokens. */
  addAccount(username: string): {
    readonly openId: string;
    readonly accessToken: string;
    readonly refreshToken: string;
  };
  /** The owner takes the permission back. */
  revoke(openId: string): void;
  close(): void;
}

const ALL_SCOPES = [
  "user.info.basic",
  "user.info.profile",
  "user.info.stats",
  "video.list",
  "video.upload",
  "video.publish",
];

export function createTiktokLoginEmulator(options: TiktokLoginEmulatorOptions): TiktokLoginEmulator {
  const state = new TiktokLoginState(options.journalPath);
  const emulation: TiktokLoginEmulation = {
    state,
    clock: options.clock ?? systemClock,
    clientKey: options.clientKey,
    clientSecret: options.clientSecret,
    redirectUris: options.redirectUris,
    graceMs: options.graceMs ?? (() => 0),
    lifeMs: options.lifeMs ?? (() => ACCESS_LIFE_MS),
    rotates: options.rotates ?? true,
    issueToken: options.issueToken ?? (() => newTiktokToken("act")),
  };
  return {
    router: tiktokOauthRoutes(emulation),
    state,
    addAccount: (username) => {
      const { openId } = tiktokAccount(state, username);
      const issued = issueTokens(emulation, { openId, scopes: ALL_SCOPES }, null);
      return { openId, accessToken: issued.access_token, refreshToken: issued.refresh_token };
    },
    revoke: (openId) => state.record({ type: "revoked", openId }),
    close: () => state.close(),
  };
}

/** The emulator on a port of its own. */
export async function startTiktokLoginEmulator(
  options: TiktokLoginEmulatorOptions,
): Promise<Omit<TiktokLoginEmulator, "close"> & ServedRouter> {
  const emulator = createTiktokLoginEmulator(options);
  const served = await serveRouter(emulator.router);
  return {
    ...emulator,
    url: served.url,
    close: async () => {
      emulator.close();
      await served.close();
    },
  };
}
