// Which providers of a kind this installation uses: those named in the settings, else those that have what they need.
import type { Config } from "../../../agents/kernel/config.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import { PROVIDERS, type ProviderEntry, type ProviderKind } from "../../../jobs/providers/catalog.ts";

export type Opener<Port> = (config: Config) => readonly Port[] | Promise<readonly Port[]>;

export interface ProviderChoice<Port> {
  readonly kind: ProviderKind;
  /** The variable that names them, and what it says. */
  readonly variable: string;
  readonly named: readonly string[] | undefined;
  /** By provider: its adapters, one a model, the preferred one first. */
  readonly openers: Readonly<Record<string, Opener<Port>>>;
}

/** In routing order. @throws AppError `invalid_input` for a name that is not known, or whose variables are not set */
export async function openProviders<Port>(config: Config, choice: ProviderChoice<Port>): Promise<readonly Port[]> {
  const entries = PROVIDERS.filter(({ kind }) => kind === choice.kind);
  const usable = entries.filter((entry) => entry.automatic !== false && missing(entry, config).length === 0);
  const online = usable.filter(({ offline }) => !offline);
  const names = choice.named ?? (online.length > 0 ? online : usable).map(({ provider }) => provider);
  const opened = await Promise.all(names.map((name) => openProvider(name, config, entries, choice)));
  return opened.flat();
}

/** Variables a provider needs and does not have. */
function missing(entry: ProviderEntry, config: Config): readonly string[] {
  return entry.required.filter((name) => {
    const value = config[name as keyof Config];
    return value === undefined || (Array.isArray(value) && value.length === 0);
  });
}

async function openProvider<Port>(
  name: string,
  config: Config,
  entries: readonly ProviderEntry[],
  { variable, openers }: ProviderChoice<Port>,
): Promise<readonly Port[]> {
  const entry = entries.find(({ provider }) => provider === name);
  const open = openers[name];
  if (!entry || !open) {
    throw new AppError("invalid_input", `${variable}: “${name}” is not known.`, {
      field: variable,
      remedy: `Known: ${entries.map(({ provider }) => provider).join(", ")}.`,
    });
  }
  const [absent] = missing(entry, config);
  if (absent === undefined) return await open(config);
  throw new AppError("invalid_input", `${variable} names ${name}, but ${absent} is not set.`, { field: absent });
}

/** A setting that names one of a vendor's models. @throws AppError `invalid_input` */
export function oneOf<Name extends string>(
  variable: string,
  value: string | undefined,
  known: readonly Name[],
): Name | undefined {
  if (value === undefined) return undefined;
  const found = known.find((name) => name === value);
  if (found !== undefined) return found;
  throw new AppError("invalid_input", `${variable}: “${value}” is not known.`, {
    field: variable,
    remedy: `Known: ${known.join(", ")}.`,
  });
}

/** So long a run waits for a vendor before it gives its place to another. */
export const COLLECT_TIMEOUT_MS = 100_000;
