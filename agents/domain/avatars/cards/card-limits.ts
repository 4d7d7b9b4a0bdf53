// How large a card from outside may be. Real ones stay far below; what is above was made to be a burden (trust T18, T22).

/** Lorebooks included. */
export const MOST_JSON_BYTES = 512 * 1024;
/** A picture with a card in it. */
export const MOST_PNG_BYTES = 5 * 1024 * 1024;
/** Trust rules read no further into one text. */
export const MOST_TEXT_CHARS = 20_000;
export const MOST_VALUES = 4_000;
export const MOST_DEPTH = 16;

export type LimitProblem = "too_large" | "too_deep" | "too_many_values" | "text_too_long";

/** The first limit a parsed card breaks and where, or null. */
export function brokenLimit(card: unknown): { readonly problem: LimitProblem; readonly field: string } | null {
  let values = 0;
  const look = (value: unknown, field: string, depth: number): ReturnType<typeof brokenLimit> => {
    values += 1;
    if (values > MOST_VALUES) return { problem: "too_many_values", field };
    if (depth > MOST_DEPTH) return { problem: "too_deep", field };
    // Pictures as text are looked at by nobody; they are left out by name.
    if (typeof value === "string" && value.length > MOST_TEXT_CHARS && !value.startsWith("data:"))
      return { problem: "text_too_long", field };
    if (value === null || typeof value !== "object") return null;
    for (const [key, nested] of Object.entries(value)) {
      const broken = look(nested, field === "" ? key : `${field}.${key}`, depth + 1);
      if (broken) return broken;
    }
    return null;
  };
  return look(card, "", 0);
}
