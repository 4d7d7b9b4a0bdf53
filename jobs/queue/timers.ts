// Real timers behind two small functions, so that tests trigger what would be waited for.

export type Cancel = () => void;

export interface Timers {
  every(intervalMs: number, action: () => void): Cancel;
  after(delayMs: number, action: () => void): Cancel;
}

/** They do not keep a process alive. */
export const systemTimers: Timers = {
  every: (intervalMs, action) => {
    const timer = setInterval(action, intervalMs).unref();
    return () => clearInterval(timer);
  },
  after: (delayMs, action) => {
    const timer = setTimeout(action, delayMs).unref();
    return () => clearTimeout(timer);
  },
};
