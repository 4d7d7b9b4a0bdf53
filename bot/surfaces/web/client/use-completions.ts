// What could come next on the line being typed.
import { useEffect, useState } from "preact/hooks";
import type { Completion } from "../../../../agents/commands/complete.ts";
import { type Api, ApiError } from "./api.ts";

const PAUSE_MS = 70;

export interface Completions {
  readonly found: readonly Completion[];
  /** -1: none is chosen. */
  readonly active: number;
  setActive(index: number): void;
  dismiss(): void;
}

export function useCompletions(api: Api, line: string): Completions {
  const [found, setFound] = useState<readonly Completion[]>([]);
  const [active, setActive] = useState(-1);
  useEffect(() => {
    setActive(-1);
    if (line.trim() === "" || line.includes("\n")) {
      setFound([]);
      return;
    }
    const controller = new AbortController();
    const ask = async () => {
      try {
        setFound(await api.get<Completion[]>("/complete", { line }, controller.signal));
      } catch (thrown) {
        // Completion is a convenience: without an answer there is simply none.
        if (!(thrown instanceof ApiError)) throw thrown;
      }
    };
    const timer = setTimeout(() => void ask(), PAUSE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [line, api]);
  return { found: line === "" ? [] : found, active, setActive, dismiss: () => setFound([]) };
}
