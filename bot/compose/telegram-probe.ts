// Asks Telegram about the operators' bot: whose token it is, and whether its updates come to this installation.
import { z } from "zod";
import { AppError } from "../../agents/kernel/errors.ts";
import type { ProbeNote, ServiceProbe } from "../../agents/ports/service-probe.ts";
import { askVendor, readAnswer } from "../../jobs/providers/vendor-http.ts";
import type { ProbeOptions } from "./service-probes.ts";

const TIMEOUT_MS = 6_000;
const SETTING = "TELEGRAM_BOT_TOKEN";
const VENDOR = { name: "Telegram", keyVariable: SETTING };
/** Older failures are over. */
const RECENT_SECONDS = 3_600;

const Me = z.object({ result: z.object({ username: z.string() }) });
const WebhookInfo = z.object({
  result: z.object({
    url: z.string(),
    pending_update_count: z.number(),
    last_error_date: z.number().optional(),
    last_error_message: z.string().optional(),
  }),
});

export function telegramProbe({ config, publicUrl, fetch }: ProbeOptions): ServiceProbe {
  const call = async <Value>(method: string, schema: z.ZodType<Value>, signal: AbortSignal): Promise<Value> => {
    const url = `${config.TELEGRAM_API_ROOT}/bot${config.TELEGRAM_BOT_TOKEN}/${method}`;
    const answer = await askVendor(VENDOR, url, { signal }, { fetch, timeoutMs: TIMEOUT_MS });
    // Telegram knows a wrong token as a bot that is not there.
    if (answer.status === 404) throw new AppError("not_configured", "Telegram does not know this bot.");
    return readAnswer(VENDOR, schema, answer);
  };
  return {
    service: "Telegram",
    setting: SETTING,
    ask: async (signal) => {
      await call("getMe", Me, signal);
      const { result } = await call("getWebhookInfo", WebhookInfo, signal);
      return notesOf(result, config.TELEGRAM_WEBHOOK_SECRET === undefined ? null : new URL(publicUrl()).host);
    },
  };
}

/** @param host of ours; null: updates are fetched */
function notesOf(info: z.output<typeof WebhookInfo>["result"], host: string | null): readonly ProbeNote[] {
  if (host === null) return info.url === "" ? [] : [{ note: "telegramStillWebhook", detail: hostOf(info.url) }];
  if (info.url === "") return [{ note: "telegramWebhookMissing", detail: "" }];
  if (hostOf(info.url) !== host) return [{ note: "telegramWebhookElsewhere", detail: hostOf(info.url) }];
  const failedAt = info.last_error_date ?? 0;
  const isRecent = Date.now() / 1_000 - failedAt < RECENT_SECONDS && info.pending_update_count > 0;
  return isRecent ? [{ note: "telegramWebhookFails", detail: (info.last_error_message ?? "").slice(0, 120) }] : [];
}

/** The path of a webhook may hold a secret. */
const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : "?");
