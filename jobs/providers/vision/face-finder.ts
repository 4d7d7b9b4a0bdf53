// Faces in a picture, by the models inside the @vladmandic/face-api package (detector, landmarks, descriptor, age).
import { createRequire } from "node:module";
import path from "node:path";
import type * as TfCore from "@tensorflow/tfjs-core";
import type * as FaceApi from "@vladmandic/face-api";
import sharp from "sharp";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { Face } from "../../../agents/ports/face-recognizer.ts";
import { MAX_PIXELS } from "../media/inspect-image.ts";
import { openTensorFlow, requireOptional, resolveOptional } from "./tensorflow.ts";

/** Longer side looked at, in pixels: a face smaller than 1/30 of it is not found. */
const LONG_SIDE = 1024;
/** Photographed faces come at .55 and more, small drawn ones at .3; what is none is like nobody, and held. */
const MIN_CONFIDENCE = 0.3;
const MAX_FACES = 20;

export type FindFaces = (bytes: Uint8Array) => Promise<readonly Face[]>;

interface Loaded {
  readonly core: typeof TfCore;
  readonly faceApi: typeof FaceApi;
}

/**
 * Nothing is loaded before the first picture (some 140 ms, 24 MB of models).
 * @throws AppError `not_configured` where the optional packages are absent
 */
export function createFaceFinder(require: NodeJS.Require = createRequire(import.meta.url)): FindFaces {
  let loading: Promise<Loaded> | undefined;
  return async (bytes) => {
    loading ??= load(require).catch((thrown: unknown) => {
      loading = undefined;
      throw thrown;
    });
    return find(await loading, bytes);
  };
}

async function find({ core, faceApi }: Loaded, bytes: Uint8Array): Promise<readonly Face[]> {
  const { data, info } = await sharp(bytes, { limitInputPixels: MAX_PIXELS })
    .rotate()
    .resize(LONG_SIDE, LONG_SIDE, { fit: "inside", withoutEnlargement: true })
    .flatten({ background: "#808080" })
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch((thrown: unknown) => {
      throw new AppError("invalid_input", "The picture cannot be read.", { reason: "image_broken", cause: thrown });
    });
  const pixels = core.tensor3d(new Int32Array(data), [info.height, info.width, 3], "int32");
  try {
    const options = new faceApi.SsdMobilenetv1Options({ minConfidence: MIN_CONFIDENCE, maxResults: MAX_FACES });
    const found = await faceApi
      .detectAllFaces(pixels as unknown as FaceApi.TNetInput, options)
      .withFaceLandmarks()
      .withFaceDescriptors()
      .withAgeAndGender();
    return found
      .map(({ detection, descriptor, age }): Face => {
        const { left, top, width, height } = detection.relativeBox;
        return {
          descriptor: Array.from(descriptor),
          box: { left, top, width, height },
          confidence: detection.score,
          apparentAge: age,
        };
      })
      .sort((one, other) => other.box.width * other.box.height - one.box.width * one.box.height);
  } finally {
    pixels.dispose();
  }
}

async function load(require: NodeJS.Require): Promise<Loaded> {
  const core = await openTensorFlow(require);
  // face-api asks for all of TensorFlow.js; it is given the core that is loaded already, with the few methods it calls
  // on tensors, which the whole package would have added.
  const whole = require.cache[require.resolve("@tensorflow/tfjs-core")];
  if (whole) require.cache[resolveOptional(require, "@tensorflow/tfjs")] = whole;
  addTensorMethods(core);
  const faceApi: typeof FaceApi = requireOptional(require, "@vladmandic/face-api/dist/face-api.node-wasm.js");
  const models = path.join(
    path.dirname(require.resolve("@vladmandic/face-api/dist/face-api.node-wasm.js")),
    "..",
    "model",
  );
  const { ssdMobilenetv1, faceLandmark68Net, faceRecognitionNet, ageGenderNet } = faceApi.nets;
  for (const net of [ssdMobilenetv1, faceLandmark68Net, faceRecognitionNet, ageGenderNet])
    await net.loadFromDisk(models);
  return { core, faceApi };
}

function addTensorMethods(core: typeof TfCore): void {
  type Tensor = TfCore.Tensor;
  const as = (tensor: Tensor, ...shape: number[]) => core.reshape(tensor, shape);
  Object.assign(core.Tensor.prototype, {
    div(this: Tensor, other: Tensor) {
      return core.div(this, other);
    },
    mul(this: Tensor, other: Tensor) {
      return core.mul(this, other);
    },
    sub(this: Tensor, other: Tensor) {
      return core.sub(this, other);
    },
    mean(this: Tensor, axis?: number) {
      return core.mean(this, axis);
    },
    expandDims(this: Tensor, axis?: number) {
      return core.expandDims(this, axis);
    },
    reshape(this: Tensor, shape: number[]) {
      return core.reshape(this, shape);
    },
    as1D(this: Tensor) {
      return as(this, this.size);
    },
    as2D(this: Tensor, ...shape: number[]) {
      return as(this, ...shape);
    },
    as3D(this: Tensor, ...shape: number[]) {
      return as(this, ...shape);
    },
    as4D(this: Tensor, ...shape: number[]) {
      return as(this, ...shape);
    },
  });
}
