// Clips and voice are there: cut them to what platforms take, burn the words in, mark the file, record it.
import { captionTimings } from "../../domain/content/caption-timing.ts";
import { videoLimitOf } from "../../domain/content/video-limits.ts";
import { sha256 } from "../../kernel/secret.ts";
import type { AppContext } from "../context.ts";
import { settlePiece } from "../piece/settle-piece.ts";

/** Idempotent: the same parts give the same file under the same key. */
export async function assembleReelNow(context: AppContext, pieceId: string, signal: AbortSignal): Promise<void> {
  const piece = await loadReel(context, pieceId);
  if (!piece) return;
  if (!piece.assetId) await store(context, piece, signal);
  await settlePiece(context, pieceId);
}

async function loadReel(context: AppContext, id: string) {
  return await context.database.prisma.piece.findFirst({
    where: { id, kind: "video", state: { in: ["planned", "generating", "unknown"] } },
    include: {
      jobs: {
        where: { purpose: "content", state: "succeeded" },
        include: { asset: true },
        orderBy: { position: "asc" },
      },
    },
  });
}

type Reel = NonNullable<Awaited<ReturnType<typeof loadReel>>>;

async function store(context: AppContext, piece: Reel, signal: AbortSignal): Promise<void> {
  const { media, store: files } = context.ports;
  const assets = piece.jobs.flatMap(({ asset }) => asset ?? []);
  const clips = assets.filter(({ kind }) => kind === "clip");
  const voice = assets.find(({ kind }) => kind === "voice");
  const read = async (key: string) => (await files.get(key)).bytes;
  const made = await media.reel(
    {
      clips: await Promise.all(clips.map(({ storageKey }) => read(storageKey))),
      ...(voice ? { voice: await read(voice.storageKey) } : {}),
      captions: voice ? captionTimings(voice.prompt, voice.durationMs ?? 0) : [],
      aspectRatio: piece.aspectRatio,
      maxSeconds: videoLimitOf("instagram").maxSeconds,
    },
    signal,
  );
  const { poster, width, height, durationMs } = await media.lookAtVideo(made.bytes, signal);
  const base = `avatars/${piece.avatarId}/reels/${piece.id}`.toLowerCase();
  await files.put(`${base}.mp4`, made.bytes, "video/mp4");
  await files.put(`${base}-poster.jpg`, poster.bytes, poster.contentType);
  await context.database.prisma.$transaction(async (tx) => {
    const assetId = context.ids.next("asset");
    const [first] = clips;
    await tx.asset.create({
      data: {
        id: assetId,
        avatarId: piece.avatarId,
        kind: "video",
        storageKey: `${base}.mp4`,
        thumbnailKey: `${base}-poster.jpg`,
        contentType: "video/mp4",
        bytes: made.bytes.byteLength,
        width,
        height,
        durationMs,
        sha256: sha256(made.bytes),
        synthetic: assets.some(({ synthetic }) => synthetic),
        provider: first?.provider ?? "",
        model: first?.model ?? "",
        prompt: piece.prompt,
        seed: piece.seed,
        // What it was cut from, each with its own cost: the reel itself costs nothing more.
        parameters: {
          clips: clips.map(({ id }) => id),
          voice: voice?.id ?? null,
          isCut: made.isCut,
          reducedCaptions: made.reducedCaptions,
        },
        labelled: true,
        createdAt: context.clock.now(),
      },
    });
    const kept = await tx.piece.updateMany({ where: { id: piece.id, assetId: null }, data: { assetId } });
    // Another run was faster; its asset stands, and the file is the same.
    if (kept.count === 0) await tx.asset.delete({ where: { id: assetId } });
  });
}
