// The copy of a file that fits a platform: made once for (file, platform, format), kept, and used by every post after that.
import { z } from "zod";
import type { FormatRules, PostFormat } from "../../domain/distribution/post-rules.ts";
import type { PostItem } from "../../domain/distribution/preflight.ts";
import { contentHash } from "../../domain/trust/approval.ts";
import { AppError } from "../../kernel/errors.ts";
import { sha256 } from "../../kernel/secret.ts";
import type { AppContext } from "../context.ts";
import { hashStored } from "../storage/hash-stored.ts";

/** What the rows know of an approved file. */
export interface SourceFile {
  readonly id: string;
  readonly storageKey: string;
  readonly contentType: string;
  readonly sha256: string;
  readonly renditions: unknown;
}

export interface Rendition extends PostItem {
  readonly key: string;
}

interface Purpose {
  readonly platform: string;
  readonly format: PostFormat;
  readonly rules: FormatRules;
}

const Made = z.object({
  key: z.string(),
  sha256: z.string(),
  /** Of the rules it was made for: when they change, it is made anew. */
  rules: z.string(),
  contentType: z.string(),
  bytes: z.number(),
  width: z.number(),
  height: z.number(),
  durationMs: z.number().optional(),
  videoCodec: z.string().optional(),
  framesPerSecond: z.number().optional(),
});
type Made = z.output<typeof Made>;

/** @throws AppError `refused` where the file is not the one that was approved, `invalid_input` where it cannot be read */
export async function renditionOf(
  context: AppContext,
  source: SourceFile,
  purpose: Purpose,
  signal: AbortSignal,
): Promise<Rendition> {
  const kind = source.contentType.startsWith("video/") ? "video" : "image";
  const picture = kind === "image" ? (await context.ports.store.get(source.storageKey)).bytes : null;
  await requireApprovedFile(context, source, picture);
  const { durationMs, videoCodec, framesPerSecond, ...made } =
    (await findMade(context, source, purpose)) ?? (await make(context, source, picture, purpose, signal));
  return {
    kind,
    key: made.key,
    contentType: made.contentType,
    bytes: made.bytes,
    width: made.width,
    height: made.height,
    marked: true,
    ...(durationMs === undefined ? {} : { durationMs }),
    ...(videoCodec === undefined ? {} : { videoCodec }),
    ...(framesPerSecond === undefined ? {} : { framesPerSecond }),
  };
}

/** Approved was this file, not its name; and it has to say that it was made by AI (trust C6, C19). */
async function requireApprovedFile(
  { ports: { media, store } }: AppContext,
  source: SourceFile,
  picture: Uint8Array | null,
): Promise<void> {
  const key = source.storageKey;
  const read = (start: number, end: number) => store.read(key, { start, end });
  const marked = picture
    ? await media.hasSyntheticMark(picture)
    : await media.hasClipMark(read, (await store.head(key)).bytes);
  if (!marked) throw new AppError("refused", "The file lost its mark.", { reason: "mark_missing" });
  const hash = picture ? sha256(picture) : await hashStored(store, key);
  if (hash === source.sha256) return;
  throw new AppError("refused", "The file was changed after its approval.", { reason: "file_changed" });
}

const nameOf = ({ platform, format }: Purpose) => `${platform}_${format}`;
const rulesHash = ({ rules }: Purpose) => contentHash({ picture: rules.picture, clip: rules.clip }).slice(0, 16);

/** null: there is none for these rules, or its file is not what was kept. */
async function findMade({ ports }: AppContext, source: SourceFile, purpose: Purpose): Promise<Made | null> {
  const known = z.record(z.string(), z.unknown()).catch({}).parse(source.renditions)[nameOf(purpose)];
  const made = Made.safeParse(known);
  if (!made.success || made.data.rules !== rulesHash(purpose)) return null;
  // The source was looked at a moment ago.
  if (made.data.key === source.storageKey) return made.data;
  const isThere = await ports.store.exists(made.data.key);
  return isThere && (await hashStored(ports.store, made.data.key)) === made.data.sha256 ? made.data : null;
}

async function make(
  context: AppContext,
  source: SourceFile,
  picture: Uint8Array | null,
  purpose: Purpose,
  signal: AbortSignal,
): Promise<Made> {
  const key = source.storageKey.replace(/\.\w+$/, `-${nameOf(purpose)}.${picture ? "jpg" : "mp4"}`);
  const made = picture
    ? await makePicture(context, picture, key, purpose)
    : await makeClip(context, source, key, purpose, signal);
  const record = { [nameOf(purpose)]: { ...made, rules: rulesHash(purpose) } };
  await context.database.prisma.$executeRaw`
    UPDATE "Asset" SET renditions = renditions || ${JSON.stringify(record)}::jsonb WHERE id = ${source.id}`;
  return { ...made, rules: rulesHash(purpose) };
}

async function makePicture(
  { ports }: AppContext,
  picture: Uint8Array,
  key: string,
  { rules }: Purpose,
): Promise<Omit<Made, "rules">> {
  if (!rules.picture) throw notTaken("image");
  const { bytes, contentType, width, height } = await ports.media.rendition(picture, rules.picture);
  if (!(await ports.media.hasSyntheticMark(bytes))) {
    throw new AppError("internal", "The platform's copy lost its mark.", { reason: "mark_missing" });
  }
  await ports.store.put(key, bytes, contentType);
  return { key, sha256: sha256(bytes), contentType, bytes: bytes.byteLength, width, height };
}

async function makeClip(
  { ports: { media, store } }: AppContext,
  source: SourceFile,
  key: string,
  { rules: { clip: rules } }: Purpose,
  signal: AbortSignal,
): Promise<Omit<Made, "rules">> {
  if (!rules) throw notTaken("video");
  return await media.clipRendition(store.stream(source.storageKey), rules, signal, async (clip) => {
    const { isSource, stream, ...facts } = clip;
    if (isSource) return { ...facts, key: source.storageKey, sha256: source.sha256 };
    const stored = await store.putStream(key, stream(), facts.contentType, { maxBytes: rules.maxBytes });
    return { ...facts, key, sha256: stored.sha256 };
  });
}

function notTaken(kind: string): AppError {
  return new AppError("refused", `The format takes no ${kind}.`, { reason: "item_kind" });
}
