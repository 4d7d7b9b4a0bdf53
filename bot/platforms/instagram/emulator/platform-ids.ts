// Ids as Instagram makes them: decimal texts larger than a double holds, and opaque message ids.
import { randomBytes, randomInt } from "node:crypto";

function digits(count: number): string {
  return Array.from({ length: count }, () => randomInt(10)).join("");
}

export const newAccountId = () => `17841${digits(12)}`;
export const newObjectId = () => `18${digits(15)}`;
export const newMessageId = () => `aWdfZAG1f${randomBytes(24).toString("base64url")}`;
export const newToken = () => `IGQVJemulated${randomBytes(24).toString("hex")}`;
export const newShortcode = () => `D${randomBytes(8).toString("base64url")}`;
