// What happens in the publish proof, all of it from the seed: at which step a process is killed, and what fails on the platform.
import { type Random, seededRandom } from "../../../agents/kernel/random.ts";
import type { FaultPlan } from "../../../bot/platforms/instagram/emulator/faults.ts";

export const PUBLISH_STEPS = ["quota", "prepare", "fetch", "check", "commit", "read_back", "look_up"] as const;
export type PublishStep = (typeof PUBLISH_STEPS)[number];

export interface Size {
  readonly accounts: number;
  readonly pieces: number;
  readonly kills: number;
}

/** 1,000 posts: 20 accounts, each with 50. */
export const FULL_SIZE: Size = { accounts: 20, pieces: 50, kills: 20 };

/** One life of the product: what fails meanwhile, and when it ends. */
export interface Scene {
  readonly step: PublishStep;
  /** The n-th such call of this life. */
  readonly nth: number;
  /** Before it is taken, while it is carried out, or before its answer is written down. */
  readonly afterMs: number;
  /** In [0, 1): which of the processes. */
  readonly victim: number;
  readonly faults: readonly FaultPlan[];
}

const LATEST_CALL = 30;
const LONGEST_MS = 30;

/** Each step has its turn before one comes again. */
export function writeScenes(seed: number, { kills }: Size): readonly Scene[] {
  const random = seededRandom(seed);
  return Array.from({ length: kills }, (_, index) => ({
    step: PUBLISH_STEPS[index % PUBLISH_STEPS.length] ?? "commit",
    nth: 1 + Math.floor(random() * LATEST_CALL),
    afterMs: Math.round(random() * LONGEST_MS),
    victim: random(),
    faults: drawFaults(random),
  }));
}

/** Answers lost after the post was made, by a cut or by silence; and calls that fail. */
function drawFaults(random: Random): readonly FaultPlan[] {
  const some = (most: number) => 1 + Math.floor(random() * most);
  return [
    { operation: "publish", times: some(3), fault: { kind: "lose_answer" } },
    { operation: "publish", fault: { kind: "lose_answer", how: "hang" } },
    { operation: "publish", times: some(2), fault: { kind: "server_error", status: 503 } },
    { operation: "publish", fault: { kind: "garbage" } },
    { operation: "create_container", times: some(2), fault: { kind: "lose_answer" } },
    { operation: "create_container", fault: { kind: "fail_container", subcode: 2_207_053 } },
    { operation: "read_object", times: some(2), fault: { kind: "server_error", status: 500 } },
    { operation: "list_posts", fault: { kind: "server_error", status: 502 } },
  ];
}
