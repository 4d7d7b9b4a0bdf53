import { expect, test } from "vitest";
import { readConfig } from "../../agents/kernel/config.ts";
import { openCheckouts } from "./checkouts.ts";

const opened = (environment: Readonly<Record<string, string>>) => openCheckouts(readConfig(environment));
const stripe = { STRIPE_SECRET_KEY: "sk_live_x", STRIPE_WEBHOOK_SECRET: "whsec_test" };

test("Stars are taken only by who names them", () => {
  expect(opened({})).toEqual([]);
  expect(opened(stripe).map(({ info }) => info.provider)).toEqual(["stripe"]);
  const both = opened({ ...stripe, CHECKOUT_PROVIDERS: "stripe,telegram_stars" });
  expect(both.map(({ info }) => [info.provider, info.channel])).toEqual([
    ["stripe", undefined],
    ["telegram_stars", "telegram"],
  ]);
});

test("a Star costs what is set, two cents by default", () => {
  const quote = (environment: Readonly<Record<string, string>>) =>
    opened({ CHECKOUT_PROVIDERS: "telegram_stars", ...environment })[0]?.quote?.(2_999);
  expect(quote({})).toEqual({ amount: 1_500, currency: "XTR" });
  expect(quote({ TELEGRAM_STAR_USD: "0.013" })).toEqual({ amount: 2_307, currency: "XTR" });
  for (const wrong of ["0", "0.00", "1", "-0.02", "two cents"]) {
    expect(() => quote({ TELEGRAM_STAR_USD: wrong }), wrong).toThrow(
      expect.objectContaining({ code: "invalid_input", field: "TELEGRAM_STAR_USD" }),
    );
  }
});

test("Fanvue sells by its links, which nobody may set without the secret of its events", () => {
  const links = {
    FANVUE_CHECKOUT_LINKS: "29.99=https://www.fanvue.com/checkout/a,9.99/month=https://www.fanvue.com/checkout/b",
  };
  const fanvue = { ...links, FANVUE_WEBHOOK_SECRET: "test_signing_secret" };
  expect(opened({ ...stripe, ...fanvue }).map(({ info }) => info.provider)).toEqual(["stripe", "fanvue"]);
  expect(opened({ FANVUE_WEBHOOK_SECRET: "test_signing_secret" })).toEqual([]);
  const wrong = (environment: Readonly<Record<string, string>>, field: string) =>
    expect(() => opened(environment)).toThrow(expect.objectContaining({ code: "invalid_input", field }));
  wrong(links, "FANVUE_WEBHOOK_SECRET");
  wrong({ FANVUE_WEBHOOK_SECRET: "short" }, "FANVUE_WEBHOOK_SECRET");
  wrong({ FANVUE_CLIENT_ID: "an-app" }, "FANVUE_CLIENT_SECRET");
  wrong({ ...fanvue, FANVUE_CHECKOUT_LINKS: "cheap" }, "FANVUE_CHECKOUT_LINKS");
});

test("who is named and not configured is refused by name", () => {
  expect(() => opened({ CHECKOUT_PROVIDERS: "stripe" })).toThrow(
    expect.objectContaining({ code: "invalid_input", field: "CHECKOUT_PROVIDERS" }),
  );
});
