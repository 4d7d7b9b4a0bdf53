// The parts the emulated Instagram's routes share.
import type { Clock } from "../../../../agents/kernel/clock.ts";
import type { Faults } from "./faults.ts";
import type { PictureShelf } from "./picture-shelf.ts";
import type { InstagramState } from "./state.ts";
import type { WebhookSender } from "./webhook-sender.ts";

export interface Emulation {
  readonly state: InstagramState;
  readonly faults: Faults;
  readonly webhooks: WebhookSender;
  readonly pictures: PictureShelf;
  readonly clock: Clock;
  readonly fetch: typeof fetch;
  /** Where the emulator itself is reached, for permalinks. */
  readonly baseUrl: () => string;
  /** How long a container stays IN_PROGRESS. */
  readonly processingMs: number;
  /** Posts a day and account. */
  readonly postsPerDay: number;
  /** May humans answer within seven days? Instagram grants it on request. */
  readonly humanAgentGranted: boolean;
}
