// The paths of Replicate's API, each with the name that faults are scripted by.
import type { EmulatedRequest } from "../../emulator/server.ts";

export type ReplicateOperation =
  | "create"
  | "get"
  | "list"
  | "cancel"
  | "train"
  | "get_training"
  | "list_trainings"
  | "cancel_training"
  | "model"
  | "create_model"
  | "upload"
  | "file"
  | "list_files"
  | "hardware"
  | "account"
  | "secret"
  | "output";

export interface Route {
  readonly operation: ReplicateOperation;
  /** What the path names: an id, "owner/name". */
  readonly named: readonly string[];
}

const OWNER_NAME = "([\\w.-]+/[\\w.-]+)";
const ROUTES: readonly (readonly [ReplicateOperation, "GET" | "POST", string])[] = [
  ["create", "POST", "/v1/predictions"],
  ["create", "POST", `/v1/models/${OWNER_NAME}/predictions`],
  ["list", "GET", "/v1/predictions"],
  ["get", "GET", "/v1/predictions/(\\w+)"],
  ["cancel", "POST", "/v1/predictions/(\\w+)/cancel"],
  ["train", "POST", `/v1/models/(${OWNER_NAME}/versions/[0-9a-f]{64})/trainings`],
  ["list_trainings", "GET", "/v1/trainings"],
  ["get_training", "GET", "/v1/trainings/(\\w+)"],
  ["cancel_training", "POST", "/v1/trainings/(\\w+)/cancel"],
  ["create_model", "POST", "/v1/models"],
  ["model", "GET", `/v1/models/${OWNER_NAME}`],
  ["upload", "POST", "/v1/files"],
  ["list_files", "GET", "/v1/files"],
  ["file", "GET", "/v1/files/(\\w+)"],
  ["hardware", "GET", "/v1/hardware"],
  ["account", "GET", "/v1/account"],
  ["secret", "GET", "/v1/webhooks/default/secret"],
  ["output", "GET", "/files/(\\w+)/([\\w.-]+)"],
];
const COMPILED = ROUTES.map(([operation, method, path]) => ({ operation, method, pattern: new RegExp(`^${path}$`) }));

export function routeOf({ method, path }: Pick<EmulatedRequest, "method" | "path">): Route | undefined {
  for (const route of COMPILED) {
    const match = route.method === method ? route.pattern.exec(path) : null;
    if (match) return { operation: route.operation, named: match.slice(1) };
  }
  return undefined;
}
