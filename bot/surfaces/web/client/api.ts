// Calls to /console-api: the CSRF header, JSON both ways, and failures a person can act on.

export interface ProblemBody {
  readonly title?: string;
  readonly remedy?: string;
  readonly status?: number;
}

/** The server answered with a problem, or (status 0) did not answer. */
export class ApiError extends Error {
  readonly status: number;
  readonly remedy: string | undefined;

  constructor(message: string, status: number, remedy?: string) {
    super(message);
    this.status = status;
    this.remedy = remedy;
  }
}

export interface Api {
  get<Result>(path: string, query?: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<Result>;
  post<Result>(path: string, body: unknown, options?: PostOptions): Promise<Result>;
}

export interface PostOptions {
  /** The request outlives its page: for a choice made just before a reload. Bodies of at most 64 KB (the browser's rule). */
  readonly keepalive?: boolean;
}

/** Batches and models take their time; a dead connection should still show. */
const LIMIT_MS = 120_000;

export function createApi(csrfToken: string): Api {
  return {
    get: (path, query = {}, signal) => {
      const search = new URLSearchParams(query).toString();
      return call(`/console-api${path}${search ? `?${search}` : ""}`, signal ? { signal } : {});
    },
    post: (path, body, options = {}) =>
      call(`/console-api${path}`, {
        ...options,
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRF-Token": csrfToken },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(LIMIT_MS),
      }),
  };
}

async function call<Result>(url: string, init: RequestInit): Promise<Result> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, { ...init, headers: { Accept: "application/json", ...init.headers } });
    text = await response.text();
  } catch (cause) {
    throw new ApiError(cause instanceof Error ? cause.message : "", 0);
  }
  if (response.ok) return JSON.parse(text) as Result;
  throw problemOf(response, text);
}

function problemOf(response: Response, text: string): ApiError {
  const isProblem = response.headers.get("content-type")?.includes("problem+json");
  const body = isProblem ? (JSON.parse(text) as ProblemBody) : {};
  return new ApiError(body.title ?? `HTTP ${response.status}`, response.status, body.remedy);
}

/** Repeats of one intention carry the same key. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
