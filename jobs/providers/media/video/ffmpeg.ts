// ffmpeg as this product uses it: found once, run in bounds, asked what a file is made of.
import { findFfmpeg } from "./find-ffmpeg.ts";
import { type MediaFacts, readMediaFacts } from "./probe-media.ts";
import { type FfmpegRun, runFfmpeg, startFfmpeg } from "./run-ffmpeg.ts";
import { inWorkFolder } from "./work-folder.ts";

export interface FfmpegOptions {
  /** FFMPEG_PATH. */
  readonly path?: string | undefined;
  /** Where work in progress lies; the system's folder for temporary files when absent. */
  readonly folder?: string | undefined;
}

export interface Ffmpeg {
  /** @throws AppError `not_configured` where there is none */
  find(): Promise<string>;
  /** @returns what it wrote to `pipe:1` @throws AppError as `runFfmpeg` */
  run(args: readonly string[], run: FfmpegRun): Promise<Uint8Array>;
  /** @returns the end of what it says, however it ends */
  ask(args: readonly string[], run: FfmpegRun): Promise<string>;
  /** @param input arguments that name one input, such as ["-f", "mov", "-i", file] @throws AppError `invalid_input` */
  probe(input: readonly string[], signal: AbortSignal): Promise<MediaFacts>;
  /** A folder for one piece of work, removed afterwards. */
  inFolder<Value>(work: (folder: string) => Promise<Value>): Promise<Value>;
}

const PROBE_TIMEOUT_MS = 60_000;

export function createFfmpeg(options: FfmpegOptions = {}): Ffmpeg {
  let found: Promise<string> | undefined;
  const find = async () => {
    found ??= findFfmpeg(options.path);
    return found.catch((thrown: unknown) => {
      // It may be installed while we run.
      found = undefined;
      throw thrown;
    });
  };
  const ask: Ffmpeg["ask"] = async (args, run) => (await startFfmpeg(await find(), args, run)).said;
  return {
    find,
    run: async (args, run) => runFfmpeg(await find(), args, run),
    ask,
    probe: async (input, signal) => readMediaFacts(await ask(input, { signal, timeoutMs: PROBE_TIMEOUT_MS })),
    inFolder: (work) => inWorkFolder(work, options.folder),
  };
}
