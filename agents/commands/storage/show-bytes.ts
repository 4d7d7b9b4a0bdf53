// Sizes of files as people read them.

const STEP = 1_024;
const UNITS = ["kB", "MB", "GB", "TB"];

/** "812 B", "1.5 MB" */
export function showBytes(bytes: number): string {
  if (bytes < STEP) return `${bytes} B`;
  const power = Math.min(UNITS.length, Math.floor(Math.log(bytes) / Math.log(STEP)));
  return `${(bytes / STEP ** power).toFixed(1)} ${UNITS[power - 1]}`;
}
