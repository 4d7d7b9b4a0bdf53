import { expect, test } from "vitest";
import { isOptIn, isOptOut } from "./opt-out.ts";

test.each([
  "STOP",
  "stop",
  "Stop.",
  "STOP!!!",
  "stop please",
  "please stop",
  "stop messaging me",
  "Stop texting me now",
  "BAJA",
  "baja",
  "PARAR",
  "Para",
  "ARRET",
  "Arrêt",
  "STOPP",
  "unsubscribe",
  "opt out",
  "don't message me again",
  "leave me alone",
  "no me escribas más",
  "deja de escribirme",
  "dame de baja",
  "st\u200bop",
  "ＳＴＯＰ",
  "СТОП",
  "停止",
  "quit",
  "lass mich in ruhe",
  "i want to unsubscribe",
  "no need to text me again",
  "quítenme de su lista por favor",
])("%j is an opt-out", (text) => expect(isOptOut(text)).toBe(true));

test.each([
  "stop it you're funny",
  "stop it you're so cute",
  "don't stop",
  "nonstop party",
  "stop 😂",
  "haha stop",
  "i can't stop thinking about you",
  "bus stop",
  "para ti todo",
  "baja la música",
  "the end of the day",
  "stop by later",
  "cancel my plans lol",
  "",
  "hello",
  "una rebaja",
  "don't message me when i'm at work",
  "my ex won't stop texting me",
  "no dejes de escribirme",
])("%j is not", (text) => expect(isOptOut(text)).toBe(false));

test.each([
  ["START", true],
  ["Alta", true],
  ["start over with me", false],
])("%j opts in: %s", (text, expected) => {
  expect(isOptIn(text)).toBe(expected);
});
