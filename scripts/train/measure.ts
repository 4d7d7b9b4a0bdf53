// Recall and false alarms of the rules alone, of the second opinion alone and of both: worth most on lines never seen.
import { type GuardFindings, type GuardName, intentOf } from "../../agents/domain/fans/intent.ts";
import { guard as guardByBoth, guardByRules, secondFindings } from "../../agents/graphs/fan-reply/nodes/understand.ts";
import { GUARDS, type Guard, readLines } from "../prove/guards/lines.ts";

const OPINIONS: Readonly<Record<string, (text: string, now: Date) => GuardFindings>> = {
  rules: guardByRules,
  learned: secondFindings,
  both: (text, now) => guardByBoth([text], now),
};
export const FINDING: Readonly<Record<Guard, GuardName>> = {
  minor: "minor",
  crisis: "crisis",
  opt_out: "optOut",
  bot_question: "botQuestion",
  farewell: "farewell",
};

/** A table by guard and language, and every line that both together get wrong. */
export async function measured(files: readonly string[]): Promise<string> {
  const now = new Date();
  const lines = (await Promise.all(files.map((file) => readLines(file)))).flat();
  const names = Object.keys(OPINIONS);
  const judged = lines.map((line) => ({
    line,
    found: new Map(Object.entries(OPINIONS).map(([name, judge]) => [name, judge(line.text, now)])),
  }));
  const rows = [`guard, language, lines: recall % | false alarms % (${names.join(", ")})`];
  const wrong: string[] = [];
  for (const lang of [...new Set(lines.map((line) => line.lang))].sort()) {
    const spoken = judged.filter(({ line }) => line.lang === lang);
    for (const guard of GUARDS) {
      const own = spoken.filter(({ line }) => line.label === guard);
      const others = spoken.filter(({ line }) => line.label !== guard);
      const caught = names.map((name) => own.filter(({ found }) => found.get(name)?.[FINDING[guard]]));
      const alarms = names.map((name) =>
        others.filter(({ line, found }) => {
          const findings = found.get(name);
          return findings !== undefined && intentOf(line.text, findings) === guard;
        }),
      );
      const shares = [caught.map((some) => percent(some, own)), alarms.map((some) => percent(some, others))];
      rows.push(`${guard} ${lang} ${own.length}: ${shares.map((all) => all.join(", ")).join(" | ")}`);
      const missed = own.filter((one) => !caught.at(-1)?.includes(one));
      wrong.push(...missed.map(({ line }) => `${guard} ${lang}, missed: ${line.text}`));
      wrong.push(
        ...(alarms.at(-1) ?? []).map(({ line }) => `${guard} ${lang}, false alarm (${line.label}): ${line.text}`),
      );
    }
  }
  return [...rows, ...wrong].join("\n");
}

function percent(some: readonly unknown[], all: readonly unknown[]): string {
  return all.length === 0 ? "-" : ((100 * some.length) / all.length).toFixed(1);
}
