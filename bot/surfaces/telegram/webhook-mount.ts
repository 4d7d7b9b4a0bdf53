// POST /webhooks/telegram/operator: updates pushed by Telegram, let in only with our secret (trust T1).
import { type Request, type Response, Router } from "express";
import type { Update } from "grammy/types";
import { z } from "zod";
import { AppError } from "../../../agents/kernel/errors.ts";
import { equalsInConstantTime } from "../../../agents/kernel/secret.ts";
import { readBody } from "../../http/body.ts";
import type { Mount } from "../../http/mount.ts";

export const TELEGRAM_WEBHOOK_PATH = "/webhooks/telegram/operator";
/** Telegram sends the secret it was given for a webhook in it. */
export const SECRET_HEADER = "x-telegram-bot-api-secret-token";

/** Telegram's updates are typed by grammY; what we rely on before that is only their id. */
const RawUpdate = z.looseObject({ update_id: z.int() });

/** Without a secret the source is off and says so. `accept` returns once the update is remembered. */
export function webhookMount(secret: string | undefined, accept: (update: Update) => Promise<void>): Mount {
  const router = Router();
  router.post("/", (request, _response, next) => {
    if (secret === undefined) {
      throw new AppError("not_configured", "The Telegram webhook is off.", { remedy: "Set TELEGRAM_WEBHOOK_SECRET." });
    }
    if (!equalsInConstantTime(request.get(SECRET_HEADER) ?? "", secret)) {
      throw new AppError("unauthenticated", "The secret of this webhook call is wrong.");
    }
    next();
  });
  router.post("/", ...readBody("json"), async (request: Request, response: Response) => {
    const parsed = RawUpdate.safeParse(request.body);
    if (!parsed.success) throw new AppError("invalid_input", "This is not an update.");
    await accept(parsed.data as unknown as Update);
    response.status(200).end();
  });
  return { path: TELEGRAM_WEBHOOK_PATH, body: "none", load: () => router };
}
