// Judges the trials of adapters, knowing nothing of the product: what each fault may lead to, that nothing is sent or paid
// twice, and that what an adapter reports as billed is what the vendor billed.
import type { ProofReport } from "../proof.ts";
import type { Step, Trial } from "./record.ts";

type Rule = (first: Step, trial: Trial) => string | null;

const refusedAs =
  (code: string, retryable: boolean): Rule =>
  ({ submission }) =>
    submission.state === "refused" && submission.code === code && submission.retryable === retryable
      ? null
      : `should be ${code}${retryable ? ", worth another try" : ""}, is ${JSON.stringify(submission)}`;

/** Whether it began is not known: said so, and looked up where there is a list. */
const unknown =
  (wasTaken: boolean): Rule =>
  ({ submission, found, outcome }) => {
    if (submission.state !== "refused" || submission.code !== "outcome_unknown")
      return `should be outcome_unknown, is ${JSON.stringify(submission)}`;
    if (found === null) return null;
    if (found !== wasTaken) return wasTaken ? "was taken and is not found" : "was never taken and is found";
    return wasTaken && outcome?.state !== "succeeded" ? "was found and is not made" : null;
  };

const endsAs =
  (...states: readonly string[]): Rule =>
  ({ outcome }) =>
    outcome && states.includes(outcome.state)
      ? null
      : `should end ${states.join(" or ")}, is ${JSON.stringify(outcome)}`;

const RULES: Readonly<Record<Trial["fault"], Rule>> = {
  none: endsAs("succeeded"),
  unauthenticated: refusedAs("not_configured", false),
  no_credit: refusedAs("rate_limited", false),
  invalid: refusedAs("provider_failed", false),
  rate_limited: refusedAs("rate_limited", true),
  server_error: unknown(false),
  gateway_page: unknown(false),
  garbage: unknown(false),
  hang: unknown(false),
  cut: unknown(true),
  unreachable: refusedAs("unavailable", true),
  no_output: endsAs("refused", "failed"),
  refused: endsAs("refused"),
  output_lost: endsAs("failed"),
  wrong_type: endsAs("failed"),
};

/** Faults of the submission after which the vendor has nothing. */
const NEVER_TAKEN: readonly string[] = [
  "unauthenticated",
  "no_credit",
  "invalid",
  "rate_limited",
  "server_error",
  "gateway_page",
  "garbage",
  "hang",
  "unreachable",
];

export function checkTrials(trials: readonly Trial[], faultsEach: number): ProofReport {
  const failures = trials.flatMap((trial) =>
    problemsOf(trial).map((why) => `${trial.adapter}, ${trial.fault}: ${why}`),
  );
  const byAdapter = new Map<string, number>();
  for (const { adapter, fault } of trials) {
    if (fault !== "none") byAdapter.set(adapter, (byAdapter.get(adapter) ?? 0) + 1);
  }
  for (const [adapter, faults] of byAdapter) {
    if (faults < faultsEach) failures.push(`${adapter}: only ${faults} of ${faultsEach} kinds of fault were tried`);
  }
  return {
    figures: {
      adapters: byAdapter.size,
      trials: trials.length,
      attempts: trials.reduce((sum, { steps }) => sum + steps.length, 0),
      takenByVendors: trials.reduce((sum, { taken }) => sum + taken, 0),
      lookedUp: trials.flatMap(({ steps }) => steps).filter(({ found }) => found !== null).length,
      billedUnits: Math.round(trials.reduce((sum, { billed }) => sum + billed, 0) * 1_000) / 1_000,
    },
    failures,
  };
}

function problemsOf(trial: Trial): string[] {
  const [first, second] = trial.steps;
  if (!first) return ["was not tried"];
  const wrong = RULES[trial.fault](first, trial);
  const problems = wrong === null ? [] : [wrong];
  if (second && second.outcome?.state !== "succeeded") problems.push("the next attempt does not succeed");
  const expected = (NEVER_TAKEN.includes(trial.fault) ? 0 : 1) + (second ? 1 : 0);
  if (trial.taken !== expected) problems.push(`the vendor took ${trial.taken} requests, not ${expected}`);
  const reported = trial.steps.reduce((sum, { outcome }) => sum + (outcome?.billed ?? 0), 0);
  // What was taken and can't be looked up is billed without anybody being told: that is why it stays unknown.
  const isLost = trial.fault === "cut" && first.found === null;
  const difference = trial.billed - reported;
  if (isLost ? difference < 0 : Math.abs(difference) > 1e-6)
    problems.push(`billed are ${trial.billed} units, reported ${reported}`);
  return problems;
}
