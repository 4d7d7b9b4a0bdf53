import { describe, expect, test } from "vitest";
import { crisisSignal } from "./crisis.ts";
import { helpLineFor } from "./help-lines.ts";

describe("crisis", () => {
  test.each([
    ["i want to die", "suicide", "direct"],
    ["I'm going to kill myself", "suicide", "direct"],
    ["kms honestly", "suicide", "direct"],
    ["thinking of unaliving myself", "suicide", "direct"],
    ["i don't want to live anymore", "suicide", "direct"],
    ["quiero morirme", "suicide", "direct"],
    ["me quiero matar", "suicide", "direct"],
    ["no quiero vivir más", "suicide", "direct"],
    ["k i l l myself", "suicide", "direct"],
    ["everyone would be better off without me", "suicide", "indirect"],
    ["there is no reason to live", "suicide", "indirect"],
    ["i can't go on", "suicide", "indirect"],
    ["this is my last night", "suicide", "indirect"],
    ["ya no tengo ganas de vivir", "suicide", "indirect"],
    ["estarían mejor sin mí", "suicide", "indirect"],
    ["i've been cutting my arms again", "self_harm", "direct"],
    ["me corto los brazos", "self_harm", "direct"],
    ["i'm starving myself", "eating_disorder", "direct"],
    ["llevo 3 días sin comer", "eating_disorder", "direct"],
    ["i'm going to shoot my boss", "harm_to_others", "direct"],
    ["voy a matar a mi vecino", "harm_to_others", "direct"],
    ["my friend wants to kill herself", "suicide", "direct"],
    ["i can't see myself living past this year", "suicide", "indirect"],
    ["me cuesta seguir viva", "suicide", "direct"],
    ["skipping every meal so i can be thin", "eating_disorder", "direct"],
    ["my husband punched me again", "in_danger", "direct"],
    ["no estoy segura en mi casa", "in_danger", "direct"],
    ["you're killing me lol but honestly i want to die", "suicide", "direct"],
  ])("%j", (text, kind, directness) => expect(crisisSignal(text)).toEqual({ crisis: true, kind, directness }));
});

describe("figures of speech", () => {
  test.each([
    "you're killing me",
    "this heat is killing me",
    "i'd kill for a pizza",
    "dying of laughter",
    "i'm dying to see you",
    "killing time",
    "suicide squad was a bad movie",
    "that outfit is to die for",
    "me muero de risa",
    "me muero de ganas de verte",
    "me matas con esa foto",
    "shoot me a message",
    "my wife will kill me",
    "hello",
    "i cut my hair",
    "my uncle committed suicide ten years ago",
    "i used to self harm but im clean for 5 years now",
    "in the book the hero kills himself at the end",
    "i can't take it anymore, this traffic",
    "tired of living in this apartment",
    "no quiero despertarme temprano mañana",
    "me suicido si pierde el america jaja",
    "me corto el pelo mañana",
    "",
  ])("%j is not a crisis", (text) => expect(crisisSignal(text)).toEqual({ crisis: false }));
});

test.each([
  ["US", "988"],
  ["es", "024"],
  ["ZZ", "https://findahelpline.com"],
  [null, "https://findahelpline.com"],
])("%s -> %s", (country, contact) => {
  expect(helpLineFor(country).contact).toBe(contact);
});
