import { expect, test } from "vitest";
import { type MemoryWish, memoryWish } from "./memory-wish.ts";

const WISHES: readonly (readonly [string, MemoryWish])[] = [
  ["please forget everything i told you", "forget"],
  ["Forget what I said about my job", "forget"],
  ["can you forget my name", "forget"],
  ["delete what you know about me", "forget"],
  ["wipe your memory of me", "forget"],
  ["Olvida todo lo que te dije", "forget"],
  ["olvídate de lo que te conté", "forget"],
  ["borra lo que sabes de mí", "forget"],
  ["don't remember anything i say", "stop"],
  ["stop saving things about me", "stop"],
  ["never store what i tell you", "stop"],
  ["no guardes nada de lo que te cuento", "stop"],
  ["deja de recordar cosas", "stop"],
  ["forget it all and do not remember anything", "stop"],
  ["ok you can remember things again", "allow"],
  ["puedes volver a recordar cosas", "allow"],
  ["what do you know about me?", "tell"],
  ["what have you saved about me", "tell"],
  ["¿Qué sabes de mí?", "tell"],
  ["que recuerdas sobre mi", "tell"],
];

const PLAIN = [
  "i will never forget you",
  "don't forget me",
  "i can't forget what you said last night",
  "forget it",
  "do you remember my dog?",
  "remember me?",
  "nunca te olvidaré",
  "no te olvides de mí",
  "¿te acuerdas de mi perro?",
  "what do you know about surfing?",
  "save me a seat",
  "keep smiling",
  "guarda un poco para mí",
];

test.each(WISHES)("%s -> %s", (text, wish) => {
  expect(memoryWish(text)).toBe(wish);
});

test.each(PLAIN)("%s is no wish", (text) => {
  expect(memoryWish(text)).toBeNull();
});
