// Who can make the pieces of a batch, and for how much: asked once for all that are the same to a vendor.
import type { Template } from "../../domain/content/templates/template.ts";
import type { VendorInfo } from "../../ports/vendor-job.ts";
import type { Identity } from "../avatar/identity.ts";
import type { AppContext, CommandContext } from "../context.ts";
import { imageWork } from "../vendor-job/image-work.ts";
import { quoteWork } from "../vendor-job/quote-work.ts";
import { ableVendors } from "../vendor-job/route-job.ts";
import type { Work } from "../vendor-job/work.ts";

/** All that a vendor decides by; the words of a piece only decide its picture. */
type Shape = Pick<Template, "explicitness"> & { readonly aspectRatio: string };

const shapeOf = ({ aspectRatio, explicitness }: Shape) => `${aspectRatio} ${explicitness}`;

/** The work by shape, of all shapes there are. */
export type BatchWork = ReadonlyMap<string, Work>;

export async function batchWork(
  context: AppContext,
  avatarId: string,
  shapes: readonly Shape[],
  identity: Identity,
): Promise<BatchWork> {
  const different = new Map(shapes.map((shape) => [shapeOf(shape), shape]));
  const works = [...different].map(async ([key, { aspectRatio, explicitness }]) => {
    const unsaid = { prompt: "", negative: "", seed: 0, parameters: { steps: 0, guidance: 0 } };
    return [key, await imageWork(context, { ...unsaid, aspectRatio, explicitness, ...identity }, avatarId)] as const;
  });
  return new Map(await Promise.all(works));
}

/** Whether a configured vendor makes it, by its terms and as this avatar. */
export function canMake(work: BatchWork, shape: Shape): boolean {
  return vendorsOf(work, shape).length > 0;
}

export interface BatchQuote {
  readonly info: VendorInfo;
  /** Pieces it will probably make. */
  readonly count: number;
  /** Of one. */
  readonly costMicros: number;
}

/** What the routing will probably choose, by vendor. @throws AppError `not_configured` when a price is not known */
export async function quoteBatch(
  context: CommandContext,
  work: BatchWork,
  shots: readonly Shape[],
): Promise<readonly BatchQuote[]> {
  const groups = new Map<string, { readonly some: Shape; count: number }>();
  for (const shot of shots) {
    const key = vendorsOf(work, shot)
      .map(({ info }) => nameOf(info))
      .join();
    const group = groups.get(key) ?? { some: shot, count: 0 };
    group.count += 1;
    groups.set(key, group);
  }
  const quotes = new Map<string, BatchQuote>();
  for (const { some, count } of groups.values()) {
    const { info, costMicros } = await quoteWork(context, workOf(work, some));
    const before = quotes.get(nameOf(info))?.count ?? 0;
    quotes.set(nameOf(info), { info, costMicros, count: before + count });
  }
  return [...quotes.values()];
}

const nameOf = ({ provider, model }: VendorInfo) => `${provider} ${model}`;

function vendorsOf(work: BatchWork, shape: Shape) {
  return ableVendors(workOf(work, shape), { onlyProvider: null });
}

function workOf(work: BatchWork, shape: Shape): Work {
  return work.get(shapeOf(shape)) ?? { strategy: "order", vendors: [] };
}
