/** The canonical name of a time zone, "Europe/Madrid" for "europe/madrid"; null: nobody knows it. */
export function knownZone(name: string): string | null {
  try {
    return new Intl.DateTimeFormat("en-GB", { timeZone: name }).resolvedOptions().timeZone;
  } catch (thrown) {
    if (thrown instanceof RangeError) return null;
    throw thrown;
  }
}
