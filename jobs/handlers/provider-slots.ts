// How many jobs are at each provider at once, in this process.
import pLimit, { type LimitFunction } from "p-limit";

export interface ProviderSlots {
  at<Result>(provider: string, work: () => Promise<Result>): Promise<Result>;
}

export function createProviderSlots(each: number): ProviderSlots {
  const limits = new Map<string, LimitFunction>();
  return {
    at: (provider, work) => {
      const limit = limits.get(provider) ?? pLimit(each);
      limits.set(provider, limit);
      return limit(work);
    },
  };
}
