// What every Connector must do; run by the test of each adapter against its platform or a strict emulator of it.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ConnectedAccount, Connector } from "../connector.ts";

export interface ConnectorHarness {
  readonly connector: Connector;
  readonly account: ConnectedAccount;
  readonly handle: string;
  close(): Promise<void>;
}

export function describeConnector(name: string, create: () => Promise<ConnectorHarness>): void {
  const signal = () => AbortSignal.timeout(10_000);
  let harness: ConnectorHarness;

  describe(`${name} is a Connector`, () => {
    beforeEach(async () => {
      harness = await create();
    });
    afterEach(() => harness.close());

    it("knows whose token it is, and refuses a wrong one", async () => {
      const { connector, account, handle } = harness;
      const profile = await connector.whoAmI(account.accessToken, signal());
      expect(profile).toEqual({ externalId: account.externalId, handle });
      await expect(connector.whoAmI("not-a-token", signal())).rejects.toMatchObject({
        code: "refused",
        reason: "token_invalid",
      });
    });

    it("subscribes as often as it is asked", async () => {
      await harness.connector.subscribe(harness.account, signal());
      await harness.connector.subscribe(harness.account, signal());
    });

    it("sets what a chat offers, where the platform has such, and takes it away", async () => {
      const { setEntrances } = harness.connector;
      if (!setEntrances) return;
      const set = (entrances: Parameters<typeof setEntrances>[1]) => setEntrances(harness.account, entrances, signal());
      await set({ iceBreakers: ["Who are you?"], menu: [{ title: "Hi" }] });
      await set({ iceBreakers: [] });
      await set({ menu: [] });
      await set({});
      const tooMany = Array.from({ length: 50 }, (_, index) => `Question ${index}`);
      await expect(set({ iceBreakers: tooMany })).rejects.toMatchObject({ retryable: false });
    });
  });
}
