import { expect, it } from "vitest";
import { type Config, readConfig } from "../../../agents/kernel/config.ts";
import { PROVIDERS, type ProviderKind } from "../../../jobs/providers/catalog.ts";
import { createFfmpeg } from "../../../jobs/providers/media/video/ffmpeg.ts";
import { openImageGenerators } from "./image.ts";
import { openTrainers } from "./training.ts";
import { openVideoGenerators } from "./video.ts";
import { openVoiceGenerators } from "./voice.ts";

const parts = {
  dataDir: "/nowhere",
  ffmpeg: createFfmpeg(),
  publishImage: async () => "https://studio.example/frame.jpg",
};
const OPEN = {
  image: openImageGenerators,
  video: (config: Config) => openVideoGenerators(config, parts),
  voice: openVoiceGenerators,
  training: openTrainers,
} as const;

const namesOf = async (environment: Readonly<Record<string, string>>, kind: keyof typeof OPEN = "image") => [
  ...new Set((await OPEN[kind](readConfig(environment))).map(({ info }) => info.provider)),
];

it("uses the vendors that have a key, in the catalog's order, else the built-in one", async () => {
  expect(await namesOf({})).toEqual(["storyboard"]);
  expect(await namesOf({ FAL_KEY: "key" })).toEqual(["fal"]);
  expect(await namesOf({ FAL_KEY: "key", REPLICATE_API_TOKEN: "token" })).toEqual(["replicate", "fal"]);
  expect(await namesOf({ FAL_KEY: "key", IMAGE_PROVIDERS: "fal,storyboard" })).toEqual(["fal", "storyboard"]);
  expect(await namesOf({}, "video")).toEqual(["animatic"]);
  expect(await namesOf({}, "voice")).toEqual(["built-in"]);
  expect(await namesOf({}, "training")).toEqual(["built-in"]);
});

it("makes no pictures with a key that is there for chat, unless told to", async () => {
  expect(await namesOf({ OPENAI_API_KEY: "key" })).toEqual(["storyboard"]);
  expect(await namesOf({ OPENAI_API_KEY: "key", IMAGE_PROVIDERS: "openai" })).toEqual(["openai"]);
});

it("says what is missing or not known", async () => {
  await expect(namesOf({ IMAGE_PROVIDERS: "fal" })).rejects.toMatchObject({ field: "FAL_KEY" });
  await expect(namesOf({ IMAGE_PROVIDERS: "dalle" })).rejects.toMatchObject({
    remedy: expect.stringContaining("Known: replicate, fal, leonardo,"),
  });
  await expect(namesOf({ BFL_API_KEY: "key", BFL_MODEL: "flux-9" })).rejects.toMatchObject({ field: "BFL_MODEL" });
});

const values: Readonly<Record<string, string>> = {
  COMFYUI_BASE_URL: "http://127.0.0.1:8188",
  AUTOMATIC1111_BASE_URL: "http://127.0.0.1:7860",
  MODAL_BASE_URL: "https://studio--pictures.modal.run",
  AZURE_SPEECH_REGION: "westeurope",
  SPEECH_BASE_URL: "http://127.0.0.1:8880/v1",
};

it.each(Object.entries(OPEN))("can open every maker of kind %s in the catalog", async (kind, open) => {
  const variable = `${kind.toUpperCase()}_PROVIDERS`;
  for (const { provider, required } of PROVIDERS.filter((entry) => entry.kind === (kind as ProviderKind))) {
    const keys = Object.fromEntries(required.map((name) => [name, values[name] ?? "a-key"]));
    const more = provider === "comfyui" ? { COMFYUI_CHECKPOINT: "sdxl.safetensors" } : {};
    const opened = await open(readConfig({ ...keys, ...more, [variable]: provider }));
    expect(opened.length, provider).toBeGreaterThan(0);
    for (const { info } of opened) expect(info.provider).toBe(provider);
  }
});
