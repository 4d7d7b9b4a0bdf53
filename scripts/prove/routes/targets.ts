// What is asked of every route, and how names are bent to get around a guard.
import type { AnyCommand } from "../../../agents/commands/command.ts";
import type { FoundRoute } from "./list-routes.ts";

/** Put where a route has a parameter. */
const FILLERS = ["x", "avt_00000000000000000000000000", "..%2f..%2fpackage.json", "%00", "__proto__"];
export const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "QUERY"] as const;
/** AdminJS's own actions, offered by us or not. */
const ADMIN_ACTIONS = ["list", "search", "new", "show", "edit", "delete", "bulkDelete"];
const ADMIN_PLACES = ["/admin/api", "/admin"];

/** A declared path with its parameters filled. */
export function pathsOf({ path }: FoundRoute): readonly string[] {
  if (!/[:*]/.test(path)) return [path];
  return FILLERS.map((filler) => path.replace(/[:*]\w+/g, filler));
}

/** Every page and every call AdminJS knows for a table, whether a route of ours leads there or not. */
export function adminPaths(models: readonly string[]): readonly string[] {
  const fixed = ["/admin/api/dashboard", "/admin/api/pages/x", "/admin/pages/x", "/admin/logout", "/admin/login"];
  const ofTables = models.flatMap((model) =>
    ADMIN_PLACES.flatMap((place) => [
      `${place}/resources/${model}`,
      ...ADMIN_ACTIONS.flatMap((action) => [
        `${place}/resources/${model}/actions/${action}`,
        `${place}/resources/${model}/records/x/${action}`,
        `${place}/resources/${model}/bulk/${action}?recordIds=x`,
      ]),
    ]),
  );
  return [...fixed, ...ofTables];
}

export function commandPaths(commands: readonly AnyCommand[]): readonly string[] {
  return commands.map(({ name }) => `/api/v1/${name.replace(".", "/")}`);
}

/** Other ways to write one address; a guard that reads the text and a router that reads the path must agree. */
export function bent(path: string): readonly string[] {
  const [first = "", ...rest] = path.slice(1).split("/");
  const tail = rest.length > 0 ? `/${rest.join("/")}` : "";
  const encoded = `%${first.charCodeAt(0).toString(16)}${first.slice(1)}`;
  return [
    `/${path}`,
    `/.${path}`,
    `/x/..${path}`,
    `/login/..${path}`,
    `/login/%2e%2e${path}`,
    `/assets/console/..%2f..${path}`,
    `/api/docs/..;${path}`,
    `/${first.toUpperCase()}${tail}`,
    `/${encoded}${tail}`,
    `/${first}%2f${tail.slice(1)}`,
    `/${first};x=y${tail}`,
    `/${first}%00${tail}`,
    `/${first}%20${tail}`,
    `/${first}.${tail}`,
    `/\\${first}${tail}`,
    `${path}/`,
    `${path}//`,
    `${path}/.`,
    `${path}%23`,
    `${path}?_method=GET`,
    `${path}.json`,
    `${path}.css`,
  ];
}

/** Headers by which proxies and frameworks let a caller pretend. */
export const DISGUISES: readonly Readonly<Record<string, string>>[] = [
  { "x-http-method-override": "GET" },
  { "x-original-url": "/healthz" },
  { "x-rewrite-url": "/healthz" },
  { "x-forwarded-for": "127.0.0.1", "x-forwarded-host": "localhost", "x-forwarded-proto": "https" },
  { cookie: "vixenbliss_session=; vixenbliss_session=x; vixenbliss_session[]=x" },
  { cookie: "vixenbliss_session=' OR 1=1 --; __Host-vixenbliss_session=x" },
  { authorization: "Bearer null" },
  { authorization: `Bearer ${"A".repeat(150)}` },
  { authorization: "Basic b3duZXI6b3duZXI=" },
];

/** Where files are served from, and how one climbs out. */
const ASSET_PLACES = ["/assets/console", "/assets", "/media", "/admin/frontend/assets", "/c/x", "/g", "/privacy"];
const CLIMBS = [
  "../",
  "..%2f",
  "%2e%2e/",
  "%2e%2e%2f",
  "..%252f",
  "%252e%252e%252f",
  "..%5c",
  "..\\",
  "....//",
  "..;/",
  "%c0%ae%c0%ae/",
  "..%c0%af",
  "%u002e%u002e/",
  "..%00/",
  "./../",
  ".%2e/",
];
const GOALS = [
  "package.json",
  "cli-token",
  "canary.txt",
  ".env",
  "etc/passwd",
  "proc/self/environ",
  "agents/kernel/config.ts",
];

export function assetTricks(): readonly string[] {
  return ASSET_PLACES.flatMap((place) =>
    GOALS.flatMap((goal) => [
      `${place}//${goal}`,
      `${place}/%2f${goal}`,
      `${place}/file:%2f%2f%2f${goal}`,
      `${place}/${goal}%00.js`,
      `${place}/${goal}%00`,
      ...CLIMBS.flatMap((climb) => [1, 4].map((times) => `${place}/${climb.repeat(times)}${goal}`)),
    ]),
  );
}
