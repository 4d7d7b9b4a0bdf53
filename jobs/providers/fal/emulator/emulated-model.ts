// What the emulated queue knows of a model: which requests it takes, what it makes of them, and what that costs.
import { createHash } from "node:crypto";
import sharp from "sharp";
import type { z } from "zod";

/** By its link: what a model reads and what it made. */
export interface EmulatedFiles {
  /** null: it lies elsewhere, where nothing is fetched from. */
  read(link: string): Promise<Uint8Array | null>;
}

export interface EmulatedOutput {
  readonly name: string;
  readonly contentType: string;
  bytes(): Promise<Uint8Array>;
}

export interface AcceptedWork {
  readonly charge: { readonly unit: string; readonly amount: number };
  /** How long it works, when the test does not say. */
  readonly runMs: number;
  /** Made files by the name the answer gives them; the first is what is asked for. */
  readonly outputs: Readonly<Record<string, EmulatedOutput>>;
  /** Fields of the input that hold a link it has to read. */
  readonly links: Readonly<Record<string, string>>;
  /** Why the run cannot begin with what the links lead to. */
  problem?(): Promise<{ readonly field: string; readonly type: string; readonly msg: string } | null>;
  /** @param share of the work that is done */
  logs(share: number): readonly string[];
  /** @param urls by the names of the outputs; empty when nothing was made */
  answer(urls: Readonly<Record<string, string>>, isUnsafe: boolean): object;
}

export type EmulatedModel = (
  input: unknown,
  files: EmulatedFiles,
) => AcceptedWork | { readonly issues: readonly z.core.$ZodIssue[] };

/** The same for the same request, whatever the ids of its files. */
export async function seedOf(asked: readonly unknown[], links: readonly string[], files: EmulatedFiles) {
  const hash = createHash("sha256").update(JSON.stringify(asked));
  for (const link of links) hash.update((await files.read(link)) ?? link);
  return hash.digest().readUInt32BE(0);
}

/** A picture elsewhere is square. */
export async function shapeOf(link: string, files: EmulatedFiles): Promise<{ width: number; height: number }> {
  const bytes = await files.read(link);
  if (!bytes) return { width: 1, height: 1 };
  const { width, height } = await sharp(bytes).metadata();
  return { width, height };
}
