// Linking a Bluesky account: by its handle and an app password, which is the token.
import type { Connector } from "../../../agents/ports/connector.ts";
import { type BlueskyOptions, createBlueskyClient } from "./client.ts";

export function createBlueskyConnector(options: BlueskyOptions): Connector {
  const client = createBlueskyClient(options);
  return {
    whoAmI: async (accessToken, signal) => {
      const { did, handle } = await client.session(accessToken, signal);
      return { externalId: did, handle };
    },
    // We take nothing in from Bluesky.
    subscribe: async () => undefined,
    setEntrances: null,
  };
}
