// Linking a YouTube channel: whose channel a token is for. Google's tokens work for an hour unless they can be renewed.
import { z } from "zod";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { Connector } from "../../../agents/ports/connector.ts";
import { bearer, createYoutubeClient, type YoutubeOptions } from "./client.ts";

const Channels = z.object({
  items: z
    .array(z.object({ id: z.string(), snippet: z.object({ title: z.string(), customUrl: z.string().nullish() }) }))
    .nullish(),
});

export function createYoutubeConnector(options: YoutubeOptions): Connector {
  const client = createYoutubeClient(options);
  return {
    whoAmI: async (token, signal) => {
      const query = { part: "snippet", mine: "true" };
      const request = { method: "GET", path: "/youtube/v3/channels", query, headers: bearer(token), signal } as const;
      const [channel] = (await client.ask(request, Channels)).items ?? [];
      if (!channel) {
        throw new AppError("refused", "This Google account has no YouTube channel.", {
          field: "accessToken",
          reason: "channel_unknown",
          remedy: "Make a channel, then give a token of it.",
        });
      }
      return { externalId: channel.id, handle: (channel.snippet.customUrl ?? channel.snippet.title).replace(/^@/, "") };
    },
    // We take nothing in from YouTube.
    subscribe: async () => undefined,
    setEntrances: null,
  };
}
