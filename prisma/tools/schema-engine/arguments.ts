// The command line that Prisma's CLI gives to its schema engine.
import { parseArgs } from "node:util";

export interface EngineArguments {
  datamodelFiles: string[];
  url: string | undefined;
  /** "can-connect-to-database", "create-database" or "drop-database"; absent: serve JSON-RPC. */
  command: string | undefined;
  isVersionAsked: boolean;
}

export function parseArguments(args: string[]): EngineArguments {
  const { values, positionals } = parseArgs({
    args,
    strict: false,
    allowPositionals: true,
    options: {
      datamodels: { type: "string", multiple: true },
      datasource: { type: "string" },
      "extension-types": { type: "string" },
      "enabled-preview-features": { type: "string" },
      version: { type: "boolean" },
    },
  });
  const cli = positionals.indexOf("cli");
  return {
    datamodelFiles: (values.datamodels ?? []).filter((file): file is string => typeof file === "string"),
    url: urlOf(values.datasource),
    command: cli < 0 ? undefined : positionals[cli + 1],
    isVersionAsked: values.version === true,
  };
}

/** A URL with this host has nothing behind it: an empty in-memory database is used. */
export function isMemoryUrl(url: string): boolean {
  return new URL(url).hostname === "pglite";
}

function urlOf(datasource: unknown): string | undefined {
  if (typeof datasource !== "string") return undefined;
  const parsed: unknown = JSON.parse(datasource);
  const url = typeof parsed === "object" && parsed !== null && "url" in parsed ? parsed.url : undefined;
  return typeof url === "string" ? url : undefined;
}
