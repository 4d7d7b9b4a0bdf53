import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import {
  inspectSafetensors,
  SAFETENSORS_HEAD_BYTES,
  SAFETENSORS_HEADER_MAX_BYTES,
  type SafetensorsProblem,
} from "./safetensors.ts";
import { loraFile, type SafetensorsParts, safetensorsFile } from "./testing/safetensors-file.ts";

const inspect = (file: Uint8Array) => inspectSafetensors(file.subarray(0, SAFETENSORS_HEAD_BYTES), file.length);
const tensor = (start: number, end: number, changes: object = {}) => ({
  dtype: "U8",
  shape: [end - start],
  data_offsets: [start, end],
  ...changes,
});

describe("a safetensors file", () => {
  it("of a trainer is told apart: tensors, rank, base model", () => {
    expect(inspect(loraFile({ layers: 3, rank: 16 }))).toEqual({
      ok: true,
      tensors: 6,
      ranks: 16,
      baseModel: "flux1",
      metadata: { ss_base_model_version: "flux1", format: "pt" },
    });
  });

  it("is judged by its head alone", () => {
    const file = loraFile({ layers: 4, rank: 64, width: 3_072 });
    const headerLength = Number(file.readBigUInt64LE(0));
    expect(inspectSafetensors(file.subarray(0, 8 + headerLength), file.length)).toMatchObject({ ok: true, tensors: 8 });
    expect(inspectSafetensors(file.subarray(0, 100), file.length)).toEqual({ ok: false, reason: "header_missing" });
  });

  it("may come in any order, hold empty and single numbers, pad its header, and know every type", () => {
    const header = {
      c: tensor(4, 12, { dtype: "F64", shape: [] }),
      a: tensor(0, 4, { dtype: "F32", shape: [1, 1] }),
      b: tensor(4, 4, { dtype: "BF16", shape: [0, 7] }),
    };
    expect(inspect(safetensorsFile({ header, dataBytes: 12 }))).toEqual({ ok: true, tensors: 3, metadata: {} });
    const padded = `${JSON.stringify(header)}     `;
    expect(inspect(safetensorsFile({ header: padded, dataBytes: 12 }))).toMatchObject({ ok: true });
    const kohya = { "lora_unet_double_blocks_0.lora_down.weight": tensor(0, 64, { shape: [8, 8] }) };
    expect(inspect(safetensorsFile({ header: kohya, dataBytes: 64 }))).toMatchObject({ ok: true, ranks: 8 });
    const named = { __metadata__: { "modelspec.architecture": "flux-1-dev/lora" }, a: tensor(0, 1) };
    expect(inspect(safetensorsFile({ header: named, dataBytes: 1 }))).toMatchObject({ baseModel: "flux-1-dev/lora" });
  });

  it("may have a header of 640 bytes, which begins like a pickle", () => {
    const header = JSON.stringify({ a: tensor(0, 4) }).padEnd(0x280, " ");
    const file = safetensorsFile({ header, dataBytes: 4 });
    expect([file[0], file[1]]).toEqual([0x80, 0x02]);
    expect(inspect(file)).toMatchObject({ ok: true });
  });

  const bad: readonly [string, SafetensorsProblem, SafetensorsParts][] = [
    ["no tensors", "no_tensors", { header: {}, dataBytes: 0 }],
    ["only metadata", "no_tensors", { header: { __metadata__: { a: "b" } }, dataBytes: 0 }],
    ["a header that is no JSON", "header_not_json", { header: "{oops", dataBytes: 0 }],
    ["a header that is longer than its JSON", "header_not_json", { header: '{"a":1}\u0000', dataBytes: 0 }],
    ["a tensor that is no tensor", "header_shape", { header: { a: 1 }, dataBytes: 0 }],
    ["a field too many", "header_shape", { header: { a: tensor(0, 4, { url: "x" }) }, dataBytes: 4 }],
    ["metadata that is no text", "header_shape", { header: { __metadata__: { a: 1 }, a: tensor(0, 4) }, dataBytes: 4 }],
    ["an offset below zero", "header_shape", { header: { a: tensor(-4, 0) }, dataBytes: 4 }],
    ["half an offset", "header_shape", { header: { a: tensor(0, 4.5) }, dataBytes: 4 }],
    ["a side below zero", "header_shape", { header: { a: tensor(0, 4, { shape: [-2, -2] }) }, dataBytes: 4 }],
    ["an unknown type", "unknown_dtype", { header: { a: tensor(0, 4, { dtype: "OBJECT" }) }, dataBytes: 4 }],
    ["a type every object has", "unknown_dtype", { header: { a: tensor(0, 4, { dtype: "toString" }) }, dataBytes: 4 }],
    ["data beyond its end", "outside_file", { header: { a: tensor(0, 5) }, dataBytes: 4 }],
    ["a range backwards", "outside_file", { header: { a: tensor(4, 0, { shape: [4] }) }, dataBytes: 4 }],
    ["fewer bytes than its shape", "size_mismatch", { header: { a: tensor(0, 4, { shape: [5] }) }, dataBytes: 4 }],
    [
      "a shape beyond numbers",
      "size_mismatch",
      {
        header: { a: tensor(0, 4, { shape: [2 ** 50, 2 ** 50, 2 ** 50] }) },
        dataBytes: 4,
      },
    ],
    ["tensors that share bytes", "overlap", { header: { a: tensor(0, 4), b: tensor(3, 8) }, dataBytes: 8 }],
    ["the same bytes twice", "overlap", { header: { a: tensor(0, 8), b: tensor(0, 8) }, dataBytes: 8 }],
    ["bytes before the first tensor", "gap", { header: { a: tensor(1, 4) }, dataBytes: 4 }],
    ["bytes between tensors", "gap", { header: { a: tensor(0, 4), b: tensor(5, 8) }, dataBytes: 8 }],
    ["bytes behind the last tensor", "gap", { header: { a: tensor(0, 4) }, dataBytes: 900 }],
    [
      "a header beyond its end",
      "header_outside_file",
      { header: { a: tensor(0, 4) }, dataBytes: 4, headerLength: 900n },
    ],
    [
      "a header above the limit",
      "header_too_large",
      {
        header: { a: tensor(0, 4) },
        dataBytes: 4,
        headerLength: BigInt(SAFETENSORS_HEADER_MAX_BYTES + 1),
      },
    ],
    [
      "a header of 2^64 bytes",
      "header_too_large",
      {
        header: { a: tensor(0, 4) },
        dataBytes: 4,
        headerLength: 2n ** 64n - 1n,
      },
    ],
  ];
  it.each(bad)("with %s is refused: %s", (_what, reason, parts) => {
    expect(inspect(safetensorsFile(parts))).toEqual({ ok: false, reason });
  });

  it("with a header that is not UTF-8 is refused", () => {
    const file = safetensorsFile({ header: { abcd: tensor(0, 4) }, dataBytes: 4 });
    file[11] = 0xff;
    expect(inspect(file)).toEqual({ ok: false, reason: "header_not_json" });
  });

  it("with a header nested deeper than any program follows is refused, not a crash", () => {
    const deep = `{"a":${"[".repeat(2_000_000)}`;
    expect(inspect(safetensorsFile({ header: deep, dataBytes: 4 }))).toEqual({ ok: false, reason: "header_not_json" });
  });

  it("with a second file behind it, as an archive is read from its end, is refused", () => {
    const file = Buffer.concat([loraFile(), Buffer.from("PK\u0003\u0004archive")]);
    expect(inspect(file)).toEqual({ ok: false, reason: "gap" });
  });

  const others: readonly [string, SafetensorsProblem, Uint8Array][] = [
    ["a pickle", "pickle", Buffer.from("\u0080\u0004\u0095\u001a\0\0\0\0\0\0\0\u008c\u0008builtins", "latin1")],
    ["an old pickle", "pickle", Buffer.from("cos\nsystem\n(S'id'\ntR.")],
    ["a PyTorch file", "zip", Buffer.from("PK\u0003\u0004\u0014\0\0\0\0\0\0\0archive/data.pkl")],
    ["a GGUF model", "other_format", Buffer.from("GGUF\u0003\0\0\0\0\0\0\0\0\0\0\0")],
    ["a packed file", "other_format", Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2])],
    ["a Keras file", "other_format", Buffer.from("\u0089HDF\r\n\u001a\n\0\0\0\0", "latin1")],
    ["a web page", "header_missing", Buffer.from("<!doctype html><title>Not found</title>")],
    ["noise", "header_missing", deflateSync(Buffer.alloc(300, "noise"))],
    ["nothing", "header_missing", new Uint8Array()],
    ["three bytes", "header_missing", Buffer.from([1, 2, 3])],
  ];
  it.each(others)("is not %s: %s", (_what, reason, bytes) => {
    expect(inspect(bytes)).toEqual({ ok: false, reason });
  });
});
