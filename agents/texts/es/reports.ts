import type { reports as english } from "../en/reports.ts";
import type { TextShape } from "../shape.ts";

export const reports: TextShape<typeof english> = {};
