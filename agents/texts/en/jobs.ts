// Background work that was given up.
export const jobs = {
  count: (count: number) => {
    if (count === 0) return "No background work was given up";
    return count === 1
      ? "One piece of background work was given up"
      : `${count} pieces of background work were given up`;
  },
  job: "Id",
  name: "Work",
  attempts: "Tries",
  error: "Why",
  failedAt: "Given up (UTC)",
  retry: "Try again",
  discard: "Let go",
  retried: (name: string) => `${name} is tried again`,
  discarded: (name: string) => `${name} was let go`,
  notFound: (id: string) => `“${id}” is no work that was given up.`,
  notFoundHint: "job list shows what was given up; it may have been tried again since",
};
