/** @jsxImportSource react */
// The picture on a piece's own page.
import type { BasePropertyProps } from "adminjs";
import type { JSX } from "react";
import { usePageWords } from "./page-words.ts";

export function PiecePicture({ record }: BasePropertyProps): JSX.Element {
  const { say } = usePageWords();
  const params = record?.params ?? {};
  if (!params.pictureUrl) {
    return <p className="vb-no-picture">{params.onHold ? say("gallery.onHold") : say("gallery.noPicture")}</p>;
  }
  return (
    <figure className="vb-picture">
      <img src={String(params.pictureUrl)} alt={record?.title ?? ""} />
      {params.synthetic ? <figcaption>{say("gallery.synthetic")}</figcaption> : null}
    </figure>
  );
}
