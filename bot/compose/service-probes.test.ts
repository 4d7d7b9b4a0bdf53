// What each answer of a service means, with the answers scripted; nothing is asked that is not configured.
import { expect, test } from "vitest";
import { readConfig } from "../../agents/kernel/config.ts";
import { openServiceProbes } from "./service-probes.ts";

const ENVIRONMENT = {
  OPENAI_API_KEY: "sk-x",
  REPLICATE_API_TOKEN: "r8-x",
  FAL_KEY: "f",
  STRIPE_SECRET_KEY: "rk_test_1",
  STRIPE_WEBHOOK_SECRET: "whsec_12345",
  TELEGRAM_BOT_TOKEN: "1:a",
  TELEGRAM_WEBHOOK_SECRET: "s".repeat(20),
  PUBLIC_URL: "https://ours.example",
};

/** By a part of the address: status and JSON. */
async function ask(service: string, answers: Readonly<Record<string, readonly [number, unknown]>>) {
  const probes = openServiceProbes({
    config: readConfig(ENVIRONMENT),
    publicUrl: () => ENVIRONMENT.PUBLIC_URL,
    fetch: async (url) => {
      const found = Object.entries(answers).find(([part]) => String(url).includes(part));
      return Response.json(found?.[1][1] ?? {}, { status: found?.[1][0] ?? 404 });
    },
  });
  const probe = probes.find((each) => each.service.startsWith(service));
  return await probe?.ask?.(AbortSignal.timeout(1_000));
}

test("asks what is configured and nothing else", () => {
  const probes = openServiceProbes({ config: readConfig(ENVIRONMENT), publicUrl: () => "" });
  expect(probes.map(({ setting, ask }) => `${setting}${ask ? "" : " (not asked)"}`)).toEqual([
    "OPENAI_API_KEY",
    "REPLICATE_API_TOKEN",
    "FAL_KEY (not asked)",
    "STRIPE_SECRET_KEY",
    "TELEGRAM_BOT_TOKEN",
    "PUBLIC_URL",
  ]);
});

test("knows a refused key, one without credit, a restricted one, and a model that is not there", async () => {
  expect(await ask("Replicate", { "/account": [200, {}] })).toEqual([]);
  await expect(ask("Replicate", { "/account": [401, {}] })).rejects.toMatchObject({ code: "not_configured" });
  await expect(ask("Replicate", { "/account": [402, {}] })).rejects.toMatchObject({ reason: "http_402" });
  expect(await ask("Stripe", { "/balance": [403, {}] })).toMatchObject([{ note: "keyIsLimited" }]);
  expect(await ask("chat", { "/models": [200, { data: [{ id: "other" }] }] })).toMatchObject([
    { note: "modelMissing" },
  ]);
});

test("knows whether Telegram's updates come here", async () => {
  const me = [200, { result: { username: "b" } }] as const;
  const telegram = (url: string) =>
    ask("Telegram", { getMe: me, getWebhookInfo: [200, { result: { url, pending_update_count: 0 } }] });
  expect(await telegram("https://ours.example/webhooks/telegram")).toEqual([]);
  expect(await telegram("")).toMatchObject([{ note: "telegramWebhookMissing" }]);
  expect(await telegram("https://theirs.example/secret")).toEqual([
    { note: "telegramWebhookElsewhere", detail: "theirs.example" },
  ]);
  await expect(ask("Telegram", { getMe: [401, {}] })).rejects.toMatchObject({ code: "not_configured" });
});
