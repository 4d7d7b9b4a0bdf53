import { describe, expect, it } from "vitest";
import { AppError } from "../../../../agents/kernel/errors.ts";
import type { ImageRequest } from "../../../../agents/ports/image-generator.ts";
import type { VendorAnswer } from "../../vendor-http.ts";
import { builtInWorkflows, ownWorkflow } from "./choose-workflow.ts";
import { MODEL_FILES, NODE_CLASSES } from "./emulator/node-classes.ts";
import { validateGraph } from "./emulator/validate-graph.ts";
import { fillWorkflow, slotValues } from "./fill-workflow.ts";
import { promptError } from "./prompt-error.ts";
import { parseWorkflow } from "./workflow.ts";
import { IDENTITY } from "./workflows/identity.ts";
import { TEXT_TO_IMAGE } from "./workflows/text-to-image.ts";
import { withLora } from "./workflows/with-lora.ts";

const REQUEST: ImageRequest = {
  prompt: "adult woman in a linen shirt",
  negative: "blurry",
  seed: 7,
  aspectRatio: "1:1",
  parameters: { steps: 20_000, guidance: -1 },
};
const LORA = { reference: "luna.safetensors", scale: 9 };
const FACE = { bytes: new Uint8Array(4), contentType: "image/png" };
const installed = { classes: NODE_CLASSES, models: MODEL_FILES, hasUpload: (name: string) => name === "face.png" };
const files = {
  checkpoint: "sd_xl_base_1.0.safetensors",
  identityModel: "ip-adapter_pulid_sdxl_fp16.safetensors",
  reference: "face.png",
  prefix: "a",
};

describe("the built-in workflows", () => {
  it.each([
    ["words", TEXT_TO_IMAGE, REQUEST],
    ["words and a LoRA", withLora(TEXT_TO_IMAGE), { ...REQUEST, lora: LORA }],
    ["a face", IDENTITY, { ...REQUEST, reference: FACE }],
    ["a face and a LoRA", withLora(IDENTITY), { ...REQUEST, lora: LORA, reference: FACE }],
  ])("take %s", (_what, template, request) => {
    expect(builtInWorkflows(true).choose(request)).toEqual(template);
    expect(parseWorkflow(template)).toEqual(template);
    const graph = fillWorkflow(template, slotValues(request), files);
    expect(validateGraph(graph, installed)).toBeNull();
    // Values stay within what the nodes take, and the template as it was.
    expect(graph["3"]?.inputs).toMatchObject({ steps: 10_000, cfg: 0 });
    expect(template.graph["3"]?.inputs).toMatchObject({ steps: 30, cfg: 6 });
  });
});

const own = (change: (workflow: { graph: Record<string, unknown>; slots: Record<string, unknown> }) => void) => {
  const workflow = structuredClone({ graph: { ...TEXT_TO_IMAGE.graph }, slots: { ...TEXT_TO_IMAGE.slots } });
  change(workflow);
  return workflow;
};

describe("a workflow of one's own", () => {
  it("is used as it is, where its slots are", () => {
    const workflows = ownWorkflow(own(({ slots }) => delete slots.steps));
    expect(workflows).toMatchObject({ takesLora: false, takesReference: false });
    const graph = fillWorkflow(workflows.choose(REQUEST), slotValues(REQUEST), files);
    expect(graph["3"]?.inputs).toMatchObject({ seed: 7, steps: 30 });
    expect(graph["6"]?.inputs.text).toBe(REQUEST.prompt);
  });

  it("refuses what it has no slot for, and wants the face it has one for", () => {
    const plain = ownWorkflow(TEXT_TO_IMAGE);
    expect(() => plain.choose({ ...REQUEST, lora: LORA })).toThrow(expect.objectContaining({ field: "lora" }));
    expect(() => plain.choose({ ...REQUEST, reference: FACE })).toThrow(
      expect.objectContaining({ field: "reference" }),
    );
    expect(() => ownWorkflow(IDENTITY).choose(REQUEST)).toThrow(expect.objectContaining({ field: "reference" }));
  });

  it.each<[string, unknown, string, RegExp]>([
    ["nothing", null, "workflow", /expected object/],
    ["the editor's own file", own((w) => (w.graph = { nodes: [], links: [] })), "workflow.graph", /Export \(API\)/],
    ["an empty graph", own((w) => (w.graph = {})), "workflow.graph", /empty/],
    ["a node without a class", own((w) => (w.graph["3"] = { inputs: {} })), "workflow.graph.3.class_type", /string/],
    ["no slot for the seed", own(({ slots }) => delete slots.seed), "workflow.slots.seed", /expected object/],
    ["a slot nobody knows", own(({ slots }) => (slots.sampler = "3")), "workflow.slots", /sampler/],
    [
      "a slot in no node",
      own(({ slots }) => (slots.prompt = { node: "66", input: "text" })),
      "workflow.slots.prompt",
      /no node "66"/,
    ],
    [
      "a slot in no input",
      own(({ slots }) => (slots.prompt = { node: "6", input: "words" })),
      "workflow.slots.prompt",
      /no input "words", only text, clip/,
    ],
    [
      "a slot where a link is",
      own(({ slots }) => (slots.prompt = { node: "6", input: "clip" })),
      "workflow.slots.prompt",
      /link to another node/,
    ],
    ["an output that is not there", own(({ slots }) => (slots.output = "90")), "workflow.slots.output", /no node "90"/],
  ])("says what is wrong with %s, and where", (_what, workflow, field, message) => {
    expect(() => parseWorkflow(workflow)).toThrow(expect.objectContaining({ code: "not_configured", field }));
    expect(() => parseWorkflow(workflow)).toThrow(message);
  });
});

describe("what ComfyUI says about a graph it does not take", () => {
  const answer = (body: unknown): VendorAnswer => ({ status: 400, headers: new Headers(), body: JSON.stringify(body) });
  const refused = (change: Parameters<typeof own>[0]) => {
    const { graph } = own(change);
    const filled = fillWorkflow(
      { ...TEXT_TO_IMAGE, graph: graph as typeof TEXT_TO_IMAGE.graph },
      slotValues(REQUEST),
      files,
    );
    return promptError(answer(validateGraph(filled, installed)));
  };
  const decoder = (inputs: object) => ({ class_type: "VAEDecode", inputs });

  it.each<[string, Parameters<typeof own>[0], RegExp]>([
    [
      "a link to another kind",
      (w) => (w.graph["8"] = decoder({ samples: ["4", 0], vae: ["4", 2] })),
      /VAEDecode \(node 8\): Return type mismatch.*MODEL.*LATENT/,
    ],
    [
      "a missing input",
      (w) => (w.graph["8"] = decoder({ samples: ["3", 0] })),
      /VAEDecode \(node 8\): Required input is missing: vae/,
    ],
    [
      "a link to nowhere",
      (w) => (w.graph["8"] = decoder({ samples: ["33", 0], vae: ["4", 2] })),
      /VAEDecode \(node 8\): .*inner node/,
    ],
    ["a link that is none", (w) => (w.graph["8"] = decoder({ samples: "3", vae: ["4", 2] })), /Bad linked input/],
    ["no output", (w) => delete w.graph["9"], /Prompt has no outputs/],
  ])("%s", (_what, change, message) => {
    const error = refused(change);
    expect(error).toMatchObject({ code: "provider_failed", retryable: false, reason: "http_400" });
    expect(error.message).toMatch(message);
  });

  it("names the node that an older server does not have", () => {
    const message = "Cannot execute because node ApplyPulid does not exist.";
    const error = promptError(
      answer({ error: { type: "invalid_prompt", message, details: "Node ID '#24'" }, node_errors: [] }),
    );
    expect(error).toMatchObject({ code: "not_configured", reason: "missing_node" });
    expect(error.message).toContain("ApplyPulid");
  });

  it("takes a page from something in between for what it is", () => {
    const error = promptError({ status: 400, headers: new Headers(), body: "<html>Bad Request</html>" });
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: "provider_failed", retryable: false, reason: "http_400" });
  });
});
