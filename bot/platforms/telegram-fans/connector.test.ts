import { expect, it } from "vitest";
import { describeConnector } from "../../../agents/ports/conformance/connector.ts";
import { createTelegramFanConnector } from "./connector.ts";
import { BOT, createTelegramHarness } from "./testing/telegram-harness.ts";

const signal = () => AbortSignal.timeout(5_000);

describeConnector("Telegram", async () => {
  const harness = await createTelegramHarness();
  return { ...harness, connector: createTelegramFanConnector({ ...harness.options, webhookOf: () => null }) };
});

it("sets the webhook with its secret, or takes it away where updates are fetched", async () => {
  const { telegram, options, account, close } = await createTelegramHarness();
  const url = "https://creator.example/webhooks/telegram/700200";
  const pushed = createTelegramFanConnector({ ...options, webhookOf: () => ({ url, secret: "a_secret" }) });
  await pushed.subscribe(account, signal());
  expect(telegram.webhookInfo()).toMatchObject({ url });
  let fetched = 0;
  const polled = createTelegramFanConnector({ ...options, webhookOf: () => null, onFetched: () => void fetched++ });
  await polled.subscribe(account, signal());
  expect(telegram.webhookInfo()).toMatchObject({ url: "" });
  expect(fetched).toBe(1);
  await close();
});

it("does not give the operators' own bot to fans", async () => {
  const { options, account, close } = await createTelegramHarness();
  const connector = createTelegramFanConnector({ ...options, webhookOf: () => null, operatorToken: `${BOT}:other` });
  await expect(connector.whoAmI(account.accessToken, signal())).rejects.toMatchObject({ reason: "operator_bot" });
  await close();
});
