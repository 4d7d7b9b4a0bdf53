// The pictures of a carousel, in the order they are shown: its own, not other pieces'.
import type { FoundPiece } from "./find-piece.ts";

/** For `include`: what `slidesOf` reads. */
export const SLIDES = {
  jobs: {
    where: { kind: "image", purpose: "content", state: "succeeded" },
    select: { position: true, asset: { select: { storageKey: true, thumbnailKey: true, sha256: true } } },
    orderBy: { position: "asc" },
  },
} as const;

type Slide = NonNullable<FoundPiece["jobs"][number]["asset"]>;

/** Empty for a piece of one file. */
export function slidesOf({ kind, jobs }: Pick<FoundPiece, "kind" | "jobs">): readonly Slide[] {
  return kind === "carousel" ? jobs.flatMap(({ asset }) => asset ?? []) : [];
}
