// Files that no row needs: left by work that was cut short, by uploads nobody used, by reports that were looked at.
// The listing is read in portions, so that memory stays flat however much is stored.
import { DAY_MS } from "../../kernel/clock.ts";
import { AppError } from "../../kernel/errors.ts";
import type { ListedObject } from "../../ports/object-store.ts";
import type { AppContext } from "../context.ts";
import { FAN_AREA } from "./areas.ts";
import { referencedKeys } from "./referenced-keys.ts";

interface SweptArea {
  readonly prefix: string;
  /** Younger files may belong to a row that is being written. */
  readonly keepMs: number;
}

export const SWEPT_AREAS: readonly SweptArea[] = [
  { prefix: "avatars/", keepMs: DAY_MS },
  { prefix: "tmp/", keepMs: DAY_MS },
  { prefix: "uploads/", keepMs: DAY_MS },
  { prefix: "reports/", keepMs: DAY_MS },
  { prefix: "exports/", keepMs: 7 * DAY_MS },
  { prefix: FAN_AREA, keepMs: DAY_MS },
];

export interface AreaReport {
  readonly prefix: string;
  readonly looked: number;
  readonly orphans: number;
  readonly bytes: number;
}

export interface SweepReport {
  readonly areas: readonly AreaReport[];
  /** The first of them. */
  readonly files: readonly ListedObject[];
}

const PORTION = 500;
const MOST_NAMED = 200;
/** Questions to the store at a time. */
const AT_A_TIME = 8;

/** Looks only. */
export async function findOrphans(context: AppContext, signal: AbortSignal): Promise<SweepReport> {
  return await sweep(context, signal, async (orphans) => orphans);
}

/** Deletes what is still nobody's at that moment, and reports it. Cut short, the rest is the next run's. */
export async function deleteOrphans(context: AppContext, signal: AbortSignal): Promise<SweepReport> {
  return await sweep(context, signal, (orphans, area) => deleteUnused(context, orphans, area));
}

type Act = (orphans: readonly ListedObject[], area: SweptArea) => Promise<readonly ListedObject[]>;

async function sweep(context: AppContext, signal: AbortSignal, act: Act): Promise<SweepReport> {
  const areas: AreaReport[] = [];
  const files: ListedObject[] = [];
  for (const area of SWEPT_AREAS) {
    const sum = { prefix: area.prefix, looked: 0, orphans: 0, bytes: 0 };
    for await (const portion of portionsOf(context.ports.store.list(area.prefix))) {
      signal.throwIfAborted();
      sum.looked += portion.length;
      const orphans = await act(await orphansAmong(context, portion, area), area);
      sum.orphans += orphans.length;
      sum.bytes += orphans.reduce((total, { bytes }) => total + bytes, 0);
      files.push(...orphans.slice(0, MOST_NAMED - files.length));
    }
    areas.push(sum);
  }
  return { areas, files };
}

async function* portionsOf(listing: AsyncIterable<ListedObject>): AsyncIterable<readonly ListedObject[]> {
  let portion: ListedObject[] = [];
  for await (const object of listing) {
    portion.push(object);
    if (portion.length < PORTION) continue;
    yield portion;
    portion = [];
  }
  if (portion.length > 0) yield portion;
}

const isOld = (context: AppContext, { modifiedAt }: Pick<ListedObject, "modifiedAt">, { keepMs }: SweptArea) =>
  context.clock.now().getTime() - modifiedAt.getTime() > keepMs;

async function orphansAmong(context: AppContext, portion: readonly ListedObject[], area: SweptArea) {
  const old = portion.filter((object) => isOld(context, object, area));
  const needed = await referencedKeys(
    context,
    old.map(({ key }) => key),
  );
  return old.filter(({ key }) => !needed.has(key));
}

/** Since the listing a file may have been written anew, and a row may have come that needs it: rows are asked for last. */
async function deleteUnused(context: AppContext, orphans: readonly ListedObject[], area: SweptArea) {
  const { store } = context.ports;
  const stillOld: ListedObject[] = [];
  for (let start = 0; start < orphans.length; start += AT_A_TIME) {
    const some = orphans.slice(start, start + AT_A_TIME);
    const ages = await Promise.all(some.map(({ key }) => modifiedAtOf(context, key)));
    stillOld.push(
      ...some.filter((_object, index) => {
        const modifiedAt = ages[index];
        return modifiedAt != null && isOld(context, { modifiedAt }, area);
      }),
    );
  }
  const needed = await referencedKeys(
    context,
    stillOld.map(({ key }) => key),
  );
  const unused = stillOld.filter(({ key }) => !needed.has(key));
  await store.deleteMany(unused.map(({ key }) => key));
  return unused;
}

/** null: it is gone already. */
async function modifiedAtOf({ ports }: AppContext, key: string): Promise<Date | null> {
  try {
    return (await ports.store.head(key)).modifiedAt;
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === "not_found") return null;
    throw thrown;
  }
}
