// What lies there after a day of downtime: approved pieces of every kind and their posts, all of them due since yesterday.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type pg from "pg";
import sharp from "sharp";
import { contentHash } from "../../../agents/domain/trust/approval.ts";
import { DAY_MS } from "../../../agents/kernel/clock.ts";
import { sha256 } from "../../../agents/kernel/secret.ts";
import { publishPost } from "../../../agents/work-orders/publish-post.ts";
import { testClip } from "../../../bot/platforms/instagram/testing/test-clip.ts";
import { media } from "../../../jobs/providers/media/media.ts";

type Kind = "image" | "carousel" | "story" | "video";

export interface Place {
  readonly pool: pg.Pool;
  readonly dataDir: string;
  readonly avatarId: string;
}

export interface File {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly width: number;
  readonly height: number;
}

/** Out of ten pieces: mostly single pictures. */
const KINDS: readonly Kind[] = [
  "image",
  "image",
  "carousel",
  "image",
  "story",
  "image",
  "image",
  "video",
  "image",
  "image",
];
const SLIDES = 2;

/** @returns how many posts there are to go out */
export async function stagePosts(place: Place, pieces: number): Promise<number> {
  const { pool } = place;
  await stagePieces(place, pieces);
  const { rowCount } = await pool.query(
    `INSERT INTO "ScheduledPost" (id, "pieceId", "accountId", state, "dueAt", caption, "contentHash", "updatedAt")
     SELECT 'pst_proof_' || a.number || '_' || p.number, p.id, a.id, 'scheduled', $1, p.caption, p."approvedHash", $1
     FROM "Piece" p, (SELECT id, row_number() OVER (ORDER BY handle) AS number FROM "Account") a`,
    [new Date(Date.now() - DAY_MS)],
  );
  await pool.query(
    `INSERT INTO "Outbox" (id, name, queue, payload, "dedupeKey", "availableAt")
     SELECT 'obx_' || id, $1, $2, jsonb_build_object('postId', id), id, "dueAt" FROM "ScheduledPost"`,
    [publishPost.name, publishPost.queue],
  );
  return rowCount ?? 0;
}

/** Approved ones, numbered from 1, of an avatar that has none. */
export async function stagePieces(place: Place, pieces: number): Promise<void> {
  const { pool, avatarId } = place;
  const next = pieces + 1;
  await pool.query(`UPDATE "Avatar" SET state = 'active', "nextPieceNumber" = $2 WHERE id = $1`, [avatarId, next]);
  const clip = await clipFile();
  for (let number = 1; number <= pieces; number += 1) await addPiece(place, number, clip, KINDS[number % KINDS.length]);
}

/** An approved one. @param clip of the kind "video" */
export async function addPiece(place: Place, number: number, clip: File, kind: Kind = "image"): Promise<void> {
  const { pool, avatarId } = place;
  const pieceId = `pce_proof_${number}`;
  const caption = `The light at number ${number} #photo`;
  const files = kind === "video" ? [clip] : await picturesOf(kind, number);
  const assets = await Promise.all(files.map((file, index) => addFile(place, `ast_proof_${number}_${index}`, file)));
  const slides = kind === "carousel" ? { slides: assets.map(({ hash }) => hash) } : {};
  const approvedHash = contentHash({ pieceId, fileSha256: assets[0]?.hash ?? "", caption, ...slides });
  await pool.query(
    `INSERT INTO "Piece" (id, "avatarId", number, kind, state, "templateKey", prompt, seed, tier, caption, "assetId",
       "approvedHash", "updatedAt")
     VALUES ($1, $2, $3, $4::"PieceKind", 'approved', 'proof', 'proof', $3, 'safe', $5, $6, $7, now())`,
    [pieceId, avatarId, number, kind, caption, assets[0]?.id, approvedHash],
  );
  if (kind !== "carousel") return;
  for (const [position, { id }] of assets.entries()) {
    await pool.query(
      `INSERT INTO "VendorJob" (id, "avatarId", kind, purpose, state, request, "pieceId", position, "assetId", "updatedAt")
       VALUES ($1, $2, 'image', 'content', 'succeeded', '{}', $3, $4, $5, now())`,
      [`job_${id}`, avatarId, pieceId, position, id],
    );
  }
}

async function addFile({ pool, dataDir, avatarId }: Place, id: string, file: File) {
  const { bytes, contentType, width, height } = file;
  const [kind = "", type = ""] = contentType.split("/");
  const key = `avatars/proof/${id}.${type === "jpeg" ? "jpg" : type}`;
  const target = path.join(dataDir, "media", key);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, bytes);
  const hash = sha256(bytes);
  await pool.query(
    `INSERT INTO "Asset" (id, "avatarId", kind, "storageKey", "contentType", bytes, width, height, sha256, provider, model,
       prompt, parameters, labelled)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'proof', 'proof', 'proof', '{}', true)`,
    [id, avatarId, kind, key, contentType, bytes.length, width, height, hash],
  );
  return { id, hash };
}

function picturesOf(kind: Kind, number: number): Promise<readonly File[]> {
  const count = kind === "carousel" ? SLIDES : 1;
  return Promise.all(Array.from({ length: count }, (_, slide) => picture(number * 10 + slide)));
}

/** Each of another colour, so that no two posts show the same. */
async function picture(number: number): Promise<File> {
  const background = { r: number % 256, g: Math.floor(number / 256) * 40, b: 120 };
  const bare = await sharp({ create: { width: 640, height: 960, channels: 3, background } })
    .png()
    .toBuffer();
  return await media.label(bare);
}

/** Fit as it is: how clips are made to fit is not the question here. */
async function clipFile(): Promise<File> {
  const size = { width: 360, height: 640 };
  return { bytes: await media.labelVideo(await testClip(size)), contentType: "video/mp4", ...size };
}
