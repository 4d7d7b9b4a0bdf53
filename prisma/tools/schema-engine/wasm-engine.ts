// Loads the WASM build of Prisma's schema engine under Node.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { logError } from "./log.ts";

/** Its methods carry the names of the engine's JSON-RPC protocol. */
export type SchemaEngine = Record<string, (params: unknown) => Promise<unknown>>;

export interface WasmEngineModule {
  SchemaEngine: {
    new: (
      options: { datamodels?: [string, string][] },
      onLog: (line: string) => void,
      adapterFactory: object,
    ) => Promise<SchemaEngine>;
  };
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
}

export async function loadWasmEngine(): Promise<WasmEngineModule> {
  // The engine reports a panic here; without it a panic shows as a TypeError.
  const panic = { message: "", get: () => panic.message, set_message: (message: string) => reportPanic(message) };
  const reportPanic = (message: string): void => {
    panic.message = message;
    logError(message, { is_panic: true });
  };
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: panic });
  const glueFile = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const glue = await import(pathToFileURL(glueFile).href);
  const bytes = readFileSync(path.join(path.dirname(glueFile), "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": glue });
  glue.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === "function") start();
  return glue as WasmEngineModule;
}
