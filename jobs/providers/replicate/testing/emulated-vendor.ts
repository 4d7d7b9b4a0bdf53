// The faults every vendor may have, as the emulated Replicate has them, and one clock that waiting moves on both sides.
import { ManualClock } from "../../../../agents/kernel/clock.ts";
import type { VendorFault } from "../../../../agents/ports/conformance/vendor-faults.ts";
import type { EmulatedVendor } from "../../../../agents/ports/conformance/vendor-jobs.ts";
import type { Misbehaviour } from "../../emulator/server.ts";
import { createImpatientFetch } from "../../testing/impatient-fetch.ts";
import {
  REPLICATE_FAULTS,
  type ReplicateEmulator,
  type ReplicateEmulatorOptions,
  startReplicateEmulator,
} from "../emulator/replicate-emulator.ts";
import type { ReplicateOptions } from "../replicate-client.ts";

export interface ReplicateGround {
  readonly clock: ManualClock;
  readonly startedAt: Date;
  readonly emulator: ReplicateEmulator;
  /** For an adapter. */
  readonly options: ReplicateOptions;
  readonly vendor: (kind: EmulatedKind) => EmulatedVendor;
  close(): Promise<void>;
}

export interface EmulatedKind {
  /** What is submitted and asked for, and how its refusal is scripted. */
  readonly job: "prediction" | "training";
  readonly refusal: "nsfw" | "sensitive";
  billed(emulator: ReplicateEmulator): number;
}

/** Longer than the vendor is waited for at submission, so that `collect` has something to ask. */
const USUAL_TIMES = { startMs: 500, runMs: 4_000 } as const;
const COLLECT_TIMEOUT_MS = 10 * 3_600_000;

export interface GroundOptions extends ReplicateEmulatorOptions {
  /** How fast the clock runs while somebody waits: trainings take long. */
  readonly pace?: number;
}

export async function prepareReplicate({ pace = 1, ...emulated }: GroundOptions = {}): Promise<ReplicateGround> {
  const clock = new ManualClock();
  const wait = async (ms: number) => clock.advance(ms * pace);
  const emulator = await startReplicateEmulator({ clock, wait, ...USUAL_TIMES, ...emulated });
  const { token, baseUrl } = emulator;
  const impatient = createImpatientFetch();
  let isClosed = false;
  const close = async () => {
    if (!isClosed) await emulator.close();
    isClosed = true;
  };
  return {
    clock,
    startedAt: clock.now(),
    emulator,
    options: { token, baseUrl, wait, fetch: impatient.fetch, collectTimeoutMs: COLLECT_TIMEOUT_MS },
    vendor: (kind) => ({
      inject: async (fault) => {
        impatient.setImpatient(fault === "hang");
        if (fault === "unreachable") await close();
        else script(emulator, kind, fault);
      },
      interruptCollecting: () => emulator.faults.add(OPERATIONS[kind.job].ask, REPLICATE_FAULTS.broken),
      taken: () => (kind.job === "prediction" ? emulator.bill.predictions : emulator.bill.trainings),
      billed: () => kind.billed(emulator),
    }),
    close,
  };
}

function script(emulator: ReplicateEmulator, { job, refusal }: EmulatedKind, fault: VendorFault): void {
  const submission = SUBMISSION[fault];
  const outcome = fault === "refused" ? refusal : OUTCOMES[fault];
  if (submission) emulator.faults.add(OPERATIONS[job].submit, submission);
  else if (outcome) emulator.outcomes.add(job, outcome);
  else throw new Error(`The emulated Replicate does not know the fault ${fault}.`);
}

const OPERATIONS = {
  prediction: { submit: "create", ask: "get" },
  training: { submit: "train", ask: "get_training" },
} as const;

const OUTCOMES: Readonly<Partial<Record<VendorFault, "fewer_outputs" | "output_gone" | "wrong_type">>> = {
  no_output: "fewer_outputs",
  output_lost: "output_gone",
  wrong_type: "wrong_type",
};

const SUBMISSION: Readonly<Partial<Record<VendorFault, Misbehaviour>>> = {
  unauthenticated: REPLICATE_FAULTS.unauthenticated,
  no_credit: REPLICATE_FAULTS.noCredit,
  invalid: REPLICATE_FAULTS.invalid,
  rate_limited: REPLICATE_FAULTS.rateLimited(30),
  server_error: REPLICATE_FAULTS.broken,
  gateway_page: REPLICATE_FAULTS.gateway,
  garbage: REPLICATE_FAULTS.garbage,
  hang: REPLICATE_FAULTS.hang,
  cut: REPLICATE_FAULTS.cut,
};
