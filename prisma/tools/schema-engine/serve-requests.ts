// JSON-RPC over stdio: every line is one request to the WASM engine, answered in order.
import { readFileSync } from "node:fs";
import readline from "node:readline";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { errorCode, errorMessage } from "../../database-error.ts";
import { adapterFactory } from "./adapter-factory.ts";
import type { EngineArguments } from "./arguments.ts";
import { loadWasmEngine, type SchemaEngine } from "./wasm-engine.ts";

interface Request {
  id: number;
  method?: string;
  params?: unknown;
}

// Names that differ between the native engine's protocol and the WASM build.
const METHOD_NAMES = new Map([["getDatabaseVersion", "version"]]);
// A notification of our own ("print") must not take the id of a request of the CLI.
const FIRST_OWN_ID = 900_000;
const ENGINE_ERROR_CODE = 4466;

export async function serveRequests(options: EngineArguments): Promise<void> {
  let engine: Promise<SchemaEngine> | undefined;
  const openEngine = async (): Promise<SchemaEngine> => {
    const wasm = await loadWasmEngine();
    const datamodels = options.datamodelFiles.map((file): [string, string] => [file, readFileSync(file, "utf8")]);
    const adapter = bindMigrationAwareSqlAdapterFactory(adapterFactory(options.url));
    return wasm.SchemaEngine.new(datamodels.length > 0 ? { datamodels } : {}, () => undefined, adapter);
  };
  for await (const line of readline.createInterface({ input: process.stdin })) {
    if (line.trim() === "") continue;
    const request = JSON.parse(line) as Request;
    if (!request.method) continue;
    engine ??= openEngine();
    await answer(request, engine);
  }
  process.exit(0);
}

async function answer(request: Request, engine: Promise<SchemaEngine>): Promise<void> {
  const { id, method = "", params } = request;
  try {
    const call = (await engine)[METHOD_NAMES.get(method) ?? method];
    if (!call) throw new Error(`unknown method ${method}`);
    const result = await call.call(await engine, params);
    send({ id, result: (method === "diff" ? printed(id, result) : result) ?? {} });
  } catch (error) {
    const message = errorMessage(error);
    const data = { is_panic: false, message, error_code: errorCode(error) ?? null, meta: metaOf(error) };
    send({ id, error: { code: ENGINE_ERROR_CODE, message, data } });
  }
}

/** The native engine prints the outcome of a diff by a request of its own. */
function printed(id: number, result: unknown): unknown {
  if (typeof result !== "object" || result === null || !("stdout" in result) || !result.stdout) return result;
  send({ id: FIRST_OWN_ID + id, method: "print", params: { content: result.stdout } });
  return { ...result, stdout: null };
}

function metaOf(error: unknown): unknown {
  return error instanceof Error && "meta" in error ? error.meta : {};
}

function send(body: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...body })}\n`);
}
