// What no plan may hold: yeses, plans in plans, and what deals with secrets. These are typed or tapped by a person.
const NOUNS = new Set(["agent", "run", "token", "session", "upload"]);
const NAMES = new Set(["system.rotatekeys", "account.connect", "example.remove", "storage.delete", "storage.link"]);
/** Of the nouns above, what only looks. */
const ALLOWED = new Set(["run.list"]);

export function isForbiddenStep(command: string): boolean {
  if (ALLOWED.has(command)) return false;
  return NOUNS.has(command.split(".")[0] ?? "") || NAMES.has(command);
}
