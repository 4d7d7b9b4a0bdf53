// /healthz: the process runs. /readyz: what it depends on works.
import type { RequestHandler } from "express";
import { AppError, toAppError } from "../../agents/kernel/errors.ts";

export interface HealthCheck {
  /** "database", "queue", "store" */
  readonly name: string;
  /** Throws when it does not work. */
  readonly check: () => Promise<void>;
}

const CHECK_LIMIT_MS = 3_000;

export const healthz: RequestHandler = (_request, response) => {
  response.json({ status: "ok" });
};

/** 200 or 503 with the state of each part; no more detail than a code, since anybody may ask. */
export function readyz(checks: readonly HealthCheck[]): RequestHandler {
  return async (_request, response) => {
    const results = await Promise.all(checks.map(async (each) => [each.name, await outcome(each)] as const));
    const ready = results.every(([, state]) => state === "ok");
    response
      .status(ready ? 200 : 503)
      .json({ status: ready ? "ready" : "not ready", checks: Object.fromEntries(results) });
  };
}

async function outcome(check: HealthCheck): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new AppError("unavailable", `${check.name} did not answer`)), CHECK_LIMIT_MS);
  });
  try {
    await Promise.race([check.check(), limit]);
    return "ok";
  } catch (thrown) {
    return toAppError(thrown).code;
  } finally {
    clearTimeout(timer);
  }
}
