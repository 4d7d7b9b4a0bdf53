import { describe, expect, test } from "vitest";
import { brokenPromises } from "./false-promise.ts";
import { pricesIn } from "./prices-in-text.ts";

const starter = { priceCents: 2_999, currency: "USD" };

describe("blocked", () => {
  test.each([
    ["last 2 left!", ["stock"]],
    ["only three spots left", ["stock"]],
    ["it's almost sold out", ["stock"]],
    ["quedan 2", ["stock"]],
    ["$5 today only", ["price", "deadline"]],
    ["the offer ends tonight", ["deadline"]],
    ["solo hoy", ["deadline"]],
    ["last chance", ["deadline"]],
    ["20% off for you", ["discount"]],
    ["mitad de precio", ["discount"]],
    ["I'll send a free pic", ["gift"]],
    ["te lo regalo", ["gift"]],
    ["I'll meet you Friday", ["meeting"]],
    ["full refund if you don't like it", ["refund"]],
    ["te devuelvo el dinero", ["refund"]],
    ["it is $19.99", ["price"]],
    ["just 5 bucks", ["price"]],
    ["29,99 €", ["price"]],
    ["for five dollars", ["price"]],
    ["only 25.00 for you", ["price"]],
    ["Starter is $29.99 and deluxe $10", ["price"]],
    ["$2999", ["price"]],
    ["＄５", ["price"]],
  ])("%j -> %j", (draft, kinds) => {
    expect(brokenPromises(draft, starter).map((promise) => promise.kind)).toEqual(kinds);
  });
});

describe("allowed", () => {
  test.each([
    "The starter pack is $29.99: 10 photos.",
    "USD 29.99",
    "29.99 for ten photos",
    "It's 29.99 dollars",
    "Feel free to ask",
    "are you free tonight?",
    "No refund needed, enjoy!",
    "I train 5 days a week",
    "10 photos inside",
    "no discount, sorry",
    "I was up until 2",
    "it took me 3 hours",
    "La colección cuesta $29.99",
    "que tengas un buen día",
  ])("%j", (draft) => expect(brokenPromises(draft, starter)).toEqual([]));
});

test("without an offer no price may be named", () => {
  expect(brokenPromises("it's $29.99", null)).toEqual([{ kind: "price", words: "$29.99" }]);
});

test("a promise the row backs may be made", () => {
  expect(brokenPromises("20% off, today only", { ...starter, backs: ["discount", "deadline"] })).toEqual([]);
});

test.each([
  ["$1,299.00", 129_900, "USD"],
  ["1.299,50 €", 129_950, "EUR"],
  ["9.99", 999, null],
  ["usd 5", 500, "USD"],
  ["veinte dolares", 2_000, "USD"],
])("%j is %d cents", (text, cents, currency) => expect(pricesIn(text)).toMatchObject([{ cents, currency }]));
