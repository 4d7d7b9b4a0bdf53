import { expect, test } from "vitest";
import { intentOf, NOTHING_FOUND as none, refusalReason } from "./intent.ts";

test.each([
  ["hi", "greeting"],
  ["hola guapa 😍", "greeting"],
  ["buenos días", "greeting"],
  ["/start", "greeting"],
  // What Telegram's app sends for who has trouble with a payment.
  ["/paysupport", "human_request"],
  ["/paysupport@luna_bot", "human_request"],
  ["/start summer_promo", "greeting"],
  ["how much is the pack?", "purchase_intent"],
  ["i want to buy it", "purchase_intent"],
  ["cuánto cuesta?", "purchase_intent"],
  ["quiero comprar", "purchase_intent"],
  ["¡me encantan tus fotos, son preciosas!", "casual_chat"],
  ["de verdad me gustan tus fotos", "casual_chat"],
  ["mándame más fotos", "content_request"],
  ["can you send more pics", "content_request"],
  ["quiero ver más fotos", "content_request"],
  ["do you have a private pack", "content_request"],
  ["too expensive for me", "objection"],
  ["no gracias", "objection"],
  ["let me think about it", "objection"],
  ["es muy caro", "objection"],
  ["where are you from?", "question"],
  ["dónde vives", "question"],
  ["i paid and got nothing, i want a refund", "complaint"],
  ["quiero hablar con una persona", "human_request"],
  ["just got home from work", "casual_chat"],
  ["hoy salí a correr", "casual_chat"],
] as const)("%j is %s", (text, expected) => {
  expect(intentOf(text, none)).toBe(expected);
});

test("a guard outranks the rules, the most serious first", () => {
  expect(intentOf("how much?", { ...none, minor: true, crisis: true })).toBe("minor");
  expect(intentOf("how much?", { ...none, crisis: true, optOut: true })).toBe("crisis");
  expect(intentOf("are you real?", { ...none, botQuestion: true })).toBe("bot_question");
});

test("what only sounds like something stands back behind what is sure, and behind a wish to buy", () => {
  const doubted = (...guards: readonly (keyof typeof none)[]) => new Set(guards) as typeof none.doubtful;
  expect(intentOf("stop", { ...none, minor: true, optOut: true, doubtful: doubted("minor") })).toBe("opt_out");
  expect(intentOf("hm", { ...none, minor: true, crisis: true, doubtful: doubted("minor") })).toBe("crisis");
  expect(intentOf("hm", { ...none, minor: true, doubtful: doubted("minor") })).toBe("minor");
  expect(intentOf("how much?", { ...none, farewell: true, doubtful: doubted("farewell") })).toBe("purchase_intent");
  expect(intentOf("how much? bye", { ...none, farewell: true })).toBe("farewell");
});

test("a sure goodbye that may be a stop is a goodbye, a doubtful one a stop; a doubt about a life comes before both", () => {
  const doubted = (...guards: readonly (keyof typeof none)[]) => new Set(guards) as typeof none.doubtful;
  const both = { ...none, farewell: true, optOut: true };
  expect(intentOf("delete my account", { ...both, doubtful: doubted("optOut") })).toBe("farewell");
  expect(intentOf("delete my account", both)).toBe("opt_out");
  expect(intentOf("off with me", { ...both, doubtful: doubted("optOut", "farewell") })).toBe("opt_out");
  const dark = { ...both, crisis: true, doubtful: doubted("optOut", "crisis") };
  expect(intentOf("delete me, goodbye for ever", dark)).toBe("crisis");
});

test.each([
  ["that's too much for me", "too_expensive"],
  ["not interested", "not_interested"],
  ["maybe later", "need_time"],
  ["ahora no", "need_time"],
  ["yes please", null],
] as const)("%j refuses as %s", (text, expected) => expect(refusalReason(text)).toBe(expected));
