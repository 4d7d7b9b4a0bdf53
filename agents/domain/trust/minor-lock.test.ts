import { describe, expect, test } from "vitest";
import { mayUnlockMinor, minorLockAfter, minorSignal } from "./minor-lock.ts";

const now = new Date("2026-11-24T12:00:00Z");

describe("locks", () => {
  test.each([
    "im 16",
    "I'm 16",
    "i am only 15 tho",
    "Im sixteen",
    "i'm just 17 is that ok",
    "15f",
    "f/16",
    "hey 16/f",
    "16m here",
    "15m",
    "10th grade",
    "im in 9th grade",
    "tenth grade",
    "i go to high school",
    "I'm in high school lol",
    "i'm a freshman in high school",
    "tengo 16",
    "tengo 16 años",
    "Tengo quince",
    "yo tengo 17 y tu?",
    "diecisiete",
    "seventeen",
    "l7",
    "17",
    "im l7",
    "i'm 1️⃣6️⃣",
    "i turn 18 next year",
    "I'm turning 18 soon",
    "i'll be 18 in march",
    "im 18 next month",
    "almost 18",
    "not 18 yet",
    "i'm under 18",
    "wait until i'm 18",
    "cumplo 18 en mayo",
    "todavía no tengo 18",
    "soy menor de edad",
    "im a minor",
    "i'm underage",
    "voy al instituto",
    "estoy en 3º de la ESO",
    "im\u200b 1\u200b6",
    "ｉｍ １６",
    "j'ai 16 ans",
    "ich bin 16",
    "tenho 15 anos",
    "ho 16 anni",
    "im 16 jk im 20",
    "i'm 16 years old",
    "16 yo",
    "age: 15",
    "i was born in 2011",
    "nací en 2010",
    "i just turned 17",
    "jk i'm 14 haha",
    "my sister is 20 and im 16",
  ])("%j", (text) => expect(minorSignal(text, now).locks).toBe(true));
});

describe("does not lock", () => {
  test.each([
    "16 weeks pregnant",
    "I'm 16 weeks pregnant",
    "when I was 16",
    "i was 16 when i moved here",
    "16 inches",
    "my daughter is 16",
    "im 16 mins away",
    "16 mins",
    "jk im 20",
    "im 25",
    "I'm 18",
    "i just turned 18",
    "tengo 25 años",
    "tengo 16 fotos tuyas",
    "tengo 16 años de experiencia",
    "mi hija tiene 16",
    "cuando tenía 16",
    "i teach 10th grade",
    "my son is in 10th grade",
    "back in high school i loved art",
    "i'm 16 years sober",
    "im 10/10 happy",
    "im 5'11",
    "be there in 15m",
    "its 15f outside",
    "at age 16 i left home",
    "i have 16 cats",
    "i'm 12 points ahead",
    "born in 1990",
    "i was born in 1999",
    "i'm a kid at heart",
    "my daughter turns 18 next year",
    "i'm twenty five",
    "i am thirty",
    "",
    "hello",
    "the 16 best pics",
    "i'm 10 minutes late",
    "tengo 17 minutos",
    "once upon a time",
    "i'll be 15 minutes late",
  ])("%j", (text) => expect(minorSignal(text, now)).toEqual({ locks: false }));
});

test("a later claim keeps the first lock", () => {
  const locked = minorLockAfter(null, "im 16", now);
  expect(locked).toEqual(now);
  expect(minorLockAfter(locked, "jk im 20", new Date("2026-11-25T12:00:00Z"))).toEqual(now);
  expect(minorLockAfter(null, "im 20", now)).toBeNull();
});

test.each([
  ["verified_adult", "op_1", "op_2", true],
  ["verified_adult", "op_1", "op_1", false],
  ["verified_adult", "op_1", null, false],
  ["declared_adult", "op_1", "op_2", false],
] as const)("unlock of %s by %s and %s: %s", (ageState, requestedByOperatorId, confirmedByOperatorId, expected) => {
  expect(mayUnlockMinor({ ageState, requestedByOperatorId, confirmedByOperatorId })).toBe(expected);
});
