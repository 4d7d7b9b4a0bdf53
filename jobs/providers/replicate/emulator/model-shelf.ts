// The models and versions the emulated Replicate knows: the public ones, those the account made, and what trainings added.
import { z } from "zod";
import type { EmulatedReply } from "../../emulator/server.ts";
import { EMULATED_MODELS, type EmulatedModel, TRAINER, trainedModel } from "./emulated-models.ts";
import { invalid, notFound, problem } from "./faults.ts";

interface OwnModel {
  readonly owner: string;
  readonly name: string;
  readonly visibility: "public" | "private";
  readonly hardware: string;
  readonly versions: string[];
}

export const HARDWARE = [
  { sku: "cpu", name: "CPU" },
  { sku: "gpu-t4", name: "Nvidia T4 GPU" },
  { sku: "gpu-l40s", name: "Nvidia L40S GPU" },
  { sku: "gpu-a100-large", name: "Nvidia A100 (80GB) GPU" },
  { sku: "gpu-h100", name: "Nvidia H100 GPU" },
] as const;

const NewModel = z.strictObject({
  owner: z.string(),
  name: z.string().regex(/^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/),
  visibility: z.enum(["public", "private"]),
  hardware: z.string().refine((sku) => HARDWARE.some((known) => known.sku === sku), "not a known hardware"),
  description: z.string().optional(),
});

export class ModelShelf {
  readonly #own = new Map<string, OwnModel>();
  readonly #account: string;

  constructor(account: string) {
    this.#account = account;
  }

  create(body: unknown): EmulatedReply {
    const asked = NewModel.safeParse(body);
    if (!asked.success) return invalid(asked.error.message);
    const { owner, name, visibility, hardware } = asked.data;
    if (owner !== this.#account) return problem(403, "Forbidden", "You do not have permission to create this model.");
    const path = `${owner}/${name}`;
    if (this.#own.has(path)) return problem(409, "Conflict", "A model with that name and owner already exists.");
    this.#own.set(path, { owner, name, visibility, hardware, versions: [] });
    return { ...this.get(path), status: 201 };
  }

  get(path: string): EmulatedReply {
    const body = this.#describe(path);
    return body ? { status: 200, body } : notFound();
  }

  has(path: string): boolean {
    return this.#own.has(path);
  }

  /** As a training does when it has succeeded. */
  addVersion(path: string, version: string): void {
    const model = this.#own.get(path);
    if (model && !model.versions.includes(version)) model.versions.push(version);
  }

  official(path: string): EmulatedModel | undefined {
    return EMULATED_MODELS.find((model) => model.isOfficial && model.name === path);
  }

  /** "<64 hex>" or "owner/name:<64 hex>". */
  version(named: string): EmulatedModel | undefined {
    const [, path, id] = /^(?:(.+):)?([0-9a-f]{64})$/.exec(named) ?? [];
    if (id === undefined) return undefined;
    const own = [...this.#own].flatMap(([name, model]) => model.versions.map((version) => trainedModel(name, version)));
    const isIt = (model: EmulatedModel) => model.version === id && (path === undefined || path === model.name);
    return [...EMULATED_MODELS, ...own].find(isIt);
  }

  /** Whether "owner/name[/version]" can be loaded as weights; of other accounts, all can. */
  hasWeights(reference: string): boolean {
    const [owner, name, version] = reference.split("/");
    if (owner !== this.#account) return true;
    const versions = this.#own.get(`${owner}/${name}`)?.versions ?? [];
    return version === undefined ? versions.length > 0 : versions.includes(version);
  }

  #describe(path: string): Record<string, unknown> | null {
    const own = this.#own.get(path);
    const known = [...EMULATED_MODELS, TRAINER].find((model) => model.name === path);
    const [owner, name] = path.split("/");
    const version = own ? own.versions.at(-1) : known?.version;
    if (!own && !known) return null;
    return {
      url: `https://replicate.com/${path}`,
      owner,
      name,
      description: null,
      visibility: own?.visibility ?? "public",
      run_count: 0,
      latest_version: version === undefined ? null : { id: version },
    };
  }
}
