// The entries of a tar archive in memory, without copying: weights are hundreds of megabytes.

export interface TarEntry {
  readonly name: string;
  readonly isFile: boolean;
  /** As its header says. */
  readonly size: number;
  /** null: the archive ends before the entry does. */
  readonly bytes: Uint8Array | null;
}

const BLOCK = 512;
/** POSIX ustar header fields: offset and length. */
const FIELD = { name: [0, 100], size: [124, 12], checksum: [148, 8], type: [156, 1], prefix: [345, 155] } as const;
/** '0', or NUL in archives from before POSIX. */
const FILE_TYPES = new Set(["0", ""]);

/** Names longer than 255 characters come cut off. `broken`: what follows is no archive; nothing comes after it. */
export function* readTar(archive: Uint8Array): Generator<TarEntry | "broken"> {
  const tar = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  for (let offset = 0; offset + BLOCK <= tar.length; ) {
    const header = tar.subarray(offset, offset + BLOCK);
    if (header.every((byte) => byte === 0)) return;
    const size = octal(header, FIELD.size);
    if (size === null || octal(header, FIELD.checksum) !== checksumOf(header)) return yield "broken";
    const begin = offset + BLOCK;
    const prefix = text(header, FIELD.prefix);
    yield {
      name: prefix === "" ? text(header, FIELD.name) : `${prefix}/${text(header, FIELD.name)}`,
      isFile: FILE_TYPES.has(text(header, FIELD.type)),
      size,
      bytes: begin + size <= tar.length ? archive.subarray(begin, begin + size) : null,
    };
    offset = begin + Math.ceil(size / BLOCK) * BLOCK;
  }
}

function text(header: Buffer, [offset, length]: readonly [number, number]): string {
  const field = header.subarray(offset, offset + length).toString("utf8");
  return field.replace(/\0.*$/s, "");
}

/** null: not a number. Sizes from 8 GB on are written another way and are none here. */
function octal(header: Buffer, field: readonly [number, number]): number | null {
  const digits = text(header, field).trim();
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : null;
}

/** The sum of all bytes, those of the sum itself taken as spaces. */
function checksumOf(header: Buffer): number {
  const [begin, length] = FIELD.checksum;
  const isOwn = (index: number) => index >= begin && index < begin + length;
  return header.reduce((sum, byte, index) => sum + (isOwn(index) ? 0x20 : byte), 0);
}
