// The newest round of faces of an avatar, as far as it has come.
import { z } from "zod";
import type { Language } from "../../texts/texts.ts";
import { texts } from "../../texts/texts.ts";
import type { AppContext } from "../context.ts";
import { OPEN_JOB_STATES } from "../vendor-job/load-job.ts";
import type { Card } from "../view.ts";

const Face = z.object({
  number: z.number(),
  state: z.string(),
  assetId: z.string().nullable(),
  imageKey: z.string().nullable(),
  thumbnailKey: z.string().nullable(),
  synthetic: z.boolean(),
  error: z.string().nullable(),
});

export const FaceRound = z.object({
  avatar: z.string(),
  name: z.string(),
  setId: z.string().nullable(),
  /** The face that is the avatar's reference now. */
  chosenAssetId: z.string().nullable(),
  faces: z.array(Face),
});
export type FaceRoundValue = z.output<typeof FaceRound>;

interface Faced {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly referenceAssetId: string | null;
}

export async function loadFaceRound(context: Pick<AppContext, "database">, avatar: Faced): Promise<FaceRoundValue> {
  const { prisma } = context.database;
  const newest = await prisma.vendorJob.findFirst({
    where: { avatarId: avatar.id, purpose: "face" },
    orderBy: { createdAt: "desc" },
    select: { setId: true },
  });
  const jobs = newest?.setId
    ? await prisma.vendorJob.findMany({
        where: { setId: newest.setId },
        include: { asset: true },
        orderBy: { position: "asc" },
      })
    : [];
  return {
    avatar: avatar.slug,
    name: avatar.name,
    setId: newest?.setId ?? null,
    chosenAssetId: avatar.referenceAssetId,
    faces: jobs.map((job) => ({
      number: job.position + 1,
      state: job.state,
      assetId: job.assetId,
      imageKey: job.asset?.storageKey ?? null,
      thumbnailKey: job.asset?.thumbnailKey ?? null,
      synthetic: job.asset?.synthetic ?? false,
      error: job.error,
    })),
  };
}

export function faceRoundCard(round: FaceRoundValue, language: Language): Card {
  const words = texts(language);
  const open = round.faces.filter(({ state }) => (OPEN_JOB_STATES as readonly string[]).includes(state));
  const done = round.faces.length - open.length;
  const failed = round.faces.filter(({ state, error }) => error !== null && state !== "planned");
  const again = { label: words.identity.moreFaces, command: "face.create", input: { avatar: round.avatar } };
  if (round.faces.length === 0) {
    return { title: words.identity.noFaces(round.name), buttons: [{ ...again, style: "primary" as const }] };
  }
  return {
    title: open.length === 0 ? words.identity.chooseFace(round.name) : words.identity.makingFaces(round.name),
    ...(failed.length > 0 ? { tone: "warning" as const, text: failed.map(({ error }) => error).join(" ") } : {}),
    progress: { done, total: round.faces.length, label: words.identity.facesProgress(done, round.faces.length) },
    images: round.faces.flatMap((face) => faceImage(face, round, language)),
    ...(open.length === 0 ? { buttons: [again] } : {}),
    ...(round.faces.some(({ synthetic }) => synthetic) ? { note: words.common.offlineNote } : {}),
    live: {
      topic: `set:${round.setId}`,
      command: "face.show",
      input: { avatar: round.avatar },
      finished: open.length === 0,
    },
  };
}

function faceImage(face: FaceRoundValue["faces"][number], round: FaceRoundValue, language: Language) {
  if (!face.imageKey) return [];
  const words = texts(language).identity;
  const isChosen = face.assetId === round.chosenAssetId;
  return [
    {
      key: face.imageKey,
      ...(face.thumbnailKey ? { thumbnailKey: face.thumbnailKey } : {}),
      alt: words.faceTitle(round.name, face.number),
      caption: isChosen ? words.chosenFace(face.number) : words.face(face.number),
      ...(isChosen
        ? {}
        : {
            buttons: [
              {
                label: words.pickFace(face.number),
                command: "face.pick",
                input: { avatar: round.avatar, number: face.number },
                style: "primary" as const,
              },
            ],
          }),
    },
  ];
}
