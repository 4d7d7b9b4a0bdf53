import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeVoiceGenerator } from "../../../../agents/ports/conformance/voice-generator.ts";
import type { VoiceGenerator, VoiceRequest } from "../../../../agents/ports/voice-generator.ts";
import { isWholeSpeech } from "../whole-speech.ts";
import { createBuiltInVoice } from "./built-in-voice.ts";
import { findEspeak } from "./espeak.ts";

const FEMALE = "preview-female";
const REQUEST: VoiceRequest = { text: "Good morning!", language: "en", voice: FEMALE, speed: 1 };
const ATTEMPT = { key: "attempt-1", callbackUrl: null };
const HEADER_BYTES = 44;
const signal = () => AbortSignal.timeout(20_000);

async function speak(generator: VoiceGenerator, request: Partial<VoiceRequest> = {}) {
  const { jobId } = await generator.submit({ ...REQUEST, ...request }, ATTEMPT, signal());
  return generator.collect(jobId, signal());
}

/** Speaks as espeak-ng does: reads all of the text, then streams a WAV that states no sizes. */
const PROGRAM = `#!${process.execPath}
const { argv, env, stdin, stdout } = process;
let text = "";
stdin.on("data", (chunk) => { text += chunk; });
stdin.on("end", () => {
  if (text.startsWith("hang")) return setInterval(() => {}, 1000);
  if (text.startsWith("fail")) process.exit(3);
  if (text.startsWith("mute")) process.exit(0);
  const header = Buffer.alloc(44);
  header.write("RIFF$\\xf0\\xff\\x7fWAVEfmt ", "latin1");
  header.writeUInt32LE(16, 16);
  header.writeUInt32LE(22050, 24);
  header.write("data\\x00\\xf0\\xff\\x7f", 36, "latin1");
  const said = JSON.stringify({ options: argv.slice(2), text, variables: Object.keys(env) });
  stdout.write(Buffer.concat([header, Buffer.from(said.padEnd(2000))]));
});
`;

describe("espeak-ng", () => {
  let folder = "";
  let program = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "espeak-"));
    program = join(folder, "espeak-ng");
    await writeFile(program, PROGRAM);
    await chmod(program, 0o755);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const asked = (wav: Uint8Array) => JSON.parse(Buffer.from(wav.subarray(HEADER_BYTES)).toString("utf8"));

  it("is found where the system keeps its programs, if it may be run", async () => {
    expect(await findEspeak(["/nowhere", "relative", folder].join(delimiter))).toBe(program);
    expect(await findEspeak("/nowhere")).toBeNull();
    const dead = await mkdtemp(join(tmpdir(), "espeak-"));
    await writeFile(join(dead, "espeak-ng"), "not a program", { mode: 0o644 });
    expect(await findEspeak(dead)).toBeNull();
    await rm(dead, { recursive: true, force: true });
  });

  it("is given the text by standard input, our own words as arguments, and no secrets", async () => {
    const generator = createBuiltInVoice({ espeakPath: program });
    expect(generator.info).toMatchObject({ provider: "built-in", model: "espeak-ng", offline: true });
    const text = '--version; $(id) "¡Olé!" [[h@l@U]]';
    const outcome = await speak(generator, { text, language: "es", speed: 1.1 });
    if (outcome.state !== "succeeded") throw new Error(`The job is ${outcome.state}.`);
    const { options, text: heard, variables } = asked(outcome.made.bytes);
    expect(options).toEqual(["-v", "es+f3", "-s", "182", "-b", "1", "--stdin", "--stdout"]);
    expect(heard).toBe(text.replace("[[", "[ ["));
    expect(variables.filter((name: string) => name !== "LANG" && !name.startsWith("__"))).toEqual([]);
    const wav = Buffer.from(outcome.made.bytes);
    expect(wav.readUInt32LE(40)).toBe(wav.length - HEADER_BYTES);
    expect(isWholeSpeech(wav, "audio/wav")).toBe(true);
  });

  it.each(["fail", "mute"])("that does not speak (%s) is a failure to try again", async (text) => {
    expect(await speak(createBuiltInVoice({ espeakPath: program }), { text })).toEqual({
      state: "failed",
      reason: "espeak",
      retryable: true,
      billed: {},
    });
  });

  it("is stopped when it takes too long, and when it is called off", async () => {
    const hurried = createBuiltInVoice({ espeakPath: program, timeoutMs: 250 });
    expect(await speak(hurried, { text: "hang" })).toMatchObject({ state: "failed", retryable: true });
    const patient = createBuiltInVoice({ espeakPath: program });
    const stop = new AbortController();
    const submitting = patient.submit({ ...REQUEST, text: "hang" }, ATTEMPT, stop.signal);
    const refused = expect(submitting).rejects.toThrow("Enough.");
    stop.abort(new Error("Enough."));
    await refused;
  });

  it("that is gone is a failure, not a crash", async () => {
    const generator = createBuiltInVoice({ espeakPath: join(folder, "gone") });
    expect(await speak(generator)).toMatchObject({ state: "failed", reason: "espeak" });
  });
});

const installed = await findEspeak(process.env.PATH ?? "");
if (installed !== null) {
  describeVoiceGenerator(
    "The built-in voice (espeak-ng)",
    () => ({ adapter: createBuiltInVoice({ espeakPath: installed }), startedAt: new Date(), vendor: null }),
    FEMALE,
  );
}
