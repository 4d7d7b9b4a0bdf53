// A log for tests, which assert on behaviour and not on lines.
import type { DatabaseLog } from "../database-log.ts";

export const silentLog: DatabaseLog = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
