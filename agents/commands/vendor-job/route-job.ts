// Chooses the vendor of a job's next attempt, from what the log of attempts says about each.
import { type Route, type RoutedVendor, routeTo } from "../../domain/content/routing.ts";
import { AppError, toAppError } from "../../kernel/errors.ts";
import type { AppContext } from "../context.ts";
import { priceMicros } from "../money/budget.ts";
import type { WorkJob } from "./load-job.ts";
import type { Work, WorkVendor } from "./work.ts";

/** Attempts of a vendor that its health is told from. */
const LOOK_BACK = 5;
/** Reasons that say nothing about the vendor: the request, or the operator's own settings, were at fault. */
const NOT_ITS_TROUBLE = ["http_400", "http_422", "budget_reached"];

export interface RoutedWork extends RoutedVendor {
  readonly worker: WorkVendor;
}

/** Those that can do it, a named vendor alone where one was named (domain 2), else those that serve the avatar. */
export function ableVendors(work: Work, job: Pick<WorkJob, "onlyProvider">): readonly WorkVendor[] {
  const serving = job.onlyProvider === null ? work.serving : [job.onlyProvider];
  const able = work.vendors.filter(({ canDo }) => canDo);
  if (!serving) return able;
  return serving.flatMap((provider) => able.filter(({ info }) => info.provider === provider));
}

/** @throws AppError `not_configured` when no vendor can do it, or none has a price */
export async function routeJob(context: AppContext, work: Work, job: WorkJob): Promise<Route<RoutedWork>> {
  const able = ableVendors(work, job);
  if (able.length === 0) {
    throw new AppError("not_configured", "No configured provider can make this.", {
      reason: "no_vendor",
      retryable: false,
    });
  }
  const [past, tried] = await Promise.all([
    pastAttempts(context, [...new Set(able.map(({ info }) => info.provider))]),
    // Being asked for patience is no failure of this request.
    context.database.prisma.vendorAttempt.findMany({ where: { jobId: job.id, retryAt: null } }),
  ]);
  const routed = await Promise.all(
    able.map(async (worker): Promise<RoutedWork> => {
      const { provider, model, offline, quality, speed } = worker.info;
      return {
        worker,
        provider,
        model,
        offline,
        quality,
        speed,
        costMicros: await knownPrice(context, worker),
        // By provider: another model of the same vendor is no other vendor.
        tried: tried.filter((attempt) => attempt.provider === provider).length,
        past: past.get(provider) ?? [],
      };
    }),
  );
  const route = routeTo(routed, work.strategy, context.clock.now());
  if (route.state !== "unpriced") return route;
  const { provider, model } = route.vendor;
  throw new AppError("not_configured", `The price book has no price for ${provider} ${model}.`, {
    reason: "price_missing",
    retryable: false,
  });
}

/** Whether somebody who was not tried yet could do it. A built-in preview is no answer to a vendor's no. */
export async function mayTryAnother(context: AppContext, work: Work, job: WorkJob): Promise<boolean> {
  const tried = await context.database.prisma.vendorAttempt.findMany({ where: { jobId: job.id } });
  return ableVendors(work, job).some(
    ({ info }) => !info.offline && !tried.some(({ provider }) => provider === info.provider),
  );
}

export async function knownPrice(context: AppContext, { info, expectedUnits }: WorkVendor): Promise<number | null> {
  if (info.offline) return 0;
  try {
    return await priceMicros(context, { ...info, units: expectedUnits }, context.clock.now());
  } catch (thrown) {
    if (toAppError(thrown).reason === "price_missing") return null;
    throw thrown;
  }
}

interface PastRow {
  readonly provider: string;
  readonly state: string;
  readonly reason: string | null;
  readonly endedAt: Date;
  readonly retryAt: Date | null;
}

/** Newest first; one index scan a vendor. */
async function pastAttempts(context: AppContext, providers: readonly string[]) {
  const { rows } = await context.database.pool.query<PastRow>({
    name: "past-vendor-attempts",
    text: `SELECT a.provider, a.state::text, a.reason, a."endedAt", a."retryAt"
           FROM unnest($1::text[]) AS p(provider) CROSS JOIN LATERAL (
             SELECT * FROM "VendorAttempt" v WHERE v.provider = p.provider AND v."endedAt" IS NOT NULL
             ORDER BY v."startedAt" DESC LIMIT ${LOOK_BACK}) a`,
    values: [providers],
  });
  const byProvider = new Map<string, RoutedVendor["past"][number][]>();
  for (const { provider, state, reason, endedAt, retryAt } of rows) {
    const isTrouble = ["failed", "released", "unknown"].includes(state) && !NOT_ITS_TROUBLE.includes(reason ?? "");
    byProvider.set(provider, [...(byProvider.get(provider) ?? []), { isTrouble, endedAt, retryAt }]);
  }
  return byProvider;
}
