// Tells audio that can be played from a mere beginning of it, by the bytes.

/** MPEG Layer III bit rates in kbit/s by the header's index: MPEG-1, then MPEG-2 and 2.5 (ISO 11172-3, 13818-3). */
const BIT_RATES = [
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
] as const;
const SAMPLE_RATES = [44_100, 48_000, 32_000] as const;
/** By the header's two version bits: 2.5, reserved, 2, 1. */
const RATE_DIVISORS = [4, null, 2, 1] as const;
const LAYER_III = 1;
/** Encoders that stream write sizes like these, before they know better. */
const UNKNOWN_SIZES_FROM = 0x7fff_0000;
/** "data" */
const DATA = 0x6461_7461;
/** "ID3" */
const TAG = 0x49_4433;

export function isWholeSpeech(bytes: Uint8Array, contentType: "audio/mpeg" | "audio/wav"): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return contentType === "audio/wav" ? hasSamples(view) : hasWholeFrame(view);
}

function hasSamples(view: DataView): boolean {
  const data = dataChunkOf(view);
  if (!data) return false;
  const present = view.byteLength - data.offset;
  const isUnknown = data.size === 0 || data.size >= UNKNOWN_SIZES_FROM;
  return present > 0 && (isUnknown || data.size <= present);
}

/** Where a WAV file's samples begin, and how many bytes of them it promises. */
export function dataChunkOf(view: DataView): { readonly offset: number; readonly size: number } | null {
  for (let at = 12; at + 8 <= view.byteLength; ) {
    const size = view.getUint32(at + 4, true);
    if (view.getUint32(at) === DATA) return { offset: at + 8, size };
    at += 8 + size + (size % 2);
  }
  return null;
}

function hasWholeFrame(view: DataView): boolean {
  for (let at = tagLength(view); at + 4 <= view.byteLength; at += 1) {
    const length = frameLength(view.getUint32(at));
    if (length !== null && at + length <= view.byteLength) return true;
  }
  return false;
}

/** An ID3v2 tag states its size in four times seven bits. */
function tagLength(view: DataView): number {
  if (view.byteLength < 10 || view.getUint32(0) >>> 8 !== TAG) return 0;
  return 10 + [6, 7, 8, 9].reduce((size, at) => size * 128 + (view.getUint8(at) & 0x7f), 0);
}

function frameLength(header: number): number | null {
  const divisor = RATE_DIVISORS[(header >>> 19) & 3] ?? null;
  const sampleRate = SAMPLE_RATES[(header >>> 10) & 3];
  const isFrame = header >>> 21 === 0x7ff && ((header >>> 17) & 3) === LAYER_III;
  if (!isFrame || divisor === null || sampleRate === undefined) return null;
  const kilobits = BIT_RATES[divisor === 1 ? 0 : 1][(header >>> 12) & 15];
  if (!kilobits) return null;
  const samplesPerByte = divisor === 1 ? 144 : 72;
  return Math.floor((samplesPerByte * kilobits * 1_000 * divisor) / sampleRate) + ((header >>> 9) & 1);
}
