// How each configured service is asked whether it takes our key: a row each, the vendor's cheapest call that needs the key.
import { z } from "zod";
import type { Config } from "../../agents/kernel/config.ts";
import { AppError } from "../../agents/kernel/errors.ts";
import type { ProbeNote, ServiceProbe } from "../../agents/ports/service-probe.ts";
import { askVendor, readAnswer, statusError } from "../../jobs/providers/vendor-http.ts";
import { telegramProbe } from "./telegram-probe.ts";

const TIMEOUT_MS = 6_000;
const OPENAI_URL = "https://api.openai.com/v1";
const RUNWAY_VERSION = "2024-11-06";
const CARTESIA_VERSION = "2026-08-14";

interface Row {
  readonly service: string;
  /** The variable that holds the key; the service is probed when it is set. */
  readonly setting: string;
  readonly value: string | undefined;
  /** null: no call is free. */
  readonly url: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** It has keys that may write and not read: a 403 is then no fault. */
  readonly mayBeLimited?: true;
}

const bearer = (value: string | undefined) => ({ authorization: `Bearer ${value ?? ""}` });
const basic = (value: string | undefined) =>
  value === undefined ? {} : { authorization: `Basic ${Buffer.from(value).toString("base64")}` };

function rows(config: Config): readonly Row[] {
  const azure = config.AZURE_SPEECH_BASE_URL ?? `https://${config.AZURE_SPEECH_REGION}.tts.speech.microsoft.com`;
  const comfyPath = config.COMFYUI_SERVER === "cloud" ? "/api/user" : "/system_stats";
  return [
    key("Replicate", "REPLICATE_API_TOKEN", `${config.REPLICATE_BASE_URL}/account`),
    { ...key("fal.ai", "FAL_KEY", ""), url: null },
    key("Leonardo", "LEONARDO_API_KEY", `${config.LEONARDO_BASE_URL}/me`),
    {
      ...key("Black Forest Labs", "BFL_API_KEY", `${config.BFL_BASE_URL}/v1/credits`),
      headers: { "x-key": config.BFL_API_KEY ?? "" },
    },
    {
      ...key("ComfyUI", "COMFYUI_BASE_URL", `${config.COMFYUI_BASE_URL}${comfyPath}`),
      headers: config.COMFYUI_API_KEY === undefined ? {} : { "x-api-key": config.COMFYUI_API_KEY },
    },
    {
      ...key("Automatic1111", "AUTOMATIC1111_BASE_URL", `${config.AUTOMATIC1111_BASE_URL}/sdapi/v1/samplers`),
      headers: basic(config.AUTOMATIC1111_AUTH),
    },
    key("RunPod", "RUNPOD_API_KEY", `${config.RUNPOD_BASE_URL}/${config.RUNPOD_ENDPOINT_ID}/health`),
    { ...key("Modal", "MODAL_KEY", ""), url: null },
    {
      ...key("Runway", "RUNWAY_API_KEY", `${config.RUNWAY_BASE_URL}/v1/organization`),
      headers: { ...bearer(config.RUNWAY_API_KEY), "x-runway-version": RUNWAY_VERSION },
    },
    key("Luma", "LUMA_API_KEY", `${config.LUMA_BASE_URL}/credits`),
    {
      ...key("ElevenLabs", "ELEVENLABS_API_KEY", `${config.ELEVENLABS_BASE_URL}/v1/voices`),
      headers: { "xi-api-key": config.ELEVENLABS_API_KEY ?? "" },
    },
    {
      ...key("Azure Speech", "AZURE_SPEECH_KEY", `${azure}/cognitiveservices/voices/list`),
      headers: { "ocp-apim-subscription-key": config.AZURE_SPEECH_KEY ?? "" },
    },
    {
      ...key("Cartesia", "CARTESIA_API_KEY", `${config.CARTESIA_BASE_URL}/voices?limit=1`),
      headers: { ...bearer(config.CARTESIA_API_KEY), "cartesia-version": CARTESIA_VERSION },
    },
    { ...key("Stripe", "STRIPE_SECRET_KEY", `${config.STRIPE_BASE_URL}/v1/balance`), mayBeLimited: true },
    {
      ...key("Discord", "DISCORD_TOKEN", `${config.DISCORD_API_BASE_URL}/v10/users/@me`),
      headers: { authorization: `Bot ${config.DISCORD_TOKEN ?? ""}` },
    },
  ];

  function key(service: string, setting: keyof Config & string, url: string): Row {
    const value = config[setting];
    const text = typeof value === "string" ? value : undefined;
    return { service, setting, value: text, url, headers: bearer(text) };
  }
}

export interface ProbeOptions {
  readonly config: Config;
  readonly publicUrl: () => string;
  readonly fetch?: typeof fetch;
}

export function openServiceProbes(options: ProbeOptions): readonly ServiceProbe[] {
  const { config } = options;
  const vendors = rows(config)
    .filter(({ value }) => value !== undefined)
    .map((row) => vendorProbe(row, options));
  const usesServer = config.OPENAI_API_KEY !== undefined || config.OPENAI_BASE_URL !== undefined;
  return [
    ...(usesServer ? [chatProbe(options)] : []),
    ...vendors,
    ...(config.TELEGRAM_BOT_TOKEN === undefined ? [] : [telegramProbe(options)]),
    ...(config.PUBLIC_URL === undefined ? [] : [addressProbe(options)]),
  ];
}

function vendorProbe({ service, setting, url, headers = {}, mayBeLimited }: Row, options: ProbeOptions): ServiceProbe {
  if (url === null) return { service, setting, ask: null };
  const vendor = { name: service, keyVariable: setting };
  return {
    service,
    setting,
    ask: async (signal) => {
      const answer = await askVendor(vendor, url, { headers, signal }, { fetch: options.fetch, timeoutMs: TIMEOUT_MS });
      if (answer.status === 403 && mayBeLimited) return [{ note: "keyIsLimited", detail: setting }];
      if (answer.status < 200 || answer.status >= 300) throw statusError(vendor, answer);
      return [];
    },
  };
}

const Models = z.object({ data: z.array(z.object({ id: z.string() })) });

/** The list is free; a chat is not. */
function chatProbe({ config, fetch }: ProbeOptions): ServiceProbe {
  const setting = config.OPENAI_API_KEY === undefined ? "OPENAI_BASE_URL" : "OPENAI_API_KEY";
  const vendor = { name: "OpenAI-compatible server", keyVariable: setting };
  const headers = config.OPENAI_API_KEY === undefined ? {} : bearer(config.OPENAI_API_KEY);
  return {
    service: `chat: ${config.CHAT_MODEL}`,
    setting,
    ask: async (signal): Promise<readonly ProbeNote[]> => {
      const url = `${config.OPENAI_BASE_URL ?? OPENAI_URL}/models`;
      const answer = await askVendor(vendor, url, { headers, signal }, { fetch, timeoutMs: TIMEOUT_MS });
      const { data } = readAnswer(vendor, Models, answer);
      return data.some(({ id }) => id === config.CHAT_MODEL)
        ? []
        : [{ note: "modelMissing", detail: config.CHAT_MODEL }];
    },
  };
}

/** Our own address, the way a platform comes in. */
function addressProbe({ publicUrl, fetch }: ProbeOptions): ServiceProbe {
  const vendor = { name: "PUBLIC_URL", keyVariable: "PUBLIC_URL" };
  return {
    service: "PUBLIC_URL",
    setting: "PUBLIC_URL",
    ask: async (signal) => {
      const answer = await askVendor(vendor, `${publicUrl()}/healthz`, { signal }, { fetch, timeoutMs: TIMEOUT_MS });
      if (answer.status === 200) return [];
      throw new AppError("unavailable", "PUBLIC_URL does not lead here.", { reason: `http_${answer.status}` });
    },
  };
}
