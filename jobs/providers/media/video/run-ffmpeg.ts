// One run of ffmpeg: no shell, no network, bounded in time and in what it may say, and its failures told as ours.
import { type ChildProcess, spawn } from "node:child_process";
import { AppError } from "../../../../agents/kernel/errors.ts";
import { isDiskFullText, videoDiskFull } from "./work-folder.ts";

export interface FfmpegRun {
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  /** What `pipe:0` reads. */
  readonly input?: Uint8Array;
}

export interface FfmpegEnd {
  readonly code: number;
  /** What was written to `pipe:1`. */
  readonly output: Uint8Array;
  /** The end of what it said. */
  readonly said: string;
}

/** Some frames; whole clips go to files. */
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
const MAX_SAID_CHARACTERS = 16_384;
/** Said after every failure, and tells nothing. */
const EMPTY_WORDS = /^(Conversion failed!|Error (opening|splitting).*|Exiting.*)$/;

/** @returns what it wrote to `pipe:1` @throws AppError `provider_failed`, `storage_full`, `not_configured`; the signal's reason when aborted */
export async function runFfmpeg(binary: string, args: readonly string[], run: FfmpegRun): Promise<Uint8Array> {
  const { code, output, said } = await startFfmpeg(binary, ["-loglevel", "error", ...args], run);
  // A full disk at the very end leaves a broken file and exit code 0.
  if (isDiskFullText(said)) throw videoDiskFull(new Error(said));
  if (code === 0) return output;
  throw new AppError("provider_failed", `ffmpeg failed: ${lastLine(said) ?? `exit code ${code}`}`, {
    reason: "ffmpeg",
    cause: new Error(said),
  });
}

/** The same for whoever reads what it says; any exit code is an end. */
export async function startFfmpeg(binary: string, args: readonly string[], run: FfmpegRun): Promise<FfmpegEnd> {
  run.signal.throwIfAborted();
  const deadline = AbortSignal.timeout(run.timeoutMs);
  const child = spawn(binary, ["-hide_banner", "-nostdin", "-y", ...withoutNetwork(args)], {
    signal: AbortSignal.any([run.signal, deadline]),
    killSignal: "SIGKILL",
  });
  const output: Uint8Array[] = [];
  let size = 0;
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size > MAX_OUTPUT_BYTES) child.kill("SIGKILL");
    else output.push(chunk);
  });
  child.stderr.on("data", (chunk: Buffer) => {
    said = (said + chunk.toString("utf8")).slice(-MAX_SAID_CHARACTERS);
  });
  // It may have had enough before the end of its input; the exit code tells how that went.
  child.stdin.on("error", () => undefined);
  child.stdin.end(run.input);
  const { code, failure } = await endOf(child);
  run.signal.throwIfAborted();
  if (deadline.aborted) throw takesTooLong(failure);
  return { code, output: Buffer.concat(output), said };
}

/** Only when it has let go of everything; what stopped it comes along. */
function endOf(child: ChildProcess): Promise<{ readonly code: number; readonly failure: unknown }> {
  return new Promise((resolve, reject) => {
    let failure: unknown;
    child.on("error", (thrown) => {
      failure = thrown;
      if (child.pid === undefined) reject(notStarted(thrown));
    });
    child.on("close", (code) => resolve({ code: code ?? -1, failure }));
  });
}

/** A file that claims to be a clip may be a playlist: it gets at nothing but files named here, and reads nothing from the net. */
function withoutNetwork(args: readonly string[]): string[] {
  return args.flatMap((argument) => (argument === "-i" ? ["-protocol_whitelist", "file,pipe", "-i"] : [argument]));
}

function lastLine(said: string): string | undefined {
  const lines = said.split(/[\r\n]+/).map((line) => line.trim());
  return lines.findLast((line) => line !== "" && !EMPTY_WORDS.test(line))?.slice(0, 300);
}

function notStarted(thrown: unknown): AppError {
  return new AppError("not_configured", "ffmpeg cannot be started.", {
    reason: "ffmpeg",
    remedy: "Install ffmpeg, or set FFMPEG_PATH.",
    cause: thrown,
  });
}

function takesTooLong(thrown: unknown): AppError {
  return new AppError("provider_failed", "ffmpeg took too long and was stopped.", { reason: "timeout", cause: thrown });
}
