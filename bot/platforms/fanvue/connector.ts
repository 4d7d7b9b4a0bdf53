// Linking a creator's Fanvue account: who a token belongs to, and new tokens for those of an hour.
import { z } from "zod";
import { MINUTE_MS } from "../../../agents/kernel/clock.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { Connector } from "../../../agents/ports/connector.ts";
import { createFanvueClient, type FanvueOptions, readAnswer } from "./client.ts";
import { type FanvueApp, redeemTokens } from "./tokens.ts";

export interface FanvueConnectorOptions extends FanvueOptions {
  /** "https://auth.fanvue.com" */
  readonly authUrl: () => string;
  /** null: tokens cannot be renewed here. */
  readonly app: FanvueApp | null;
}

/** Of the hour that a token lasts: an outage shorter than this costs no account. */
const RENEW_BEFORE_MS = 30 * MINUTE_MS;

const Me = z.object({ uuid: z.string().min(1), handle: z.string().min(1), isCreator: z.boolean() });

export function createFanvueConnector(options: FanvueConnectorOptions): Connector {
  const client = createFanvueClient(options);
  const { app } = options;
  const whoAmI: Connector["whoAmI"] = async (token, signal) => {
    const me = readAnswer(await client.call({ method: "GET", path: "/users/me", token, signal }, Me));
    if (me.isCreator) return { externalId: me.uuid, handle: me.handle };
    throw new AppError("refused", "This Fanvue account is a fan's, not a creator's.", {
      field: "accessToken",
      reason: "not_a_creator",
      remedy: "Log in with the creator's account.",
    });
  };
  return {
    whoAmI,
    // The app has its addresses in Fanvue's Developer Area (docs/how-to): there is nothing to ask for by account, but a
    // token that is dead shows here and not at the first message.
    subscribe: async ({ accessToken }, signal) => {
      await whoAmI(accessToken, signal);
    },
    ...(app === null
      ? {}
      : {
          renew: async (refresh_token, signal) => {
            const form = { grant_type: "refresh_token", refresh_token };
            const given = await redeemTokens({ ...options, app }, form, "refresh_token_invalid", signal);
            return {
              accessToken: given.accessToken,
              ...(given.refreshToken === undefined ? {} : { refreshToken: given.refreshToken }),
              lastsMs: given.lastsMs,
            };
          },
          renewalRule: { by: "refreshToken", beforeMs: RENEW_BEFORE_MS, minAgeMs: 0 } as const,
        }),
    setEntrances: null,
  };
}
