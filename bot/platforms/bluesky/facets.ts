// Bluesky finds neither hashtags nor addresses in a text: they are marked by byte, or they are not links.

export interface Facet {
  readonly index: { readonly byteStart: number; readonly byteEnd: number };
  readonly features: readonly (
    | { readonly $type: "app.bsky.richtext.facet#tag"; readonly tag: string }
    | { readonly $type: "app.bsky.richtext.facet#link"; readonly uri: string }
  )[];
}

/** Lexicon app.bsky.richtext.facet: a tag without its # has at most 64 graphemes. */
const TAG = /(?<=^|\s)#([\p{L}\p{M}\p{N}_]{1,64})/gu;
const LINK = /(?<=^|\s|\()https?:\/\/[^\s)]*[^\s).,;:!?]/gu;

export function facetsOf(text: string): readonly Facet[] {
  const tags = [...text.matchAll(TAG)]
    .filter(([, tag = ""]) => !/^\d+$/.test(tag))
    .map((found) => facet(text, found, { $type: "app.bsky.richtext.facet#tag", tag: found[1] ?? "" }));
  const links = [...text.matchAll(LINK)].map((found) =>
    facet(text, found, { $type: "app.bsky.richtext.facet#link", uri: found[0] }),
  );
  return [...tags, ...links].toSorted((one, other) => one.index.byteStart - other.index.byteStart);
}

function facet(text: string, { 0: match, index }: RegExpExecArray, feature: Facet["features"][number]): Facet {
  const byteStart = Buffer.byteLength(text.slice(0, index));
  return { index: { byteStart, byteEnd: byteStart + Buffer.byteLength(match) }, features: [feature] };
}
