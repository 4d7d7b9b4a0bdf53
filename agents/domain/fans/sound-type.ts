// What kind of sound a file is, by its first bytes: what platforms record and send as voice notes.

const SIGNS: readonly { readonly type: string; readonly at: number; readonly text: string }[] = [
  { type: "audio/ogg", at: 0, text: "OggS" },
  { type: "audio/mpeg", at: 0, text: "ID3" },
  { type: "audio/mpeg", at: 0, text: "\xff\xfb" },
  { type: "audio/mpeg", at: 0, text: "\xff\xf3" },
  { type: "audio/mpeg", at: 0, text: "\xff\xf2" },
  { type: "audio/mp4", at: 4, text: "ftyp" },
  { type: "audio/wav", at: 8, text: "WAVE" },
  { type: "audio/webm", at: 0, text: "\x1a\x45\xdf\xa3" },
];

/** null: none that a voice note comes in. */
export function soundTypeOf(bytes: Uint8Array): string | null {
  const found = SIGNS.find(({ at, text }) =>
    [...text].every((sign, index) => bytes[at + index] === sign.charCodeAt(0)),
  );
  return found?.type ?? null;
}
