// The emulated accounts, asked for again when something about them may have changed.
import { useEffect, useState } from "preact/hooks";
import type { SimulatedAccount } from "../fan-simulator.ts";
import { type Api, ApiError } from "./api.ts";
import type { Events } from "./use-events.ts";

const CONCERNS = /^(avatar|account|system)(:|$)/;
/** Not every change is announced; an empty panel must not stay empty. */
const LOOK_AGAIN_MS = 5_000;

/** null until the first answer. */
export function useAccounts(api: Api, events: Events): readonly SimulatedAccount[] | null {
  const [accounts, setAccounts] = useState<readonly SimulatedAccount[] | null>(null);
  const isEmpty = (accounts ?? []).length === 0;
  useEffect(() => {
    const load = async () => {
      try {
        setAccounts(await api.get<SimulatedAccount[]>("/fan/accounts"));
      } catch (thrown) {
        if (!(thrown instanceof ApiError)) throw thrown;
      }
    };
    void load();
    const timer = setInterval(() => !document.hidden && void load(), isEmpty ? LOOK_AGAIN_MS : LOOK_AGAIN_MS * 6);
    const unsubscribe = events.subscribe((topics) => {
      if (topics.length === 0 || topics.some((topic) => CONCERNS.test(topic))) void load();
    });
    return () => {
      clearInterval(timer);
      unsubscribe();
    };
  }, [api, events.subscribe, isEmpty]);
  return accounts;
}
