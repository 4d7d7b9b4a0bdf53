// The worker an emulated GPU host runs: strict about its input, able to answer in every shape and with every failure.
import { createHash } from "node:crypto";
import { z } from "zod";
import { drawPicture } from "../../../emulator/draw-picture.ts";

const side = z.number().int().min(256).max(2_048).multipleOf(8);

export const StrictWorkerInput = z.strictObject({
  prompt: z.string().min(1),
  negative_prompt: z.string(),
  seed: z.number().int().min(0).max(4_294_967_295),
  width: side,
  height: side,
  steps: z.number().int().min(1).max(100),
  guidance: z.number().min(0).max(30),
  lora: z.strictObject({ reference: z.url(), scale: z.number().min(-2).max(2) }).optional(),
  reference_image_base64: z.base64().min(1).optional(),
});
type StrictWorkerInput = z.output<typeof StrictWorkerInput>;

/** How it answers: by the contract, or as workers do that are older than it. */
export type WorkerShape = "contract" | "data_uri" | "objects" | "links" | "image_url" | "message";
export type WorkerFailure = "refused" | "no_output" | "broken_data" | "wrong_type" | "foreign_output" | "raises_nsfw";
export type WorkerOutcome = WorkerShape | WorkerFailure | "raises" | "never_finishes";

export interface WorkerRun {
  readonly input: StrictWorkerInput;
  readonly outcome: WorkerOutcome;
}

/** What the job ends with when the worker raised, or null. */
export function raisedBy(raw: unknown, outcome: WorkerOutcome): string | null {
  const parsed = StrictWorkerInput.safeParse(raw);
  if (!parsed.success) return `input: ${parsed.error.issues[0]?.path.join(".")}: ${parsed.error.issues[0]?.message}`;
  if (outcome === "raises") return "RuntimeError: CUDA error: an illegal memory access was encountered";
  return outcome === "raises_nsfw" ? "ValueError: the safety checker found NSFW content" : null;
}

/** @param link where the picture can be fetched */
export async function outputOf({ input, outcome }: WorkerRun, link: string): Promise<object> {
  const told = { model: "sdxl-worker:1.2", parameters: input };
  const data = async () => (await drawn({ input, outcome })).toString("base64");
  const shapes: Readonly<Record<string, () => Promise<object> | object>> = {
    data_uri: async () => ({ images: [`data:image/png;base64,${await data()}`], ...told }),
    objects: async () => ({ images: [{ filename: "a.png", type: "base64", data: await data() }] }),
    links: () => ({ images: [{ url: link }], ...told }),
    image_url: () => ({ image_url: link, refresh_worker: false }),
    message: async () => ({ status: "success", message: await data() }),
    refused: () => ({ refused: "nsfw" }),
    no_output: () => ({ images: [], ...told }),
    broken_data: () => ({ images: ["iVBORw0K%%%"], ...told }),
    wrong_type: () => ({ images: [Buffer.from("<html>an error page</html>").toString("base64")], ...told }),
    foreign_output: () => ({ images: ["http://169.254.169.254/latest/meta-data.png"], ...told }),
  };
  return shapes[outcome]?.() ?? { images: [await data()], ...told };
}

export async function drawn({ input }: WorkerRun): Promise<Buffer> {
  const { reference_image_base64: face, ...rest } = input;
  const faceDigest = face && createHash("sha256").update(face).digest("hex");
  return drawPicture([rest, faceDigest], input).png({ compressionLevel: 3 }).toBuffer();
}
