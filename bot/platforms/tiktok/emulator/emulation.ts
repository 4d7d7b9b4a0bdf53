// The parts the emulated TikTok's routes share.
import type { Clock } from "../../../../agents/kernel/clock.ts";
import type { TiktokApp } from "../client.ts";
import type { Faults } from "./faults.ts";
import type { TiktokState } from "./state.ts";
import type { WebhookSender } from "./webhook-sender.ts";

export interface Emulation {
  readonly app: TiktokApp;
  readonly state: TiktokState;
  readonly faults: Faults;
  readonly webhooks: WebhookSender;
  readonly clock: Clock;
}
