// Texts from outside may hold what Postgres cannot store (trust T22).

/** Half characters, as a cut leaves them, and NUL are replaced. */
export function cleanText(text: string): string {
  return Buffer.from(text, "utf8").toString("utf8").replaceAll("\0", "\uFFFD");
}
