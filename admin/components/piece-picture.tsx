/** @jsxImportSource react */
// The picture or film on a piece's own page. A film is fetched when it is played.
import type { BasePropertyProps } from "adminjs";
import type { JSX } from "react";
import { usePageWords } from "./page-words.ts";

export function PiecePicture({ record }: BasePropertyProps): JSX.Element {
  const { say } = usePageWords();
  const params = record?.params ?? {};
  if (!params.pictureUrl) {
    return <p className="vb-no-picture">{params.onHold ? say("gallery.onHold") : say("gallery.noPicture")}</p>;
  }
  const title = record?.title ?? "";
  const still = params.thumbnailUrl ? { poster: String(params.thumbnailUrl) } : {};
  return (
    <figure className="vb-picture">
      {params.isFilm ? (
        <video src={String(params.pictureUrl)} {...still} aria-label={title} controls playsInline preload="none" />
      ) : (
        <img src={String(params.pictureUrl)} alt={title} />
      )}
      {params.synthetic ? <figcaption>{say("gallery.synthetic")}</figcaption> : null}
    </figure>
  );
}
