import { pack } from "tar-stream";
import { describe, expect, it } from "vitest";
import { readLoraWeights } from "./lora-weights.ts";

describe("the archive of a training", () => {
  const safetensors = (header: string, declared = header.length) => {
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(declared));
    return Buffer.concat([length, Buffer.from(header), Buffer.alloc(64, 1)]);
  };
  const weights = safetensors('{"__metadata__":{}}');
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
    const long = `output/${"captions/".repeat(15)}001.txt`;
    const archive = await tarOf(["a.txt", Buffer.from("a")], [long, Buffer.from("b")], [name, weights], ["z", weights]);
    const read = readLoraWeights(archive);
    expect(read.state === "read" && Buffer.from(read.weights).equals(weights)).toBe(true);
    expect(readLoraWeights(await tarOf(["lora.safetensors", weights])).state).toBe("read");
  });

  it("is refused with its reason", async () => {
    const reasonOf = (archive: Buffer) => {
      const read = readLoraWeights(archive);
      return read.state === "failed" ? read.reason : read.state;
    };
    const whole = await tarOf([name, weights]);
    const damaged = Buffer.from(whole);
    damaged[0] = 1;
    expect(reasonOf(await tarOf(["not-lora.safetensors", weights]))).toBe("no_weights");
    expect(reasonOf(await tarOf([name, Buffer.alloc(0)]))).toBe("not_safetensors");
    expect(reasonOf(await tarOf([name, safetensors("[]")]))).toBe("not_safetensors");
    expect(reasonOf(await tarOf([name, safetensors("not json")]))).toBe("not_safetensors");
    expect(reasonOf(await tarOf([name, safetensors("{}", 9_999)]))).toBe("not_safetensors");
    expect(reasonOf(await tarOf([name, safetensors("{}", 11 * 1024 * 1024)]))).toBe("not_safetensors");
    expect(reasonOf(damaged)).toBe("broken_archive");
    expect(reasonOf(whole.subarray(0, 560))).toBe("broken_archive");
    expect(reasonOf(Buffer.from("<html>an error page</html>"))).toBe("no_weights");
    expect(reasonOf(Buffer.alloc(0))).toBe("no_weights");
  });
});
