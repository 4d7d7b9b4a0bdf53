/** A piece that is made and was looked at. Drawn faces do not all look their age: such are held for a person, or refused. */
export const EXAMINED: ReadonlySet<string> = new Set(["ready", "held", "rejected"]);
