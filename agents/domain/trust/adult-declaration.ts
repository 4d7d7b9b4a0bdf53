// A fan's own word on being an adult lifts the age state from unknown to declared (trust C7); it never lifts a minor lock.
import { numbersAsDigits } from "./number-words.ts";
import { plainForm } from "./text-normal-form.ts";

const OLDEST = 99;
const ADULT_AGE = 18;

const STATED =
  /(?:^|[\s,.!])(?:i'?m|i am|im|jk im|tengo|yo tengo|age:?|j'ai|ich bin)(?: (?:actually|already|ya|like|about|literally|over))* ([1-9]\d)(?= ?(?:$|[,.!?;)]|años|anos|ans|yo\b|y\/o|yrs? old|years? old|jahre|and\b|y\b|lol|haha|jaja|btw|wbu|hbu|you\b|u\b|tu\b))/;
const BARE = /^([2-9]\d)[.!]*$/;
const SAYS_ADULT =
  /\b(?:i'?m|i am|im|yes|yeah|yep)(?: \w+)?,? (?:an adult|over (?:18|21)|18\+|21\+|of (?:legal )?age)(?![\p{L}\p{N}])|\b(?:soy (?:mayor de edad|adult[oa])|tengo (?:mas|más) de (?:18|21))\b/u;

/** True when the message states an adult age of the writer ("im 25", "soy mayor de edad"). */
export function declaresAdult(text: string): boolean {
  const plain = numbersAsDigits(plainForm(text));
  const age = Number(STATED.exec(plain)?.[1] ?? BARE.exec(plain)?.[1] ?? Number.NaN);
  if (age >= ADULT_AGE && age <= OLDEST) return true;
  return SAYS_ADULT.test(plain) && !/\b(?:not|no) (?:an adult|over|soy)\b/.test(plain);
}
