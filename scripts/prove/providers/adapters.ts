// Every adapter that asks a vendor, opened against its emulator, with a request of its kind.

import type { VendorHarness } from "../../../agents/ports/conformance/vendor-jobs.ts";
import { drawPicture } from "../../../jobs/providers/emulator/draw-picture.ts";
import { createFalHarness } from "../../../jobs/providers/fal/testing/harness.ts";
import { createAutomatic1111Harness } from "../../../jobs/providers/image/automatic1111/testing/harness.ts";
import { createBflHarness } from "../../../jobs/providers/image/bfl/testing/harness.ts";
import { createComfyUiHarness } from "../../../jobs/providers/image/comfyui/testing/harness.ts";
import { createFalGenerator } from "../../../jobs/providers/image/fal/fal.ts";
import { FLUX_KONTEXT, FLUX_LORA, FLUX_PULID } from "../../../jobs/providers/image/fal/image-models.ts";
import { createLeonardoHarness } from "../../../jobs/providers/image/leonardo/testing/harness.ts";
import { createModalHarness } from "../../../jobs/providers/image/modal/testing/harness.ts";
import { createOpenAiImageHarness } from "../../../jobs/providers/image/openai/testing/harness.ts";
import { createReplicateImageHarness } from "../../../jobs/providers/image/replicate/testing/harness.ts";
import { createRunPodHarness } from "../../../jobs/providers/image/runpod/testing/harness.ts";
import { writeArchive } from "../../../jobs/providers/media/write-archive.ts";
import { createFalTrainer } from "../../../jobs/providers/training/fal/fal-trainer.ts";
import { FLUX_FAST_TRAINING, FLUX_PORTRAIT_TRAINER } from "../../../jobs/providers/training/fal/training-models.ts";
import { createReplicateTrainerHarness } from "../../../jobs/providers/training/replicate/testing/harness.ts";
import { createFalVideoGenerator } from "../../../jobs/providers/video/fal/fal-video.ts";
import { KLING_TURBO, PIKA } from "../../../jobs/providers/video/fal/video-models.ts";
import { createLumaHarness } from "../../../jobs/providers/video/luma/testing/harness.ts";
import { createReplicateVideoHarness } from "../../../jobs/providers/video/replicate/testing/harness.ts";
import { createRunwayHarness } from "../../../jobs/providers/video/runway/testing/harness.ts";
import { createAzureHarness } from "../../../jobs/providers/voice/azure/testing/harness.ts";
import { createCartesiaHarness } from "../../../jobs/providers/voice/cartesia/testing/harness.ts";
import { createElevenLabsHarness } from "../../../jobs/providers/voice/elevenlabs/testing/harness.ts";
import { createOpenAiSpeechHarness } from "../../../jobs/providers/voice/openai-speech/testing/harness.ts";
import type { OpenedAdapter, ProvenAdapter } from "./record.ts";

type Harness = VendorHarness<OpenedAdapter["adapter"]> & { close(): Promise<void> };

export async function provenAdapters(): Promise<readonly ProvenAdapter[]> {
  const reference = { bytes: await picture("a face", 96, 128), contentType: "image/png" };
  const frame = { bytes: await picture("a frame", 90, 160), contentType: "image/png" };
  const images = proven("image", IMAGE);
  const withFace = proven("image", { ...IMAGE, reference });
  const videos = proven("video", { ...VIDEO, image: frame });
  const trainings = proven("training", { ...TRAINING, dataset: await dataset() });
  return [
    images("replicate flux-dev-lora", () => createReplicateImageHarness()),
    images("replicate sdxl", () => createReplicateImageHarness("stability-ai/sdxl")),
    withFace("replicate kontext", () => createReplicateImageHarness("black-forest-labs/flux-kontext-pro")),
    withFace("replicate pulid", () => createReplicateImageHarness("bytedance/flux-pulid")),
    images("fal flux-lora", () => createFalHarness((options) => createFalGenerator(FLUX_LORA, options))),
    withFace("fal pulid", () => createFalHarness((options) => createFalGenerator(FLUX_PULID, options))),
    withFace("fal kontext", () => createFalHarness((options) => createFalGenerator(FLUX_KONTEXT, options))),
    images("leonardo flux-dev", () => createLeonardoHarness()),
    withFace("leonardo phoenix", () => createLeonardoHarness({}, { model: "phoenix" })),
    images("openai", () => createOpenAiImageHarness()),
    images("bfl", () => createBflHarness()),
    images("comfyui", () => createComfyUiHarness()),
    images("automatic1111", () => createAutomatic1111Harness()),
    images("runpod", () => createRunPodHarness()),
    images("modal", () => createModalHarness()),
    videos("runway", () => createRunwayHarness()),
    videos("luma", () => createLumaHarness()),
    videos("fal kling", () => createFalHarness((options) => createFalVideoGenerator(KLING_TURBO, options))),
    videos("fal pika", () => createFalHarness((options) => createFalVideoGenerator(PIKA, options))),
    videos("replicate kling", () => createReplicateVideoHarness()),
    proven("voice", VOICE("EXAVITQu4vr4xnSDxMaL"))("elevenlabs", () => createElevenLabsHarness()),
    proven("voice", VOICE("en-US-AvaMultilingualNeural"))("azure-speech", () => createAzureHarness()),
    proven("voice", VOICE("5c5ad5e7-1020-476b-8b91-fdcbe9cc313c"))("cartesia", () => createCartesiaHarness()),
    proven("voice", VOICE("nova"))("openai-speech", () => createOpenAiSpeechHarness()),
    trainings("replicate trainer", () => createReplicateTrainerHarness()),
    trainings("fal fast training", () => createFalHarness((options) => createFalTrainer(FLUX_FAST_TRAINING, options))),
    trainings("fal portrait trainer", () =>
      createFalHarness((options) => createFalTrainer(FLUX_PORTRAIT_TRAINER, options)),
    ),
  ];
}

/** The kinds differ in what is asked and made; to the proof all of them are work that is submitted and collected. */
function proven(kind: string, request: unknown) {
  return <Adapter>(
    name: string,
    open: () => Promise<VendorHarness<Adapter> & { close(): Promise<void> }>,
  ): ProvenAdapter => ({
    name,
    kind,
    open: async () => {
      const { adapter, vendor, startedAt, close } = (await open()) as unknown as Harness;
      if (!vendor) throw new Error(`${name} has no vendor`);
      return { adapter, vendor, startedAt, request, close: () => close().catch(unlessClosed) };
    },
  });
}

/** A vendor that cannot be reached was closed already. */
function unlessClosed(thrown: unknown): void {
  if (thrown instanceof Error && "code" in thrown && thrown.code === "ERR_SERVER_NOT_RUNNING") return;
  throw thrown;
}

const IMAGE = {
  prompt: "adult woman in a linen shirt, standing on a beach, golden hour",
  negative: "blurry",
  seed: 4_242,
  aspectRatio: "4:5",
  parameters: { steps: 28, guidance: 3 },
};
const VIDEO = {
  prompt: "adult woman turns to the camera",
  negative: "blurry",
  seed: 7,
  aspectRatio: "9:16",
  seconds: 5,
};
const VOICE = (voice: string) => ({
  text: "Good morning! Coffee and a walk by the sea.",
  language: "en",
  voice,
  speed: 1,
});
const TRAINING = {
  pictures: 12,
  triggerWord: "TOK_ab12cd34",
  steps: 1_000,
  rank: 16,
  learningRate: null,
  name: "luna-v1",
};

async function picture(of: string, width: number, height: number): Promise<Uint8Array> {
  return await drawPicture([of], { width, height }).png().toBuffer();
}

async function dataset() {
  const files = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(3, "0"));
  const entries = await Promise.all(
    files.flatMap((number) => [
      picture(number, 64, 64).then((bytes) => ({ name: `${number}_full.jpg`, bytes })),
      Promise.resolve({ name: `${number}_full.txt`, bytes: Buffer.from("TOK_ab12cd34, adult woman") }),
    ]),
  );
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeArchive(entries)) chunks.push(chunk);
  return { bytes: Buffer.concat(chunks), contentType: "application/zip" };
}
