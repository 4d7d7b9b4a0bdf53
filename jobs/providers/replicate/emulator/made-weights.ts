// The archive an emulated training delivers: small, valid safetensors in a tar, the same for the same data set and settings.
import { createHash } from "node:crypto";
import { pack } from "tar-stream";
import { seededRandom } from "../../../../agents/kernel/random.ts";
import type { TrainingRecord } from "./job-record.ts";

const FOLDER = "output/flux_train_replicate";
const LAYERS = 2;
/** Toy width; a real one has 3072. */
const WIDTH = 8;
const F16_BYTES = 2;
/** More than anybody would read. */
const BOMB_SIZE = 0o77777777777;
/** ustar: where an entry's size and the checksum of its header are. */
const SIZE = { offset: 124, digits: 11 };
const CHECKSUM = { offset: 148, length: 8, digits: 6 };

export async function makeArchive(record: TrainingRecord): Promise<Buffer> {
  const { input, outcome } = record;
  const files = new Map<string, Buffer>([
    [`${FOLDER}/config.yaml`, Buffer.from(`trigger_word: ${input.trigger_word}\nsteps: ${input.steps}\n`)],
    [`${FOLDER}/captions/001_front.txt`, Buffer.from(`a photo of ${input.trigger_word}`)],
  ]);
  if (outcome === "bad_weights") files.set(`${FOLDER}/lora.safetensors`, Buffer.from("these are not weights at all"));
  else if (outcome !== "no_weights") files.set(`${FOLDER}/lora.safetensors`, safetensors(record));
  const archive = await tarOf(files);
  return outcome === "bomb" ? claimingTooMuch(archive) : archive;
}

async function tarOf(files: ReadonlyMap<string, Buffer>): Promise<Buffer> {
  const tar = pack();
  tar.entry({ name: `${FOLDER}/`, type: "directory", mtime: new Date(0) });
  for (const [name, bytes] of files) tar.entry({ name, mtime: new Date(0) }, bytes);
  tar.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of tar as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function safetensors({ input, dataset }: TrainingRecord): Buffer {
  const settings = [dataset, input.trigger_word, input.steps, input.lora_rank, input.learning_rate];
  const random = seededRandom(createHash("sha256").update(JSON.stringify(settings)).digest().readUInt32BE(0));
  const header: Record<string, unknown> = { __metadata__: { format: "pt" } };
  let offset = 0;
  for (let layer = 0; layer < LAYERS; layer += 1) {
    for (const [side, shape] of Object.entries({ A: [input.lora_rank, WIDTH], B: [WIDTH, input.lora_rank] })) {
      const end = offset + input.lora_rank * WIDTH * F16_BYTES;
      const name = `transformer.single_transformer_blocks.${layer}.proj_out.lora_${side}.weight`;
      header[name] = { dtype: "F16", shape, data_offsets: [offset, end] };
      offset = end;
    }
  }
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return Buffer.concat([length, json, Buffer.from(Array.from({ length: offset }, () => Math.floor(random() * 256)))]);
}

/** Its last file says that it is larger than any disk. */
function claimingTooMuch(archive: Buffer): Buffer {
  const at = archive.lastIndexOf(`${FOLDER}/lora.safetensors`);
  const header = archive.subarray(at, at + 512);
  header.write(BOMB_SIZE.toString(8).padStart(SIZE.digits, "0"), SIZE.offset, "latin1");
  header.fill(" ", CHECKSUM.offset, CHECKSUM.offset + CHECKSUM.length);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(CHECKSUM.digits, "0")}\0 `, CHECKSUM.offset, "latin1");
  return archive;
}
