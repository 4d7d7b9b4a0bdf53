// A fetch that, once told so, waits for no answer longer than a test can sit through: all other answers have their full time.

export interface ImpatientFetch {
  readonly fetch: typeof fetch;
  setImpatient(isImpatient: boolean): void;
}

const LIMIT_MS = 250;

export function createImpatientFetch(): ImpatientFetch {
  let isImpatient = false;
  return {
    fetch: (url, init = {}) => {
      if (!isImpatient) return fetch(url, init);
      const limit = AbortSignal.timeout(LIMIT_MS);
      return fetch(url, { ...init, signal: init.signal ? AbortSignal.any([init.signal, limit]) : limit });
    },
    setImpatient: (told) => {
      isImpatient = told;
    },
  };
}
