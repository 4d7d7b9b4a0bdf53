// Builds ZIP files field by field, so that tests can make each of them lie.
import { crc32, deflateRawSync } from "node:zlib";

export interface ZipPart {
  readonly name: string | Buffer;
  readonly content?: Uint8Array;
  /** 8 packs the content, 0 stores it; others are only claimed. */
  readonly method?: number;
  /** What the directory claims, where it is not the truth. */
  readonly claims?: {
    readonly packedBytes?: number;
    readonly bytes?: number;
    readonly crc?: number;
    readonly offset?: number;
    readonly method?: number;
  };
  readonly flags?: number;
  /** Unix type and permissions. */
  readonly mode?: number;
  /** The name in front of the content, where it differs. */
  readonly localName?: string;
}

export interface ZipClaims {
  readonly count?: number;
  readonly directoryOffset?: number;
  readonly comment?: Buffer;
}

const UTF8_NAMES = 0x800;

export function zipFile(parts: readonly ZipPart[], claims: ZipClaims = {}): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const content = Buffer.from(part.content ?? []);
    const method = part.method ?? 0;
    const packed = method === 8 ? deflateRawSync(content) : content;
    const facts = { method, crc: crc32(content), packedBytes: packed.length, bytes: content.length };
    const local = Buffer.concat([localHeader(part, facts), packed]);
    directory.push(directoryEntry(part, { ...facts, offset, ...part.claims }));
    pieces.push(local);
    offset += local.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(claims.count ?? parts.length, 8);
  end.writeUInt16LE(claims.count ?? parts.length, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(claims.directoryOffset ?? offset, 16);
  const comment = claims.comment ?? Buffer.alloc(0);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...pieces, index, end, comment]);
}

interface Facts {
  readonly method: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly bytes: number;
}

function localHeader(part: ZipPart, facts: Facts): Buffer {
  const name = Buffer.from(part.localName ?? part.name);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  writeFacts(header, 6, part, facts, name.length);
  return Buffer.concat([header, name]);
}

function directoryEntry(part: ZipPart, facts: Facts & { readonly offset: number }): Buffer {
  const name = Buffer.from(part.name);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  // Made by Unix, so that the mode counts.
  header.writeUInt16LE((3 << 8) | 20, 4);
  header.writeUInt16LE(20, 6);
  writeFacts(header, 8, part, facts, name.length);
  header.writeUInt32LE(((part.mode ?? 0o100644) << 16) >>> 0, 38);
  header.writeUInt32LE(facts.offset, 42);
  return Buffer.concat([header, name]);
}

/** Flags to name length: laid out alike in both headers. */
function writeFacts(header: Buffer, at: number, part: ZipPart, facts: Facts, nameLength: number): void {
  header.writeUInt16LE(UTF8_NAMES | (part.flags ?? 0), at);
  header.writeUInt16LE(facts.method, at + 2);
  header.writeUInt32LE(facts.crc, at + 8);
  header.writeUInt32LE(facts.packedBytes, at + 12);
  header.writeUInt32LE(facts.bytes, at + 16);
  header.writeUInt16LE(nameLength, at + 20);
}
