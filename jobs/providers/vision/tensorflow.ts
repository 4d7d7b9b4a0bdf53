// TensorFlow.js on WebAssembly: optional packages, loaded on first use.
import path from "node:path";
import type * as TfCore from "@tensorflow/tfjs-core";
import { AppError } from "../../../agents/kernel/errors.ts";

/** @throws AppError `not_configured` where the package is absent */
export function requireOptional<Module>(require: NodeJS.Require, name: string): Module {
  return require(resolveOptional(require, name));
}

/** @returns path of the module's file @throws AppError `not_configured` where the package is absent */
export function resolveOptional(require: NodeJS.Require, name: string): string {
  try {
    return require.resolve(name);
  } catch (thrown) {
    throw new AppError("not_configured", "The local picture models are not installed.", {
      reason: "optional_packages",
      remedy: "Run npm ci without --omit=optional, or set MODERATION_PROVIDER=openai.",
      cause: thrown,
    });
  }
}

/** @throws AppError `not_configured` where the packages are absent */
export async function openTensorFlow(require: NodeJS.Require): Promise<typeof TfCore> {
  const core: typeof TfCore = requireOptional(require, "@tensorflow/tfjs-core");
  const wasm: { setWasmPaths(folder: string): void } = requireOptional(require, "@tensorflow/tfjs-backend-wasm");
  if (core.getBackend() === "wasm") return core;
  wasm.setWasmPaths(`${path.dirname(require.resolve("@tensorflow/tfjs-backend-wasm"))}/`);
  await core.setBackend("wasm");
  await core.ready();
  return core;
}
