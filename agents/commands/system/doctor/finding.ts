// What the doctor found about one part. A finding names a sentence of the texts; it never holds a secret.
import { toAppError } from "../../../kernel/errors.ts";
import type { Texts } from "../../../texts/texts.ts";
import type { CommandContext } from "../../context.ts";

export type FindingState = "ok" | "warning" | "broken";
export type FindingCode = keyof Texts["doctor"]["findings"];

export interface Finding {
  readonly state: FindingState;
  readonly code: FindingCode;
  /** What it is about, where the area has several: a service, an account. */
  readonly about?: string;
  /** What stands in the sentence: a count, a setting's name. */
  readonly detail?: string;
}

export interface Check {
  readonly area: keyof Texts["doctor"]["areas"];
  /** May throw: then the part is broken. Reads only. */
  readonly run: (context: CommandContext) => Promise<readonly Finding[]>;
}

/** How a part that throws is told. @param setting what to correct when it refuses us */
export function failureOf(thrown: unknown, part: { readonly about?: string; readonly setting?: string } = {}): Finding {
  const { code, reason } = toAppError(thrown);
  const about = part.about === undefined ? {} : { about: part.about };
  if (reason === "http_402") return { state: "broken", code: "noCredit", ...about };
  if (code === "not_configured" || code === "unauthenticated" || code === "forbidden")
    return { state: "broken", code: "keyRefused", detail: part.setting ?? code, ...about };
  if (code === "unavailable") return { state: "broken", code: "unreachable", detail: part.setting ?? code, ...about };
  if (code === "rate_limited") return { state: "warning", code: "busy", ...about };
  return { state: "broken", code: "failed", detail: reason ?? code, ...about };
}

/** A part that hangs is a finding too: nobody waits for it longer than this. */
export async function within(
  limitMs: number,
  work: (signal: AbortSignal) => Promise<readonly Finding[]>,
  about?: string,
) {
  const signal = AbortSignal.timeout(limitMs);
  const late = new Promise<readonly Finding[]>((resolve) => {
    const told = about === undefined ? {} : { about };
    const finding: Finding = { state: "broken", code: "timedOut", detail: String(limitMs / 1_000), ...told };
    signal.addEventListener("abort", () => resolve([finding]), { once: true });
  });
  return await Promise.race([work(signal), late]);
}
