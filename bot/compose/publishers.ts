// Platforms we only post to. They need no app of ours: an account is there once it was connected with its token. Where there
// is an app, people may log in instead.
import type { Clock } from "../../agents/kernel/clock.ts";
import type { Config } from "../../agents/kernel/config.ts";
import type { Connector } from "../../agents/ports/connector.ts";
import type { Publisher } from "../../agents/ports/publisher.ts";
import { createBlueskyConnector } from "../platforms/bluesky/connector.ts";
import { createBlueskyPublisher } from "../platforms/bluesky/publisher.ts";
import { createTelegramChannelConnector } from "../platforms/telegram-channel/connector.ts";
import { createTelegramChannelPublisher } from "../platforms/telegram-channel/publisher.ts";
import { createThreadsConnector } from "../platforms/threads/connector.ts";
import { createThreadsPublisher } from "../platforms/threads/publisher.ts";
import { createXConnector } from "../platforms/x/connector.ts";
import { createXPublisher } from "../platforms/x/publisher.ts";
import { createYoutubeConnector } from "../platforms/youtube/connector.ts";
import { createYoutubePublisher } from "../platforms/youtube/publisher.ts";

export interface PublishersOptions {
  readonly config: Pick<
    Config,
    "TELEGRAM_API_ROOT" | "BLUESKY_BASE_URL" | "THREADS_BASE_URL" | "X_BASE_URL" | "YOUTUBE_BASE_URL"
  >;
  readonly clock: Clock;
}

export interface OpenedPublishers {
  readonly connectors: Readonly<Record<"telegram_channel" | "bluesky" | "threads" | "x" | "youtube", Connector>>;
  readonly publishers: Readonly<Record<string, Publisher>>;
}

export function openPublishers({ config, clock }: PublishersOptions): OpenedPublishers {
  const telegram = { apiRoot: config.TELEGRAM_API_ROOT };
  const at = (baseUrl: string) => ({ baseUrl: () => baseUrl, clock });
  const bluesky = at(config.BLUESKY_BASE_URL);
  const threads = at(config.THREADS_BASE_URL);
  const x = at(config.X_BASE_URL);
  const youtube = at(config.YOUTUBE_BASE_URL);
  return {
    connectors: {
      telegram_channel: createTelegramChannelConnector(telegram),
      bluesky: createBlueskyConnector(bluesky),
      threads: createThreadsConnector(threads),
      x: createXConnector(x),
      youtube: createYoutubeConnector(youtube),
    },
    publishers: {
      telegram_channel: createTelegramChannelPublisher(telegram),
      bluesky: createBlueskyPublisher(bluesky),
      threads: createThreadsPublisher(threads),
      x: createXPublisher(x),
      youtube: createYoutubePublisher(youtube),
    },
  };
}
