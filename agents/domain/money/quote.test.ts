import { expect, test } from "vitest";
import { PRICE_BOOK } from "./price-book.ts";
import { quoteMicros } from "./quote.ts";

const since = new Date("2026-01-01T00:00:00Z");
const now = new Date("2026-11-24T00:00:00Z");
const price = (unit: string, usd: string, effectiveAt = since, endedAt: Date | null = null) => ({
  provider: "p",
  model: "m",
  unit,
  usd,
  effectiveAt,
  endedAt,
});

test("50 pictures at 3.2 cents are 1.60 dollars", () => {
  expect(quoteMicros([price("image", "0.032")], { provider: "p", model: "m", units: { image: 50 } }, now)).toEqual({
    known: true,
    micros: 1_600_000,
  });
});

test("tokens keep their digits and round up to a micro", () => {
  const book = [price("input_token", "0.0000001"), price("output_token", "0.0000005")];
  // 1,234 x 0.1 + 56 x 0.5 micros = 123.4 + 28 = 151.4
  expect(
    quoteMicros(book, { provider: "p", model: "m", units: { input_token: 1_234, output_token: 56 } }, now),
  ).toEqual({ known: true, micros: 152 });
});

test("the newest price in force counts; an ended or future one does not", () => {
  const book = [
    price("image", "1", since, new Date("2026-06-01T00:00:00Z")),
    price("image", "2", new Date("2026-06-01T00:00:00Z")),
    price("image", "3", new Date("2027-01-01T00:00:00Z")),
  ];
  const request = { provider: "p", model: "m", units: { image: 1 } };
  expect(quoteMicros(book, request, now)).toEqual({ known: true, micros: 2_000_000 });
  expect(quoteMicros(book, request, new Date("2026-02-01T00:00:00Z"))).toEqual({ known: true, micros: 1_000_000 });
});

test("an unknown unit is a refusal", () => {
  expect(quoteMicros([], { provider: "p", model: "m", units: { image: 1 } }, now)).toEqual({
    known: false,
    missingUnit: "image",
  });
});

test("every shipped price can be read", () => {
  for (const entry of PRICE_BOOK) {
    const quote = quoteMicros(
      [{ ...entry, endedAt: null }],
      { provider: entry.provider, model: entry.model, units: { [entry.unit]: 1_000_000 } },
      now,
    );
    const costs = quote.known && quote.micros > 0;
    // Only a server of one's own is free until its owner says otherwise.
    const isOwn = ["openai-compatible", "comfyui", "automatic1111"].includes(entry.provider);
    expect(costs, `${entry.provider} ${entry.model} ${entry.unit}`).toBe(!isOwn);
  }
});
