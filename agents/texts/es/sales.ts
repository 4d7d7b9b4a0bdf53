import type { sales as english } from "../en/sales.ts";
import type { TextShape } from "../shape.ts";

export const sales: TextShape<typeof english> = {};
