// How much it tells that a text holds a string: the rarer it is in chats, the better an index finds by it.

const SHARES = new WeakMap<readonly string[], number>();

/** How often one of the strings is met in chats, roughly; 1 and more: always. */
export function shareOf(some: readonly string[]): number {
  const known = SHARES.get(some);
  if (known !== undefined) return known;
  let sum = some.length * EACH_SHARE;
  for (const text of some) {
    sum += COMMON_WORDS.has(text.trim()) ? COMMON_SHARE : lettersShare(text);
  }
  SHARES.set(some, sum);
  return sum;
}

function lettersShare(text: string): number {
  let share = 1;
  for (let at = 0; at < text.length; at += 1) share *= LETTER_SHARES[text.charCodeAt(at)] ?? SELDOM;
  // Short ones stand within many words.
  return text.length < 4 ? share * 20 : share;
}

/** What it costs to look for one more, in the same measure. */
const EACH_SHARE = 0.00005;
/** Words that many lines hold; the letters alone do not tell it. */
const COMMON_WORDS = new Set(
  (
    "a an and are as be but can do for from get have i i'm im in is it its just like me my not now of on or so " +
    "that the this to want was we what will with you your you're como con de del el en es estas estoy " +
    "la las lo los me mi muy no o para pero por que se si soy su te tengo tu un una voy y ya"
  ).split(" "),
).add("i am");
const COMMON_SHARE = 0.02;
const SELDOM = 0.01;
const LETTER_SHARES: readonly (number | undefined)[] = Array.from({ length: 128 }, (_, code) => {
  const letter = String.fromCharCode(code);
  if (" etaonirsu".includes(letter)) return 0.09;
  if (/[a-z]/.test(letter)) return /[jkqvwxyz]/.test(letter) ? undefined : 0.03;
  if (/[.,:'"!?-]/.test(letter)) return 0.02;
  return 0.0002;
});
