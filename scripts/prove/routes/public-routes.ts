// What anybody may open, named: the proof fails on everything else that lets an anonymous caller in.
export interface PublicRoute {
  /** The whole path, without query. */
  readonly path: RegExp;
  readonly methods: readonly string[];
  readonly why: string;
}

const READ = ["GET", "HEAD"] as const;

export const PUBLIC_ROUTES: readonly PublicRoute[] = [
  { path: /^\/healthz\/?$/i, methods: READ, why: "whether the process lives; says nothing else" },
  { path: /^\/readyz\/?$/i, methods: READ, why: "whether it can work; names of its parts only" },
  { path: /^\/metrics\/?$/i, methods: READ, why: "counts without names, for Prometheus" },
  { path: /^\/login\/?$/i, methods: READ, why: "the log-in form" },
  { path: /^\/login\/link\/[^/]+\/?$/i, methods: READ, why: "the form of a one-time link, the same for a wrong one" },
  { path: /^\/privacy\/?$/i, methods: READ, why: "what is kept about people" },
  { path: /^\/api\/docs\/?$/i, methods: READ, why: "the documentation of the API" },
  { path: /^\/api\/v1\/openapi\.json\/?$/i, methods: READ, why: "the same for programs" },
  { path: /^\/favicon\.ico\/?$/i, methods: READ, why: "the icon" },
  { path: /^\/assets\/icon\.svg\/?$/i, methods: READ, why: "the icon" },
  { path: /^\/assets\/(page|fan)-[0-9a-f]{12}\.css\/?$/i, methods: READ, why: "style sheets of pages without scripts" },
  { path: /^\/assets\/console\/[\w.-]+\/?$/i, methods: READ, why: "the console's bundle, built from this repository" },
  {
    path: /^\/_emulated\/.*$/i,
    methods: [...READ, "POST", "DELETE"],
    why: "a platform played here: none of it is ours",
  },
];

/** Where our own server answers every method on purpose with something harmless. */
export const HARMLESS_METHODS: readonly string[] = ["OPTIONS"];

export function isPublic(method: string, path: string): boolean {
  return PUBLIC_ROUTES.some((route) => route.methods.includes(method) && route.path.test(path));
}
