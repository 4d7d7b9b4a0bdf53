import { pack } from "tar-stream";
import { describe, expect, it } from "vitest";
import { tinySafetensors } from "../tiny-safetensors.ts";
import { readLoraWeights } from "./lora-weights.ts";

describe("the archive of a training", () => {
  const weights = Buffer.from(tinySafetensors(7));
  const tarOf = async (...files: readonly (readonly [string, Buffer])[]) => {
    const tar = pack();
    for (const [name, bytes] of files) tar.entry({ name }, bytes);
    tar.finalize();
    const chunks: Uint8Array[] = [];
    for await (const chunk of tar as AsyncIterable<Uint8Array>) chunks.push(chunk);
    return Buffer.concat(chunks);
  };
  const name = "output/flux_train_replicate/lora.safetensors";

  it("gives the weights, wherever they lie in it", async () => {
    const long = `output/${"captions/".repeat(9)}001.txt`;
    const archive = await tarOf(["a.txt", Buffer.from("a")], [long, Buffer.from("b")], [name, weights], ["z", weights]);
    const read = await readLoraWeights(archive);
    expect(read.state === "read" && Buffer.from(read.weights).equals(weights)).toBe(true);
    expect((await readLoraWeights(await tarOf(["lora.safetensors", weights]))).state).toBe("read");
  });

  it("is refused with its reason", async () => {
    const reasonOf = async (archive: Buffer) => {
      const read = await readLoraWeights(archive);
      return read.state === "failed" ? read.reason : read.state;
    };
    const whole = await tarOf([name, weights]);
    const damaged = Buffer.from(whole);
    damaged[0] = 1;
    const pickle = Buffer.concat([Buffer.from([0x80, 0x02]), Buffer.alloc(600)]);
    expect(await reasonOf(await tarOf(["not-lora.safetensors", weights]))).toBe("no_weights");
    expect(await reasonOf(await tarOf([name, Buffer.alloc(0)]))).toBe("not_safetensors");
    expect(await reasonOf(await tarOf([name, pickle]))).toBe("not_safetensors");
    expect(await reasonOf(await tarOf([name, weights.subarray(0, weights.length - 8)]))).toBe("not_safetensors");
    expect(await reasonOf(damaged)).toBe("broken_archive");
    expect(await reasonOf(whole.subarray(0, 560))).toBe("broken_archive");
  });
});
