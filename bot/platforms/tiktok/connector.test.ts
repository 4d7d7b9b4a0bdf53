import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describeConnector } from "../../../agents/ports/conformance/connector.ts";
import { createTiktokConnector } from "./connector.ts";
import { createTiktokHarness, FAN } from "./testing/tiktok-harness.ts";

type Harness = Awaited<ReturnType<typeof createTiktokHarness>>;
const signal = () => AbortSignal.timeout(5_000);

describeConnector("TikTok", async () => {
  const harness = await createTiktokHarness();
  return { ...harness, connector: createTiktokConnector(harness.connectorOptions) };
});

describe("linking a TikTok account", () => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await createTiktokHarness();
  });
  afterEach(() => harness.close());
  const connector = (options: Partial<Harness["connectorOptions"]> = {}) =>
    createTiktokConnector({ ...harness.connectorOptions, ...options });

  it("tells TikTok where events go, and they come", async () => {
    harness.control.fanWrites(FAN, "too early");
    await connector().subscribe(harness.account, signal());
    harness.control.fanWrites(FAN, "hi");
    await harness.control.idle();
    expect(harness.received).toHaveLength(1);
  });

  it("says what to do when TikTok does not take the address", async () => {
    const refused = connector({ webhookUrl: () => "nowhere" }).subscribe(harness.account, signal());
    await expect(refused).rejects.toMatchObject({
      reason: "webhook_refused",
      remedy: expect.stringContaining("PUBLIC_URL"),
    });
    const wrong = connector({ app: { clientKey: "7000000000000000001", clientSecret: "another_secret" } });
    await expect(wrong.subscribe(harness.account, signal())).rejects.toMatchObject({ reason: "permission_missing" });
  });

  it("refuses a token that may not do messages, or is expired", async () => {
    const { accessToken } = harness.control.addAccount({ username: "silent", scopes: ["user.info.basic"] });
    await expect(connector().whoAmI(accessToken, signal())).rejects.toMatchObject({
      code: "refused",
      reason: "permission_missing",
      message: expect.stringContaining("message.list.send"),
    });
    const short = harness.control.addAccount({ username: "short" });
    harness.clock.advance(86_400_000);
    await expect(connector().whoAmI(short.accessToken, signal())).rejects.toMatchObject({
      code: "refused",
      reason: "token_invalid",
    });
  });

  it("renews a token, and with the used-up one no second time", async () => {
    const { accessToken, refreshToken } = harness.control.addAccount({ username: "short" });
    const renew = connector().renew ?? (() => Promise.reject(new Error("none")));
    const renewed = await renew(refreshToken, signal());
    expect(renewed).toMatchObject({ lastsMs: 86_400_000 });
    expect(await connector().whoAmI(renewed.accessToken, signal())).toMatchObject({ handle: "short" });
    await expect(connector().whoAmI(accessToken, signal())).rejects.toMatchObject({ reason: "token_invalid" });
    await expect(renew(refreshToken, signal())).rejects.toMatchObject({ code: "refused" });
    harness.clock.advance(366 * 86_400_000);
    await expect(renew(renewed.refreshToken ?? "", signal())).rejects.toMatchObject({
      reason: "refresh_token_invalid",
    });
  });

  it.each([
    ["a server that is down", { kind: "server_error", status: 502 }, { retryable: true }],
    ["too many calls", { kind: "error", code: 40_100 }, { code: "rate_limited" }],
    ["garbage", { kind: "garbage" }, { code: "provider_failed" }],
  ] as const)("%s is no verdict on the token", async (_name, fault, expected) => {
    harness.control.addFault({ operation: "token_info", fault });
    await expect(connector().whoAmI(harness.account.accessToken, signal())).rejects.toMatchObject(expected);
  });
});
