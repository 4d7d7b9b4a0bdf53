// Linking an X account: who its token belongs to. Tokens of OAuth 2 work for two hours unless they can be renewed.
import { z } from "zod";
import type { Connector } from "../../../agents/ports/connector.ts";
import { bearer, createXClient, type XOptions } from "./client.ts";

const Me = z.object({ data: z.object({ id: z.string(), username: z.string() }) });

export function createXConnector(options: XOptions): Connector {
  const client = createXClient(options);
  return {
    whoAmI: async (token, signal) => {
      const { data } = await client.ask({ method: "GET", path: "/2/users/me", headers: bearer(token), signal }, Me);
      return { externalId: data.id, handle: data.username };
    },
    // We take nothing in from X.
    subscribe: async () => undefined,
    setEntrances: null,
  };
}
