// Examines every part of the installation and says of each whether it is well, and how to mend it.
import { z } from "zod";
import { texts } from "../../../texts/texts.ts";
import { defineCommand } from "../../command.ts";
import type { CommandContext } from "../../context.ts";
import type { Card } from "../../view.ts";
import { ACCOUNT_CHECKS } from "./account-checks.ts";
import { type Check, type Finding, failureOf, within } from "./finding.ts";
import { SERVICE_CHECKS } from "./service-checks.ts";
import { SETTING_CHECKS } from "./setting-checks.ts";
import { SPINE_CHECKS } from "./spine-checks.ts";

/** Of an area as a whole; services and accounts have shorter ones of their own. */
const AREA_LIMIT_MS = 20_000;

const CHECKS: readonly Check[] = [...SPINE_CHECKS, ...SERVICE_CHECKS, ...ACCOUNT_CHECKS, ...SETTING_CHECKS];

const Row = z.object({
  area: z.string(),
  /** Which one of several; "" for the area itself. */
  about: z.string(),
  state: z.enum(["ok", "warning", "broken"]),
  /** Stable, for programs. */
  code: z.string(),
  says: z.string(),
  /** null: nothing has to be done. */
  mend: z.string().nullable(),
});

const Examination = z.object({
  verdict: z.enum(["ok", "warning", "broken"]),
  counts: z.object({ ok: z.number(), warning: z.number(), broken: z.number() }),
  tookMs: z.number(),
  findings: z.array(Row),
});
type ExaminationValue = z.output<typeof Examination>;

const WORST_FIRST = { broken: 0, warning: 1, ok: 2 } as const;
const TONES = { broken: "bad", warning: "warning", ok: "good" } as const;
const MARKS = { ok: "✓", warning: "!", broken: "✗" } as const;

export const systemDoctor = defineCommand({
  name: "system.doctor",
  role: "owner",
  effect: "read",
  input: z.object({ all: z.boolean().default(false) }),
  output: Examination,
  positional: [],
  errors: [],
  run: async (context) => {
    const startedMs = performance.now();
    const findings = (await Promise.all(CHECKS.map((check) => examine(context, check)))).flat();
    const count = (state: Finding["state"]) => findings.filter((each) => each.state === state).length;
    const counts = { ok: count("ok"), warning: count("warning"), broken: count("broken") };
    return {
      verdict: verdictOf(counts),
      counts,
      tookMs: Math.round(performance.now() - startedMs),
      findings,
    };
  },
  view: (output, context, { all }) => doctorCard(output, context, all),
});

function verdictOf({ broken, warning }: ExaminationValue["counts"]): Finding["state"] {
  if (broken > 0) return "broken";
  return warning > 0 ? "warning" : "ok";
}

async function examine(context: CommandContext, { area, run }: Check): Promise<ExaminationValue["findings"]> {
  const words = texts(context.actor.language).doctor;
  const found = await within(AREA_LIMIT_MS, async () => {
    try {
      return await run(context);
    } catch (thrown) {
      context.log.warn("a check of the doctor failed", { reason: area, error: thrown });
      return [failureOf(thrown)];
    }
  });
  return found.map(({ state, code, about = "", detail = "" }) => {
    const { says, mend } = words.findings[code];
    return { area, about, state, code, says: says(detail), mend: state === "ok" ? null : mend(detail) };
  });
}

/** What is wrong comes first, each with its remedy; what is well is one line an area unless all is asked for. */
function doctorCard(output: ExaminationValue, context: CommandContext, all: boolean): Card {
  const words = texts(context.actor.language).doctor;
  const { verdict, counts } = output;
  const areaName = (area: string) => words.areas[area as keyof typeof words.areas];
  const shown = output.findings
    .filter(({ state }) => all || state !== "ok")
    .sort((left, right) => WORST_FIRST[left.state] - WORST_FIRST[right.state]);
  const wrong = new Set(output.findings.filter(({ state }) => state !== "ok").map(({ area }) => area));
  const well = [...new Set(output.findings.map(({ area }) => area))].filter((area) => !wrong.has(area));
  return {
    title: words.titles[verdict](counts.broken, counts.warning),
    tone: TONES[verdict],
    fields: [
      ...shown.map(({ area, about, state, says, mend }) => ({
        label: `${MARKS[state]} ${areaName(area)}${about === "" ? "" : ` · ${about}`}`,
        value: mend === null || mend === "" ? says : `${says}\n→ ${mend}`,
      })),
      ...(all || well.length === 0 ? [] : [{ label: words.well, value: well.map(areaName).join(", ") }]),
    ],
    buttons: [
      { label: words.again, command: "system.doctor", input: {} },
      ...(all ? [] : [{ label: words.showAll, command: "system.doctor", input: { all: true } }]),
    ],
    note: words.took((output.tookMs / 1_000).toFixed(1)),
  };
}
