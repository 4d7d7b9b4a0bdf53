// What a fan asks of the memory itself: to forget, to stop remembering, to say what is known. By rules: consent hangs on no model.
import { whichFit } from "../trust/pattern-index.ts";
import { readings } from "../trust/text-normal-form.ts";

export const MEMORY_WISH_RULE_VERSION = "2026-11-26";

/**
 * `forget`: what is remembered goes, and new things may be learned. `stop`: it goes, and nothing is remembered any more.
 * `allow`: things may be remembered again. `tell`: what is known of me?
 */
export type MemoryWish = "forget" | "stop" | "allow" | "tell";

/** More far-reaching first: "forget it all and never remember anything" is `stop`. Patterns see texts without accents. */
const WISHES: readonly (readonly [MemoryWish, RegExp])[] = [
  [
    "stop",
    /\b(?:(?:do not|don ?'?t|never|stop) (?:remember(?:ing)?|sav(?:e|ing)|stor(?:e|ing)|keep(?:ing)?|record(?:ing)?)\b.{0,20}\b(?:anything|things|stuff|notes|info\w*|data|what i (?:say|said|tell|told|write|wrote))|no (?:recuerdes|guardes|anotes|apuntes)\b.{0,20}\b(?:nada|lo que (?:te )?(?:digo|dije|cuento|conte|escribo)|mis datos|cosas)|deja de (?:recordar|guardar|anotar))\b/,
  ],
  [
    "allow",
    /\b(?:you (?:can|may) (?:remember|keep|save) (?:things|stuff|it|what i)|remember (?:things|me) again|puedes (?:volver a )?(?:recordar|guardar) (?:cosas|lo que)|recuerdame otra vez)\b/,
  ],
  [
    "forget",
    /\b(?:(?:please )?forget (?:everything|all|what (?:i|you)|(?:about )?me\b|that i (?:told|said)|my (?:name|job|data|info\w*))|(?:delete|erase|wipe|clear) (?:everything |all )?(?:what )?(?:you (?:know|remember)|your memor(?:y|ies)|the memor(?:y|ies)|what i (?:told|said))|olvida (?:todo|lo que|mi (?:nombre|trabajo)|que te (?:dije|conte))|olvidate de (?:todo|lo que|mi\b)|borra (?:todo )?(?:lo que (?:sabes|recuerdas|te (?:dije|conte))|tu memoria|mis recuerdos))\b/,
  ],
  [
    "tell",
    /\b(?:what (?:do|did) you (?:know|remember|store|keep|save) (?:about|of|on) me|what have you (?:saved|stored|remembered) (?:about|of|on) me|que (?:sabes|recuerdas|guardas|tienes) (?:de|sobre) mi)\b/,
  ],
];

const wishesIn = whichFit(WISHES.map(([wish, pattern]) => [wish, [pattern]] as const));

/** Everyday words that only look like a wish: "I'll never forget you", "forget about it". */
const IDIOMS =
  /\b(?:(?:never|cannot|can ?'?t|won ?'?t|do not|don ?'?t) forget|nunca (?:te )?olvid\w*|no (?:me |te )?olvid\w*)\b/;

export function memoryWish(text: string): MemoryWish | null {
  for (const reading of readings(text)) {
    const wishes = wishesIn(reading);
    const found = WISHES.find(([wish]) => wishes.has(wish) && !(wish === "forget" && IDIOMS.test(reading)));
    if (found) return found[0];
  }
  return null;
}
