// The nodes the emulated server has installed, as /object_info describes them: what goes in, what comes out.

export type InputSpec =
  | { readonly kind: "link"; readonly type: string }
  | { readonly kind: "number"; readonly whole: boolean; readonly least: number; readonly most: number }
  | { readonly kind: "text" }
  | { readonly kind: "choice"; readonly options: readonly string[] }
  /** A file of that folder under models/. */
  | { readonly kind: "model"; readonly folder: string }
  /** A file that was uploaded. */
  | { readonly kind: "upload" };

export interface NodeClass {
  readonly inputs: Readonly<Record<string, InputSpec>>;
  readonly outputs: readonly string[];
  readonly isOutput?: boolean;
}

const link = (type: string): InputSpec => ({ kind: "link", type });
const whole = (least: number, most: number): InputSpec => ({ kind: "number", whole: true, least, most });
const float = (least: number, most: number): InputSpec => ({ kind: "number", whole: false, least, most });
const choice = (...options: string[]): InputSpec => ({ kind: "choice", options });
const model = (folder: string): InputSpec => ({ kind: "model", folder });
const TEXT: InputSpec = { kind: "text" };
/** Beyond what JavaScript counts exactly. */
const SEED_MOST = 2 ** 64;

export const NODE_CLASSES: Readonly<Record<string, NodeClass>> = {
  CheckpointLoaderSimple: { inputs: { ckpt_name: model("checkpoints") }, outputs: ["MODEL", "CLIP", "VAE"] },
  LoraLoader: {
    inputs: {
      model: link("MODEL"),
      clip: link("CLIP"),
      lora_name: model("loras"),
      strength_model: float(-100, 100),
      strength_clip: float(-100, 100),
    },
    outputs: ["MODEL", "CLIP"],
  },
  CLIPTextEncode: { inputs: { text: TEXT, clip: link("CLIP") }, outputs: ["CONDITIONING"] },
  EmptyLatentImage: {
    inputs: { width: whole(16, 16_384), height: whole(16, 16_384), batch_size: whole(1, 4_096) },
    outputs: ["LATENT"],
  },
  KSampler: {
    inputs: {
      model: link("MODEL"),
      seed: whole(0, SEED_MOST),
      steps: whole(1, 10_000),
      cfg: float(0, 100),
      sampler_name: choice("euler", "euler_ancestral", "dpmpp_2m", "dpmpp_2m_sde", "ddim"),
      scheduler: choice("simple", "sgm_uniform", "karras", "exponential", "normal"),
      positive: link("CONDITIONING"),
      negative: link("CONDITIONING"),
      latent_image: link("LATENT"),
      denoise: float(0, 1),
    },
    outputs: ["LATENT"],
  },
  VAEDecode: { inputs: { samples: link("LATENT"), vae: link("VAE") }, outputs: ["IMAGE"] },
  LoadImage: { inputs: { image: { kind: "upload" } }, outputs: ["IMAGE", "MASK"] },
  SaveImage: { inputs: { images: link("IMAGE"), filename_prefix: TEXT }, outputs: [], isOutput: true },
  PulidModelLoader: { inputs: { pulid_file: model("pulid") }, outputs: ["PULID"] },
  PulidEvaClipLoader: { inputs: {}, outputs: ["EVA_CLIP"] },
  PulidInsightFaceLoader: { inputs: { provider: choice("CPU", "CUDA", "ROCM") }, outputs: ["FACEANALYSIS"] },
  ApplyPulid: {
    inputs: {
      model: link("MODEL"),
      pulid: link("PULID"),
      eva_clip: link("EVA_CLIP"),
      face_analysis: link("FACEANALYSIS"),
      image: link("IMAGE"),
      method: choice("fidelity", "style", "neutral"),
      weight: float(-1, 5),
      start_at: float(0, 1),
      end_at: float(0, 1),
    },
    outputs: ["MODEL"],
  },
};

/** Files the emulated server has, by folder. */
export const MODEL_FILES: Readonly<Record<string, readonly string[]>> = {
  checkpoints: ["sd_xl_base_1.0.safetensors", "realvis_xl.safetensors"],
  loras: ["luna.safetensors", "film_grain.safetensors"],
  pulid: ["ip-adapter_pulid_sdxl_fp16.safetensors"],
};
