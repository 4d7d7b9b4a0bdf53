// Linking a Threads account: who its token belongs to.
import { z } from "zod";
import type { Connector } from "../../../agents/ports/connector.ts";
import type { PostClientOptions } from "../posting/client.ts";
import { createThreadsClient, readAnswer } from "./client.ts";

const Profile = z.object({ id: z.union([z.string(), z.number()]).transform(String), username: z.string() });

export function createThreadsConnector(options: PostClientOptions): Connector {
  const client = createThreadsClient(options);
  return {
    whoAmI: async (token, signal) => {
      const me = readAnswer(await client.get(token, "/me", { fields: "id,username" }, signal, Profile));
      return { externalId: me.id, handle: me.username };
    },
    // We take nothing in from Threads, which has no private messages for programs.
    subscribe: async () => undefined,
    setEntrances: null,
  };
}
