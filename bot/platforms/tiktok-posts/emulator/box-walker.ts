// Looks at a clip while it streams by: is it an MP4 or MOV of whole parts with an index and frames, and how long does it play?
import { movieSeconds } from "../clip-facts.ts";

const HEADER_BYTES = 8;
const LONG_HEADER_BYTES = 16;
const INDEX_BYTES = 512;

export class BoxWalker {
  #offset = 0;
  #nextBoxAt = 0;
  #header = Buffer.alloc(0);
  #index = Buffer.alloc(0);
  #indexAt: number | null = null;
  readonly #types: string[] = [];
  #isBroken = false;

  feed(bytes: Uint8Array): void {
    const end = this.#offset + bytes.byteLength;
    this.#collectIndex(bytes);
    while (!this.#isBroken && this.#nextBoxAt < end) {
      this.#fillHeader(bytes, HEADER_BYTES);
      const isLong = this.#header.length === HEADER_BYTES && this.#header.readUInt32BE(0) === 1;
      if (isLong) this.#fillHeader(bytes, LONG_HEADER_BYTES);
      if (this.#header.length < (isLong ? LONG_HEADER_BYTES : HEADER_BYTES)) break;
      this.#enterBox(bytes);
    }
    this.#offset = end;
  }

  /** @param size of the whole file @returns the reason TikTok fails it for, or how long it plays (null: it does not say) */
  judge(size: number): { readonly failReason: string } | { readonly seconds: number | null } {
    const isWhole = !this.#isBroken && this.#offset === size && this.#nextBoxAt === size;
    const has = (type: string) => this.#types.includes(type);
    if (!isWhole || this.#types[0] !== "ftyp" || !has("moov") || !has("mdat"))
      return { failReason: "file_format_check_failed" };
    return { seconds: movieSeconds(this.#index) };
  }

  #fillHeader(bytes: Uint8Array, wanted: number): void {
    const from = Math.max(this.#nextBoxAt + this.#header.length - this.#offset, 0);
    this.#header = Buffer.concat([this.#header, bytes.subarray(from, from + wanted - this.#header.length)]);
  }

  #enterBox(bytes: Uint8Array): void {
    const written = this.#header.readUInt32BE(0);
    const length = written === 1 ? Number(this.#header.readBigUInt64BE(8)) : written;
    const type = this.#header.toString("latin1", 4, 8);
    // "All that follows" is no way to write a file that is sent in pieces.
    if (length < 8 || !/^[\w ]{4}$/.test(type)) this.#isBroken = true;
    this.#types.push(type);
    if (type === "moov") {
      this.#indexAt = this.#nextBoxAt;
      this.#index = Buffer.from(this.#header);
      this.#collectIndex(bytes);
    }
    this.#nextBoxAt += length;
    this.#header = Buffer.alloc(0);
  }

  #collectIndex(bytes: Uint8Array): void {
    if (this.#indexAt === null || this.#index.length >= INDEX_BYTES) return;
    const from = Math.max(this.#indexAt + this.#index.length - this.#offset, 0);
    this.#index = Buffer.concat([this.#index, bytes.subarray(from, from + INDEX_BYTES - this.#index.length)]);
  }
}
