// Words on no list are still heard for what they are; ordinary talk is not.
import { expect, test } from "vitest";
import { readForOpinion } from "./guard-features.ts";
import { secondOpinion } from "./second-opinion.ts";

test.each([
  ["my science teacher gave us three worksheets and mom checks my homework", "minor"],
  ["mi mamá me revisa la mochila cuando llego de la secundaria", "minor"],
  ["i just want to close my eyes and never open them again", "crisis"],
  ["ya no le veo sentido a seguir viviendo", "crisis"],
  ["scrub my digits from whatever list this is", "opt_out"],
  ["sácame de esa lista y ya no me mandes nada", "opt_out"],
  ["is there an actual person typing these or just software", "bot_question"],
  ["¿esto lo contesta una persona o un programa?", "bot_question"],
  ["my ride's outside, catch you later", "farewell"],
  ["ya está la cena, luego te escribo", "farewell"],
] as const)("%j sounds like %s", (text, guard) => {
  expect([...secondOpinion(text)]).toEqual([guard]);
});

test.each([
  "hey gorgeous, how was your weekend?",
  "my son has a math test tomorrow and he's freaking out",
  "that video killed me lol",
  "how much for the beach set?",
  "hola guapa, ¿cuánto cuesta el paquete?",
  "mi jefe me tiene loco esta semana",
  "",
  "yeah",
  "alright",
  "busy day",
])("%j sounds like nothing in particular", (text) => {
  expect(secondOpinion(text).size).toBe(0);
});

test("a sign amid a long message is heard: each sentence is read alone, too", () => {
  const chat = "I loved the beach set. You look great in blue. My truck is at the shop again.";
  expect([...secondOpinion(`${chat} I don't want to wake up tomorrow. How was your trip?`)]).toContain("crisis");
  expect(readForOpinion(`${chat}`)).toHaveLength(4);
});

test.each([
  ...["i want the pack", "ok i'll take it", "one more please", "unlock it for me", "i want to subscribe", "yes please"],
  ...[
    "do you have a cheaper one",
    "maybe next week",
    "i paid but it does not open",
    "stop it lol",
    "how much is the pack",
  ],
  ...["quiero suscribirme", "va, lo compro", "sí por favor", "una más porfa", "tienes uno más barato", "no gracias"],
  ...["cobro el viernes", "ya pagué y no se abre", "ya para de ser tan linda", "mándame el link", "déjame pensarlo"],
])("who buys is not heard as leaving: %j", (text) => {
  expect([...secondOpinion(text)]).toEqual([]);
});
