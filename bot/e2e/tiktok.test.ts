// Fans on TikTok, where it is switched on: the whole product with its jobs, against a TikTok of our own.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTiktokEmulator, type TiktokEmulator } from "../platforms/tiktok/emulator/tiktok-emulator.ts";
import { eventually, type Product, startProduct } from "./testing/product.ts";

const APP = { clientKey: "7000000000000000001", clientSecret: "test_client_secret" };
const FAN = "fan.1";
let tiktok: TiktokEmulator;
let product: Product;

const received = () =>
  tiktok.control
    .thread(FAN)
    .messages.filter((message) => message.from === "account")
    .map((message) => message.text);
const hasReceived = (count: number) =>
  eventually(async () => {
    if (received().length < count) throw new Error(`${received().length} of ${count} came`);
    return received();
  });

describe("a fan on TikTok", { timeout: 90_000 }, () => {
  beforeAll(async () => {
    tiktok = await startTiktokEmulator({ app: APP });
    product = await startProduct({
      TIKTOK_MESSAGES: "on",
      TIKTOK_CLIENT_KEY: APP.clientKey,
      TIKTOK_CLIENT_SECRET: APP.clientSecret,
      TIKTOK_BASE_URL: tiktok.url,
      // Fans' names are asked for while an answer waits.
      BURST_QUIET_SECONDS: "2",
    });
    await product.run("avatar.create", { name: "Luna", brief: "surf and coffee, warm and playful" });
  });
  afterAll(async () => {
    await product?.close();
    await tiktok?.close();
  });

  it("is answered, by the machine and by people, until TikTok's ten are used up", async () => {
    const { accessToken, refreshToken } = tiktok.control.addAccount({ username: "luna.surf" });
    const tokens = { accessToken, refreshToken };
    expect(await product.run("account.connect", { avatar: "luna", platform: "tiktok", ...tokens })).toMatchObject({
      handle: "luna.surf",
      emulated: false,
    });
    tiktok.control.fanWrites(FAN, "hi, how was the sea?", { name: "Álex", copies: 3 });
    const [disclosure, answer] = await hasReceived(2);
    expect(disclosure).toContain("AI-generated");
    expect(answer).toMatch(/./);
    for (let index = 0; index < 7; index += 1) {
      await product.run("conversation.reply", { conversation: "Álex", text: `words ${index}` });
      await hasReceived(3 + index);
    }
    const refused = await product.call("conversation.reply", { conversation: "Álex", text: "one too many" });
    expect(refused).toMatchObject({ status: 422, code: "refused", title: expect.stringContaining("10 messages") });
    expect(received()).toHaveLength(9);
    tiktok.control.fanWrites(FAN, "and now?");
    await eventually(async () => {
      const shown = await product.run("conversation.show", { conversation: "Álex" });
      expect(shown).toMatchObject({ messagesLeft: { free: 9 } });
    });
    await product.run("conversation.reply", { conversation: "Álex", text: "now again" });
    expect(await hasReceived(10)).toContain("now again");
  });
});
