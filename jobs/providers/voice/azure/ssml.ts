// The document Azure Speech reads. Whatever the text holds stays text: nobody writes markup through it.
import { cleanText } from "../../../../agents/kernel/clean-text.ts";

export interface SpokenMarkup {
  readonly document: string;
  /** What stands inside the voice element. The vendor bills it as sent, markup included. */
  readonly billed: string;
}

export interface Utterance {
  readonly text: string;
  readonly voice: string;
  /** The voice's own. */
  readonly voiceLocale: string;
  /** What the text is in. */
  readonly locale: string;
  readonly speed: number;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};
/** All that XML 1.0 may not hold, escaped or not. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const NOT_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/** Elements are left out where they would change nothing: they cost as much as words. */
export function speechMarkup({ text, voice, voiceLocale, locale, speed }: Utterance): SpokenMarkup {
  const percent = Math.round((speed - 1) * 100);
  const spoken = escapeXml(text);
  const paced = percent === 0 ? spoken : `<prosody rate="${signed(percent)}%">${spoken}</prosody>`;
  const billed = locale === voiceLocale ? paced : `<lang xml:lang="${escapeXml(locale)}">${paced}</lang>`;
  const speak = `<speak version="1.0" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="${escapeXml(voiceLocale)}">`;
  return { document: `${speak}<voice name="${escapeXml(voice)}">${billed}</voice></speak>`, billed };
}

function signed(percent: number): string {
  return percent > 0 ? `+${percent}` : String(percent);
}

function escapeXml(text: string): string {
  return cleanText(text)
    .replace(NOT_XML, "")
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}
