// Azure Speech on loopback: strict about headers and markup, and it bills what stands inside the voice element, as Azure does.
import type { EmulatedReply, EmulatedRequest, Misbehaviour } from "../../../emulator/server.ts";
import { type SpeechDesk, type SpeechEmulator, startSpeechEmulator } from "../../emulator/speech-emulator.ts";

const VOICES = new Set([
  "en-US-AvaMultilingualNeural",
  "es-ES-XimenaMultilingualNeural",
  "es-ES-ElviraNeural",
  "es-MX-DaliaNeural",
  "fr-FR-DeniseNeural",
]);
const FORMATS = new Set(["audio-24khz-48kbitrate-mono-mp3", "audio-24khz-96kbitrate-mono-mp3"]);
const DOCUMENT =
  /^<speak version="1\.0" xmlns="http:\/\/www\.w3\.org\/2001\/10\/synthesis" xml:lang="([a-z]{2,3}-[A-Z]{2})"><voice name="([^"<&]+)">(.*)<\/voice><\/speak>$/s;
const TAG = /<(\/?)(lang|prosody)(?: (?:xml:lang="[a-z]{2,3}-[A-Z]{2}"|rate="([+-]\d{1,2})%"))?>/g;
/** Text as XML may hold it: no markup, no bare ampersand, no control characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is not allowed
const TEXT = /^(?:[^<&\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|&(?:amp|lt|gt|quot|apos);)*$/u;

const bad = (status: number, code: string, message: string): EmulatedReply => ({
  status,
  body: { error: { code, message } },
});
const DENIED = "Access denied due to invalid subscription key or wrong API endpoint.";
const OUT_OF_QUOTA = "Out of call volume quota. Quota will be replenished in 22 days.";

export const AZURE_FAULTS = {
  unauthenticated: { kind: "reply", ...bad(401, "401", DENIED) },
  no_credit: { kind: "reply", ...bad(403, "403", OUT_OF_QUOTA) },
  invalid: { kind: "reply", status: 400, body: "A required parameter is missing, empty, or null." },
  rate_limited: { kind: "reply", status: 429, headers: { "retry-after": "2" }, body: "Too many requests" },
  server_error: { kind: "reply", status: 502, body: "Bad gateway" },
  unsupported: { kind: "reply", status: 415, body: "Unsupported media type" },
} as const satisfies Record<string, Misbehaviour>;

export function startAzureEmulator(): Promise<SpeechEmulator> {
  const refusal = bad(400, "content_filter", "The text was filtered by the content management policy.");
  return startSpeechEmulator({ answer, refusal });
}

function answer({ method, path, headers, body }: EmulatedRequest, desk: SpeechDesk): EmulatedReply {
  if (headers["ocp-apim-subscription-key"] !== desk.key) return AZURE_FAULTS.unauthenticated;
  if (method !== "POST" || path !== "/cognitiveservices/v1") return { status: 404, body: "Resource not found" };
  if (headers["content-type"] !== "application/ssml+xml") return AZURE_FAULTS.unsupported;
  const format = headers["x-microsoft-outputformat"] ?? "";
  if (!FORMATS.has(format) || (headers["user-agent"] ?? "") === "") return AZURE_FAULTS.invalid;
  const document = body.toString("utf8");
  const [, locale, voice, spoken] = DOCUMENT.exec(document) ?? [];
  if (voice === undefined || spoken === undefined || !isWellFormed(spoken)) return AZURE_FAULTS.invalid;
  if (!VOICES.has(voice)) return { status: 400, body: `Unsupported voice ${voice}.` };
  return desk.speak({
    input: { document, locale, voice, spoken, format },
    said: [document],
    characters: Array.from(spoken).length,
  });
}

function isWellFormed(spoken: string): boolean {
  const open: string[] = [];
  for (const [, slash, name, rate] of spoken.matchAll(TAG)) {
    if (slash === "/" && open.pop() !== name) return false;
    if (slash !== "/") open.push(name ?? "");
    // Half to twice the usual pace.
    if (rate !== undefined && Number(rate) < -50) return false;
  }
  return open.length === 0 && TEXT.test(spoken.replace(TAG, ""));
}
