// The guards proof: labelled lines of fans through the product's own entry; rules alone, no model.
import { intentOf } from "../../../agents/domain/fans/intent.ts";
import { guard } from "../../../agents/graphs/fan-reply/nodes/understand.ts";
import type { Proof } from "../proof.ts";
import { type JudgedLine, judgeGuards } from "./judge.ts";
import { type Guard, type Line, readLines } from "./lines.ts";

export const guards: Proof = {
  name: "guards",
  summary: "labelled lines (shipped, or --file): each guard's recall and false alarms by language",
  takesFile: true,
  run: async ({ file, say }) => {
    const lines = await readLines(file);
    say(`${lines.length} lines`);
    const now = new Date();
    return judgeGuards(lines.map((line) => judged(line, now)));
  },
};

/** What the product makes of a line that stands alone. */
export function judged(line: Line, now: Date): JudgedLine {
  const found = guard([line.text], now);
  const fires: Readonly<Record<Guard, boolean>> = {
    minor: found.minor,
    crisis: found.crisis,
    opt_out: found.optOut,
    bot_question: found.botQuestion,
    farewell: found.farewell,
  };
  const fired = new Set((Object.keys(fires) as Guard[]).filter((name) => fires[name]));
  return { ...line, fired, intent: intentOf(line.text, found) };
}
