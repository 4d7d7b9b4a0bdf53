// POST /webhooks/telegram/<bot>: updates of a fan bot, let in only with the secret Telegram was given for it (trust T1, T2).
import { type Request, type Response, Router } from "express";
import type { App } from "../../../agents/commands/app.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import { readBody } from "../../http/body.ts";
import type { Mount } from "../../http/mount.ts";
import { SECRET_HEADER } from "../../surfaces/telegram/webhook-mount.ts";
import type { BotApiOptions } from "./bot-api.ts";
import { takeUpdate } from "./take-update.ts";

export interface WebhookMountOptions {
  readonly app: () => App;
  /** Constant-time. */
  readonly isSecretOf: (bot: string, secret: string) => boolean;
  /** false: updates are fetched instead, and every delivery is answered 503. */
  readonly isPushed: () => boolean;
  readonly api: BotApiOptions;
}

export function telegramFansMount({ app, isSecretOf, isPushed, api }: WebhookMountOptions): Mount {
  const router = Router();
  router.post("/:bot", (request, _response, next) => {
    const { bot } = request.params;
    // The operators' bot has its own path beside these.
    if (!/^\d{1,20}$/.test(bot)) return next("router");
    if (!isPushed()) throw new AppError("not_configured", "Fan bots have no webhooks: PUBLIC_URL is not https.");
    if (!isSecretOf(bot, request.get(SECRET_HEADER) ?? "")) {
      throw new AppError("unauthenticated", "The secret of this webhook call is wrong.");
    }
    next();
  });
  router.post("/:bot", ...readBody("raw"), async (request: Request, response: Response) => {
    await takeUpdate(app().context, api, parseJson(request.body), String(request.params.bot));
    response.status(200).end();
  });
  return { path: "/webhooks/telegram", load: () => router };
}

function parseJson(body: unknown): unknown {
  try {
    return JSON.parse(Buffer.isBuffer(body) ? body.toString("utf8") : "");
  } catch (thrown) {
    // No update: refused like any other wrong body.
    return thrown;
  }
}
