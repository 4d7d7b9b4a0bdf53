// How many jobs are at each provider at once, in this process.
import pLimit, { type LimitFunction } from "p-limit";

export interface ProviderSlots {
  /**
   * @param work may leave its slot before it is done: with what the provider made it has nothing to do any more
   * @param whileWaiting begun when there is no slot yet; the work does not wait for it
   */
  at<Result>(
    provider: string,
    work: (leave: () => void) => Promise<Result>,
    whileWaiting?: () => Promise<void>,
  ): Promise<Result>;
}

export function createProviderSlots(each: number): ProviderSlots {
  const limits = new Map<string, LimitFunction>();
  return {
    at: (provider, work, whileWaiting) => {
      const limit = limits.get(provider) ?? pLimit(each);
      limits.set(provider, limit);
      return new Promise((resolve, reject) => {
        if (limit.activeCount >= each) void whileWaiting?.();
        void limit(() => new Promise<void>((leave) => void work(leave).then(resolve, reject).finally(leave)));
      });
    },
  };
}
