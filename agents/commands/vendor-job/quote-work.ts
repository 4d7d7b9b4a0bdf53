// What some work will probably cost, and by whom it will probably be done: for run cards. Nothing is reserved.
import { routeTo } from "../../domain/content/routing.ts";
import { AppError } from "../../kernel/errors.ts";
import type { VendorInfo } from "../../ports/vendor-job.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";
import { ableVendors, knownPrice } from "./route-job.ts";
import type { Work } from "./work.ts";

export interface WorkQuote {
  readonly info: VendorInfo;
  readonly costMicros: number;
}

/** @throws AppError `not_configured` when nobody can do it, or its price is not known */
export async function quoteWork(context: CommandContext, work: Work, onlyProvider?: string): Promise<WorkQuote> {
  const words = texts(context.actor.language).batch;
  const able = ableVendors(work, { onlyProvider: onlyProvider ?? null });
  const vendors = await Promise.all(
    able.map(async (worker) => ({
      ...worker.info,
      costMicros: await knownPrice(context, worker),
      tried: 0,
      past: [],
      worker,
    })),
  );
  if (vendors.length === 0) {
    throw new AppError("not_configured", words.noImageProvider, {
      reason: "no_vendor",
      remedy: words.noProviderRemedy,
    });
  }
  const route = routeTo(vendors, work.strategy, context.clock.now());
  if (route.state === "chosen") return { info: route.vendor.worker.info, costMicros: route.vendor.costMicros ?? 0 };
  const [first] = vendors;
  throw new AppError("not_configured", words.noPrice(first?.provider ?? "", first?.model ?? ""), {
    reason: "price_missing",
  });
}
