// Progress of started work: one line drawn over on a terminal, one line per change elsewhere.
import type { Card } from "../../../agents/commands/view.ts";
import { progressLine } from "./card-terminal.ts";

export interface ProgressDisplay {
  show(card: Card): void;
  /** Clears what is drawn. */
  end(): void;
}

const CLEAR_LINE = "\r\u001b[2K";

export function progressDisplay(write: (text: string) => void, isTerminal: boolean): ProgressDisplay {
  let shown = "";
  return {
    show: (card) => {
      const line = card.progress ? progressLine(card.progress) : card.title;
      if (line === shown) return;
      shown = line;
      write(isTerminal ? `${CLEAR_LINE}${line}` : `${line}\n`);
    },
    end: () => {
      if (isTerminal && shown !== "") write(CLEAR_LINE);
      shown = "";
    },
  };
}
