// espeak-ng, a separate program that the system may have: asked through its own door, never linked, never shipped (it is GPL).
import { spawn } from "node:child_process";
import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { delimiter, isAbsolute, join } from "node:path";
import { AppError } from "../../../../agents/kernel/errors.ts";
import { WANTED_SPEECH } from "../../wanted-outputs.ts";
import { withSizes } from "./wav.ts";

export interface EspeakLine {
  readonly text: string;
  /** Its name of a language, with a variant: "es+f3". */
  readonly voice: string;
  readonly wordsPerMinute: number;
}

/** @param searchPath directories as in PATH @returns where the program is, or null */
export async function findEspeak(searchPath: string): Promise<string | null> {
  for (const folder of searchPath.split(delimiter).filter(isAbsolute)) {
    const program = join(folder, "espeak-ng");
    const mayRun = await access(program, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (mayRun) return program;
  }
  return null;
}

/** @returns a WAV @throws AppError `provider_failed`; the signal's reason when called off */
export async function speakWithEspeak(
  program: string,
  line: EspeakLine,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  signal.throwIfAborted();
  try {
    const wav = withSizes(await run(program, line, timeoutMs, signal));
    if (wav) return wav;
  } catch (thrown) {
    signal.throwIfAborted();
    throw failed(thrown);
  }
  throw failed(new Error("It said nothing."));
}

function failed(cause: unknown): AppError {
  return new AppError("provider_failed", "espeak-ng did not speak the text.", { reason: "espeak", cause });
}

/** No shell: the text goes in by standard input, and nothing of the request is an argument but two words from our own tables. */
function run(
  program: string,
  { text, voice, wordsPerMinute }: EspeakLine,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const options = ["-v", voice, "-s", String(wordsPerMinute), "-b", "1", "--stdin", "--stdout"];
  const child = spawn(program, options, {
    stdio: ["pipe", "pipe", "ignore"],
    // It needs none of our secrets.
    env: { LANG: "C.UTF-8" },
    signal,
    timeout: timeoutMs,
    killSignal: "SIGKILL",
  });
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    child.stdout.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > WANTED_SPEECH.maxBytes) child.kill("SIGKILL");
    });
    child.on("error", reject);
    child.stdin.on("error", reject);
    child.once("close", (code, killedBy) => {
      if (code === 0) resolve(Buffer.concat(chunks));
      else reject(new Error(`It ended with ${code ?? killedBy}.`));
    });
    // Double brackets would be read as phonemes.
    child.stdin.end(text.replaceAll("[[", "[ ["));
  });
}
