// npx tsx scripts/train/measure.ts FILE...: rules alone, second opinion alone and both, on lines it has never seen.
import { intentOf } from "../../agents/domain/fans/intent.ts";
import { secondOpinion } from "../../agents/domain/trust/second-opinion.ts";
import { guardByRules } from "../../agents/graphs/fan-reply/nodes/understand.ts";
import { GUARDS, type Guard, type Line, readLines } from "../prove/guards/lines.ts";

const found = (line: Line, now: Date) => {
  const rules = guardByRules(line.text, now);
  const model = secondOpinion(line.text);
  const none = { ...rules, minor: false, crisis: false, optOut: false, botQuestion: false, farewell: false };
  const also = (base: typeof rules) => ({
    ...base,
    minor: base.minor || model.has("minor"),
    crisis: base.crisis || model.has("crisis"),
    optOut: base.optOut || model.has("opt_out"),
    botQuestion: base.botQuestion || model.has("bot_question"),
    farewell: base.farewell || model.has("farewell"),
  });
  return { rules, model: also(none), both: also(rules) };
};
const fires = (findings: ReturnType<typeof guardByRules>, guard: Guard) =>
  ({
    minor: findings.minor,
    crisis: findings.crisis,
    opt_out: findings.optOut,
    bot_question: findings.botQuestion,
    farewell: findings.farewell,
  })[guard];
const percent = (part: number, all: number) => (all === 0 ? "-" : ((100 * part) / all).toFixed(1)).padStart(6);

async function main() {
  const files = process.argv.slice(2);
  const lines = (await Promise.all(files.map((file) => readLines(file)))).flat();
  const now = new Date();
  const judged = lines.map((line) => ({ line, ...found(line, now) }));
  const wrong: string[] = [];
  process.stdout.write("guard lang       n | recall rules model both | false alarms rules model both\n");
  for (const lang of [...new Set(lines.map((line) => line.lang))].sort()) {
    for (const guard of GUARDS) {
      const spoken = judged.filter(({ line }) => line.lang === lang);
      const own = spoken.filter(({ line }) => line.label === guard);
      const others = spoken.filter(({ line }) => line.label !== guard);
      const recall = (["rules", "model", "both"] as const).map((by) =>
        percent(own.filter((one) => fires(one[by], guard)).length, own.length),
      );
      const alarms = (["rules", "model", "both"] as const).map((by) =>
        percent(others.filter((one) => intentOf(one.line.text, one[by]) === guard).length, others.length),
      );
      process.stdout.write(
        `${guard.padEnd(12)} ${lang} ${String(own.length).padStart(4)} | ${recall.join(" ")} | ${alarms.join(" ")}\n`,
      );
      for (const { line, both } of own) if (!fires(both, guard)) wrong.push(`${guard} ${lang} missed: ${line.text}`);
      for (const { line, both, rules } of others) {
        if (intentOf(line.text, both) !== guard) continue;
        const by = fires(rules, guard) ? "rules" : "model";
        wrong.push(`${guard} ${lang} false alarm of the ${by} (${line.label}): ${line.text}`);
      }
    }
  }
  process.stdout.write(`\n${wrong.join("\n")}\n`);
}

await main();
