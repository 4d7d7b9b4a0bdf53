// Shows the steps as they are played: a bar drawn over on a terminal, plain lines elsewhere.
import { formatUsd } from "../../agents/kernel/money.ts";
import { progressLine } from "../../bot/surfaces/cli/card-terminal.ts";

export interface Output {
  readonly write: (text: string) => void;
  /** Whether lines can be drawn over and coloured. */
  readonly isTerminal: boolean;
  readonly nowMs: () => number;
}

/** Moves the bar of the running step. */
export type Progress = (done: number, total: number, label: string) => void;

export interface Stage {
  /** @param work returns the note that stands behind the finished step */
  step<Result>(title: string, work: (progress: Progress) => Promise<{ note: string; result: Result }>): Promise<Result>;
}

const CLEAR_LINE = "\r\u001b[2K";
const TITLE_CELLS = 30;

export const dim = (text: string, isTerminal: boolean): string => (isTerminal ? `\u001b[2m${text}\u001b[0m` : text);
export const bold = (text: string, isTerminal: boolean): string => (isTerminal ? `\u001b[1m${text}\u001b[0m` : text);

export function createStage({ write, isTerminal, nowMs }: Output, steps: number): Stage {
  let number = 0;
  return {
    step: async (title, work) => {
      number += 1;
      const head = `${number}/${steps} ${title.padEnd(TITLE_CELLS)}`;
      const startedMs = nowMs();
      let shown = "";
      if (isTerminal) write(head);
      const { note, result } = await work((done, total, label) => {
        const line = progressLine({ done, total, label });
        if (line === shown) return;
        shown = line;
        write(isTerminal ? `${CLEAR_LINE}${head}${line}` : `${head}${line}\n`);
      });
      const seconds = ((nowMs() - startedMs) / 1_000).toFixed(1).padStart(5);
      write(`${isTerminal ? CLEAR_LINE : ""}${head}${dim(`${seconds} s`, isTerminal)}  ${note}\n`);
      return result;
    },
  };
}

/** "$29.99" of the cents of a row. */
export const dollars = (cents: number): string => formatUsd(cents * 10_000);
