// The same with a face to keep: PuLID for SDXL, by the nodes of github.com/cubiq/PuLID_ComfyUI. Its model goes into
// models/pulid, AntelopeV2 into models/insightface/models/antelopev2; EVA-CLIP and the face models it fetches itself.
import type { WorkflowTemplate } from "../workflow.ts";
import { TEXT_TO_IMAGE } from "./text-to-image.ts";

const { "3": sampler, ...others } = TEXT_TO_IMAGE.graph;

export const IDENTITY: WorkflowTemplate = {
  graph: {
    ...others,
    "3": { class_type: "KSampler", inputs: { ...sampler?.inputs, model: ["24", 0] } },
    "20": { class_type: "PulidModelLoader", inputs: { pulid_file: "" } },
    "21": { class_type: "PulidEvaClipLoader", inputs: {} },
    "22": { class_type: "PulidInsightFaceLoader", inputs: { provider: "CPU" } },
    "23": { class_type: "LoadImage", inputs: { image: "" } },
    "24": {
      class_type: "ApplyPulid",
      inputs: {
        model: ["4", 0],
        pulid: ["20", 0],
        eva_clip: ["21", 0],
        face_analysis: ["22", 0],
        image: ["23", 0],
        method: "fidelity",
        weight: 0.9,
        start_at: 0,
        end_at: 1,
      },
    },
  },
  slots: {
    ...TEXT_TO_IMAGE.slots,
    identityModel: { node: "20", input: "pulid_file" },
    reference: { node: "23", input: "image" },
  },
};
