// A still in H.264 written by hand: one frame of raw macroblocks, then frames that say "as before". Needs no encoder.

export interface H264Stream {
  readonly sps: Uint8Array;
  readonly pps: Uint8Array;
  /** One NAL unit a frame, the first of them a key frame. */
  readonly frames: readonly Uint8Array[];
}

export interface H264Still {
  /** Even numbers. */
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  /** Luma and both chroma values of the macroblock at column and row. */
  colourAt(column: number, row: number): readonly [number, number, number];
}

/** Macroblocks are squares of 16 pixels. */
const SIDE = 16;
const LUMA_SAMPLES = 256;
const CHROMA_SAMPLES = 64;
/** ISO/IEC 14496-10: NAL unit headers, Baseline profile at level 4.0, slice and macroblock types, 4-bit frame numbers. */
const NAL = { keyFrame: 0x65, frame: 0x41, sps: 0x67, pps: 0x68 } as const;
const PROFILE = { profile: 66, constraints: 0xc0, level: 40 } as const;
const SLICE = { P: 5, I: 7 } as const;
const I_PCM = 25;
const FRAME_NUMBERS = 16;

export function stillInH264(still: H264Still): H264Stream {
  const columns = Math.ceil(still.width / SIDE);
  const rows = Math.ceil(still.height / SIDE);
  const later = Array.from({ length: still.frames - 1 }, (_, index) => sameAgain(columns * rows, index + 1));
  return {
    sps: sequenceSet(still, columns, rows),
    pps: pictureSet(),
    frames: [keyFrame(still, columns, rows), ...later],
  };
}

function sequenceSet({ width, height }: H264Still, columns: number, rows: number): Uint8Array {
  const bits = new BitWriter();
  for (const byte of [PROFILE.profile, PROFILE.constraints, PROFILE.level]) bits.fixed(byte, 8);
  // Set 0, 4-bit frame numbers, output in coded order, one reference frame, no gaps.
  for (const value of [0, 0, 2, 1]) bits.counted(value);
  bits.fixed(0, 1);
  bits.counted(columns - 1);
  bits.counted(rows - 1);
  // Whole frames, direct inference, cropped to the size asked for (in steps of two pixels).
  bits.fixed(0b111, 3);
  for (const crop of [0, (columns * SIDE - width) / 2, 0, (rows * SIDE - height) / 2]) bits.counted(crop);
  bits.fixed(0, 1);
  return nalUnit(NAL.sps, bits);
}

function pictureSet(): Uint8Array {
  const bits = new BitWriter();
  bits.counted(0);
  bits.counted(0);
  // CAVLC, one slice group, default references, no weights, no change of quality, deblocking told in each slice.
  bits.fixed(0b00, 2);
  for (const value of [0, 0, 0]) bits.counted(value);
  bits.fixed(0b000, 3);
  for (const value of [0, 0, 0]) bits.counted(value);
  bits.fixed(0b100, 3);
  return nalUnit(NAL.pps, bits);
}

function keyFrame(still: H264Still, columns: number, rows: number): Uint8Array {
  const bits = sliceHeader(SLICE.I, 0);
  bits.counted(0);
  bits.fixed(0b00, 2);
  endSliceHeader(bits);
  for (let index = 0; index < columns * rows; index += 1) {
    const [luma, blue, red] = still.colourAt(index % columns, Math.floor(index / columns));
    bits.counted(I_PCM);
    bits.align();
    bits.bytes(new Uint8Array(LUMA_SAMPLES).fill(luma));
    bits.bytes(new Uint8Array(CHROMA_SAMPLES).fill(blue));
    bits.bytes(new Uint8Array(CHROMA_SAMPLES).fill(red));
  }
  return nalUnit(NAL.keyFrame, bits);
}

function sameAgain(macroblocks: number, number: number): Uint8Array {
  const bits = sliceHeader(SLICE.P, number % FRAME_NUMBERS);
  bits.fixed(0b000, 3);
  endSliceHeader(bits);
  bits.counted(macroblocks);
  return nalUnit(NAL.frame, bits);
}

function sliceHeader(type: number, frameNumber: number): BitWriter {
  const bits = new BitWriter();
  for (const value of [0, type, 0]) bits.counted(value);
  bits.fixed(frameNumber, 4);
  return bits;
}

/** No change of quality, no deblocking. */
function endSliceHeader(bits: BitWriter): void {
  bits.counted(0);
  bits.counted(1);
}

/** Stop bit at the end, and a 3 wherever the payload would look like a start code. */
function nalUnit(header: number, bits: BitWriter): Uint8Array {
  bits.fixed(1, 1);
  bits.align();
  const escaped: number[] = [header];
  let zeros = 0;
  for (const byte of bits.written) {
    if (zeros >= 2 && byte <= 3) {
      escaped.push(3);
      zeros = 0;
    }
    escaped.push(byte);
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return Uint8Array.from(escaped);
}

class BitWriter {
  readonly written: number[] = [];
  #current = 0;
  #filled = 0;

  fixed(value: number, length: number): void {
    for (let bit = length - 1; bit >= 0; bit -= 1) {
      this.#current = (this.#current << 1) | ((value >>> bit) & 1);
      this.#filled += 1;
      if (this.#filled < 8) continue;
      this.written.push(this.#current);
      this.#current = 0;
      this.#filled = 0;
    }
  }

  /** Exp-Golomb: as many zeros as bits follow the first one. */
  counted(value: number): void {
    const length = Math.floor(Math.log2(value + 1));
    this.fixed(0, length);
    this.fixed(value + 1, length + 1);
  }

  align(): void {
    if (this.#filled > 0) this.fixed(0, 8 - this.#filled);
  }

  bytes(values: Uint8Array): void {
    for (const value of values) this.written.push(value);
  }
}
