import type { fans as english } from "../en/fans.ts";
import type { TextShape } from "../shape.ts";

export const fans: TextShape<typeof english> = {};
