// The parts the emulated TikTok's routes share.
import type { Clock } from "../../../../agents/kernel/clock.ts";
import type { TiktokPostsApp } from "../connector.ts";
import type { RateWindow } from "../rate-window.ts";
import type { BoxWalker } from "./box-walker.ts";
import type { Faults } from "./faults.ts";
import type { PostsState } from "./state.ts";
import type { WebhookSender } from "./webhook-sender.ts";

/** An upload in progress; a process that died forgets it. */
export interface OpenUpload {
  received: number;
  readonly walker: BoxWalker;
}

export interface EmulationRules {
  /** False: private posts of private accounts only, of at most five users a day. */
  readonly audited: boolean;
  /** Between the last byte and the end of TikTok's work. */
  readonly processingMs: number;
  /** After that, until a public post has its id. */
  readonly moderationMs: number;
  readonly postsPerDay: number;
  /** Addresses below these may be pulled from. */
  readonly verifiedPrefixes: readonly string[];
}

export interface Emulation {
  readonly app: TiktokPostsApp;
  readonly state: PostsState;
  readonly uploads: Map<string, OpenUpload>;
  readonly rates: Readonly<Record<"init" | "creator_info" | "status", RateWindow>>;
  readonly faults: Faults;
  readonly webhooks: WebhookSender;
  readonly clock: Clock;
  readonly fetch: typeof fetch;
  readonly baseUrl: () => string;
  readonly rules: EmulationRules;
}
