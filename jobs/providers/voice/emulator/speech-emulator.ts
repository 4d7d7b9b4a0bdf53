// What the emulated voice vendors share: scripts of faults and outcomes, a bill, and the audio itself as the answer.
import { FaultScript } from "../../emulator/fault-script.ts";
import {
  type EmulatedReply,
  type EmulatedRequest,
  type Misbehaviour,
  startEmulatorServer,
} from "../../emulator/server.ts";
import { silentMp3 } from "./silent-mp3.ts";

type SpeechOperation = "speak" | "voices";

/** What becomes of a request that was taken. */
export type SpeechOutcome = "no_output" | "refused" | "output_lost" | "wrong_type";

export interface Utterance {
  /** The request as it came. */
  readonly input: unknown;
  /** Text, voice, pace ...: whatever makes another recording. */
  readonly said: readonly unknown[];
  /** By the vendor's own rules. */
  readonly characters: number;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface SpeechDialect {
  answer(request: EmulatedRequest, desk: SpeechDesk): EmulatedReply;
  /** How it words that its safety said no. */
  readonly refusal: EmulatedReply;
}

export interface SpeechEmulator {
  readonly origin: string;
  readonly key: string;
  readonly faults: FaultScript<SpeechOperation, Misbehaviour>;
  readonly outcomes: FaultScript<"request", SpeechOutcome>;
  readonly bill: Readonly<{ requests: number; characters: number }>;
  /** Requests that were taken, oldest first. */
  readonly inputs: readonly unknown[];
  close(): Promise<void>;
}

export class SpeechDesk {
  readonly outcomes = new FaultScript<"request", SpeechOutcome>();
  readonly bill = { requests: 0, characters: 0 };
  readonly inputs: unknown[] = [];
  readonly key: string;
  readonly #refusal: EmulatedReply;

  constructor(key: string, refusal: EmulatedReply) {
    this.key = key;
    this.#refusal = refusal;
  }

  /** The request is in order: it is taken, and, unless refused, billed. */
  speak({ input, said, characters, headers }: Utterance): EmulatedReply {
    this.bill.requests += 1;
    this.inputs.push(input);
    const outcome = this.outcomes.take("request");
    if (outcome === "refused") return this.#refusal;
    this.bill.characters += characters;
    const body = audioOf(outcome, silentMp3(said, characters));
    return { status: 200, headers: { "content-type": "audio/mpeg", ...headers }, body };
  }
}

function audioOf(outcome: Exclude<SpeechOutcome, "refused"> | undefined, whole: Uint8Array): Uint8Array {
  if (outcome === "no_output") return new Uint8Array();
  if (outcome === "wrong_type") return Buffer.from("<html>an error page</html>");
  // The tag and the first half of a frame.
  return outcome === "output_lost" ? whole.subarray(0, 150) : whole;
}

/** Faults of whatever stands before a vendor, the same for all. */
export const COMMON_SPEECH_FAULTS = {
  gateway: { kind: "reply", status: 502, headers: { "content-type": "text/html" }, body: "<html>Bad Gateway</html>" },
  garbage: { kind: "reply", status: 200, headers: { "content-type": "application/json" }, body: '{"audio": "SUQz' },
  hang: { kind: "hang" },
  cut: { kind: "cut" },
} as const satisfies Record<string, Misbehaviour>;

export async function startSpeechEmulator(dialect: SpeechDialect, key = "emulated-key"): Promise<SpeechEmulator> {
  const faults = new FaultScript<SpeechOperation, Misbehaviour>();
  const desk = new SpeechDesk(key, dialect.refusal);
  const server = await startEmulatorServer((request) => dialect.answer(request, desk), {
    misbehave: ({ method }) => faults.take(method === "POST" ? "speak" : "voices"),
  });
  const { outcomes, bill, inputs } = desk;
  return { origin: server.origin, key, faults, outcomes, bill, inputs, close: server.close };
}
