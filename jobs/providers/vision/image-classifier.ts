// The picture model inside the nsfwjs package, run by TensorFlow.js on WebAssembly. Optional packages, loaded on first use.
// nsfwjs's own code is not used: it wants all of @tensorflow/tfjs (some 290 MB); its model needs core, layers and wasm.
import { createRequire } from "node:module";
import path from "node:path";
import type * as TfCore from "@tensorflow/tfjs-core";
import type * as TfLayers from "@tensorflow/tfjs-layers";
import sharp from "sharp";
import { z } from "zod";
import { AppError } from "../../../agents/kernel/errors.ts";
import { MAX_PIXELS } from "../media/inspect-image.ts";
import { openTensorFlow, requireOptional, resolveOptional } from "./tensorflow.ts";

const SIDE = 224;
/** Order of the model's outputs. */
const CLASSES = ["drawing", "hentai", "neutral", "porn", "sexy"] as const;
export type ImageClasses = Readonly<Record<(typeof CLASSES)[number], number>>;

const Model = z.object({
  modelTopology: z.record(z.string(), z.unknown()),
  weightsManifest: z.array(
    z.object({ paths: z.array(z.string()), weights: z.array(z.record(z.string(), z.unknown())) }),
  ),
});

interface Loaded {
  readonly core: typeof TfCore;
  readonly model: TfLayers.LayersModel;
}

export type ClassifyImage = (bytes: Uint8Array) => Promise<ImageClasses>;

/**
 * Probabilities that add up to 1. Nothing is loaded before the first picture.
 * @throws AppError `not_configured` where the optional packages are absent
 */
export function createImageClassifier(require: NodeJS.Require = createRequire(import.meta.url)): ClassifyImage {
  let loading: Promise<Loaded> | undefined;
  return async (bytes) => {
    loading ??= load(require).catch((thrown: unknown) => {
      loading = undefined;
      throw thrown;
    });
    return classify(await loading, bytes);
  };
}

async function classify({ core, model }: Loaded, bytes: Uint8Array): Promise<ImageClasses> {
  const pixels = await sharp(bytes, { limitInputPixels: MAX_PIXELS })
    .resize(SIDE, SIDE, { fit: "fill" })
    .flatten({ background: "#808080" })
    .toColourspace("srgb")
    .raw()
    .toBuffer();
  const input = Float32Array.from(pixels, (value) => value / 255);
  const output = core.tidy(() => {
    const prediction = model.predict(core.tensor4d(input, [1, SIDE, SIDE, 3]));
    const [first] = [prediction].flat();
    if (!first) throw new AppError("internal", "The picture model gave no output.");
    return first.dataSync();
  });
  const scores = CLASSES.map((name, index): [string, number] => [name, output[index] ?? Number.NaN]);
  if (scores.every(([, score]) => Number.isFinite(score))) return Object.fromEntries(scores) as ImageClasses;
  throw new AppError("internal", "The picture model gave no scores.");
}

async function load(require: NodeJS.Require): Promise<Loaded> {
  const layers: typeof TfLayers = requireOptional(require, "@tensorflow/tfjs-layers");
  const core = await openTensorFlow(require);
  const entry = resolveOptional(require, "nsfwjs/models/mobilenet_v2");
  const modelFolder = path.join(path.dirname(entry), "..", "..", "models", "mobilenet_v2");
  const model = await layers.loadLayersModel({ load: async () => readArtifacts(modelFolder, require) });
  return { core, model };
}

/** The model's files are JavaScript that exports data: an object, and base64 text a shard. */
function readArtifacts(folder: string, require: NodeJS.Require): TfCore.io.ModelArtifacts {
  const read = (name: string): unknown => {
    const file = path.join(folder, `${name}.min.js`);
    const data: unknown = require(file);
    // Five megabytes of base64 need not stay in the module cache.
    delete require.cache[file];
    return data;
  };
  const { modelTopology, weightsManifest } = Model.parse(read("model"));
  const shards = weightsManifest.flatMap(({ paths }) =>
    paths.map((name) => Buffer.from(z.string().parse(read(name)), "base64")),
  );
  const weights = Buffer.concat(shards);
  return {
    modelTopology,
    weightSpecs: weightsManifest.flatMap((group) => group.weights) as unknown as TfCore.io.WeightsManifestEntry[],
    weightData: weights.buffer.slice(weights.byteOffset, weights.byteOffset + weights.byteLength) as ArrayBuffer,
  };
}
