// A labelled request: what was written, and the plan it should become ("command {json} ; command {json} | max 5").
import { z } from "zod";
import { hashInput } from "../../../agents/commands/execute.ts";
import type { Interpretation, PlanStep, World } from "../../../agents/graphs/operator/interpretation.ts";
import { ENGLISH } from "./requests/english.ts";
import { AMBIGUOUS, REFUSED, STEPS, TYPOS } from "./requests/hard.ts";
import { SPANISH } from "./requests/spanish.ts";

export type RequestLine = readonly [text: string, expected: string];

export interface LabelledRequest {
  readonly group: string;
  readonly text: string;
  readonly expected: string;
}

export const WORLD: World = {
  avatars: [
    { slug: "luna", name: "Luna Vega" },
    { slug: "mara", name: "Mara Sol" },
  ],
  now: new Date("2026-11-27T10:00:00Z"),
};

const GROUPS = {
  english: ENGLISH,
  spanish: SPANISH,
  typos: TYPOS,
  ambiguous: AMBIGUOUS,
  refused: REFUSED,
  steps: STEPS,
};

export const REQUESTS: readonly LabelledRequest[] = Object.entries(GROUPS).flatMap(([group, lines]) =>
  lines.map(([text, expected]) => ({ group, text, expected })),
);

const Input = z.record(z.string(), z.unknown());

/** The steps of an expectation; empty where nothing is planned. */
export function expectedSteps(expected: string): PlanStep[] {
  const [plan = ""] = expected.split(" | max ");
  return [...plan.matchAll(/([a-z]+\.[a-z]+) (\{.*?\})(?= ; |$)/g)].map(([, command = "", input = "{}"]) => ({
    command,
    input: Input.parse(JSON.parse(input)),
  }));
}

/** What was made of a request, in the notation of `expected`. */
export function notation(found: Interpretation): string {
  switch (found.kind) {
    case "plan": {
      const steps = found.steps.map(({ command, input }) => `${command} ${JSON.stringify(input)}`).join(" ; ");
      return found.maxUsd ? `${steps} | max ${found.maxUsd}` : steps;
    }
    case "ask":
      return `ask ${found.missing}`;
    case "refused":
      return `refused ${found.reason}`;
    case "language":
      return `language ${found.language}`;
    default:
      return found.kind;
  }
}

/** Same commands with the same input, whatever the order of its fields. */
export function meets(expected: string, found: Interpretation): boolean {
  if (found.kind !== "plan") return notation(found) === expected;
  const wanted = expectedSteps(expected);
  const max = expected.split(" | max ")[1];
  return (
    wanted.length === found.steps.length &&
    (max === undefined ? found.maxUsd === undefined : Number(max) === Number(found.maxUsd)) &&
    wanted.every((step, index) => {
      const given = found.steps[index];
      return given && hashInput(step.command, step.input) === hashInput(given.command, given.input);
    })
  );
}
