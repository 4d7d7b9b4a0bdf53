// A picture from words with any SDXL checkpoint, by the nodes every ComfyUI has.
import type { WorkflowTemplate } from "../workflow.ts";

export const TEXT_TO_IMAGE: WorkflowTemplate = {
  graph: {
    "3": {
      class_type: "KSampler",
      inputs: {
        seed: 0,
        steps: 30,
        cfg: 6,
        sampler_name: "dpmpp_2m",
        scheduler: "karras",
        denoise: 1,
        model: ["4", 0],
        positive: ["6", 0],
        negative: ["7", 0],
        latent_image: ["5", 0],
      },
    },
    "4": { class_type: "CheckpointLoaderSimple", inputs: { ckpt_name: "" } },
    "5": { class_type: "EmptyLatentImage", inputs: { width: 1024, height: 1024, batch_size: 1 } },
    "6": { class_type: "CLIPTextEncode", inputs: { text: "", clip: ["4", 1] } },
    "7": { class_type: "CLIPTextEncode", inputs: { text: "", clip: ["4", 1] } },
    "8": { class_type: "VAEDecode", inputs: { samples: ["3", 0], vae: ["4", 2] } },
    "9": { class_type: "SaveImage", inputs: { filename_prefix: "", images: ["8", 0] } },
  },
  slots: {
    prompt: { node: "6", input: "text" },
    negative: { node: "7", input: "text" },
    seed: { node: "3", input: "seed" },
    steps: { node: "3", input: "steps" },
    guidance: { node: "3", input: "cfg" },
    width: { node: "5", input: "width" },
    height: { node: "5", input: "height" },
    checkpoint: { node: "4", input: "ckpt_name" },
    prefix: { node: "9", input: "filename_prefix" },
    output: "9",
  },
};
