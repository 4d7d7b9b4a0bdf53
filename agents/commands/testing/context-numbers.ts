// Numbers contexts within a test file, so that its seeds do not depend on which files the process ran before.
let made = 0;

/** From 1. */
export function nextContextNumber(): number {
  made += 1;
  return made;
}

export function countContextsAnew(): void {
  made = 0;
}
