import type { system as english } from "../en/system.ts";
import type { TextShape } from "../shape.ts";

export const system: TextShape<typeof english> = {};
