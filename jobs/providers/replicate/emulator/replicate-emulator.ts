// Replicate on loopback: strict, with predictions and trainings that live, finish and expire by the clock, failures,
// webhooks and a bill.
import type { FaultScript } from "../../emulator/fault-script.ts";
import {
  type EmulatedReply,
  type EmulatedRequest,
  type Misbehaviour,
  startEmulatorServer,
} from "../../emulator/server.ts";
import { billOf, type ReplicateBill } from "./bill.ts";
import { EmulatedReplicate, type ReplicateEmulatorOptions, WEBHOOK_SECRET } from "./emulated-replicate.ts";
import { notFound, REPLICATE_FAULTS } from "./faults.ts";
import { type JobRecord, type ScriptedOutcome, trainedVersionId } from "./job-record.ts";
import { type ReplicateOperation, routeOf } from "./routes.ts";
import type { Delivery } from "./webhook-sender.ts";

export type { ReplicateEmulatorOptions } from "./emulated-replicate.ts";
export { REPLICATE_FAULTS } from "./faults.ts";

export interface ReplicateEmulator {
  /** Ends in "/v1". */
  readonly baseUrl: string;
  readonly token: string;
  readonly account: string;
  readonly faults: FaultScript<ReplicateOperation, Misbehaviour>;
  readonly outcomes: FaultScript<JobRecord["kind"], ScriptedOutcome>;
  /** As it stands now. */
  readonly bill: ReplicateBill;
  /** Inputs as they came, oldest first. */
  readonly inputs: readonly Readonly<Record<string, unknown>>[];
  readonly webhookSecret: string;
  /** How the next webhooks go wrong. */
  readonly deliveries: FaultScript<"completed", Delivery>;
  readonly early: FaultScript<"webhook", true>;
  /** Sends the webhooks that are due; by itself only where its clock is the real one. @returns how many were answered */
  deliverWebhooks(): Promise<number>;
  /** A private model with one trained version. @returns "owner/name:version" */
  addTrainedVersion(name: string): string;
  /** As the vendor does a day after an upload. */
  forgetFiles(): void;
  close(): Promise<void>;
}

/** Of one file. */
const UPLOAD_MAX_BYTES = 100 * 1024 * 1024;

export async function startReplicateEmulator(options: ReplicateEmulatorOptions = {}): Promise<ReplicateEmulator> {
  const token = options.token ?? "r8_emulated";
  const state = new EmulatedReplicate(options);
  const { faults, outcomes, book, shelf, webhooks, account } = state;
  const answer = async (request: EmulatedRequest): Promise<EmulatedReply> => {
    const route = routeOf(request);
    const isPublic = route?.operation === "output";
    if (!isPublic && request.headers.authorization !== `Bearer ${token}`) return REPLICATE_FAULTS.unauthenticated;
    return route ? await state.answer(route, request) : notFound();
  };
  const server = await startEmulatorServer(answer, {
    ...(options.port === undefined ? {} : { port: options.port }),
    maxBodyBytes: UPLOAD_MAX_BYTES,
    misbehave: (request) => {
      const route = routeOf(request);
      return route && faults.take(route.operation);
    },
  });
  state.origin = server.origin;
  return {
    baseUrl: `${server.origin}/v1`,
    token,
    account,
    faults,
    outcomes,
    get bill() {
      return billOf(book.records, state.nowMs);
    },
    inputs: book.inputs,
    webhookSecret: WEBHOOK_SECRET,
    deliveries: webhooks.deliveries,
    early: state.early,
    deliverWebhooks: async () => {
      let answered = 0;
      for (const record of book.records) answered += await webhooks.send(record);
      return answered;
    },
    addTrainedVersion: (name) => {
      const path = `${account}/${name}`;
      shelf.create({ owner: account, name, visibility: "private", hardware: "gpu-t4" });
      const version = trainedVersionId(path);
      shelf.addVersion(path, version);
      return `${path}:${version}`;
    },
    forgetFiles: () => state.files.clear(),
    close: async () => {
      state.stop();
      await server.close();
    },
  };
}
