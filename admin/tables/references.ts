// Readable names of rows that have none of their own: "luna-12", "luna-b3", "@handle · name".
import type { Reference, Where } from "./table.ts";

const text = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");
const object = (value: unknown): Readonly<Record<string, unknown>> =>
  value !== null && typeof value === "object" ? (value as Readonly<Record<string, unknown>>) : {};

const contains = (value: string) => ({ contains: value, mode: "insensitive" });

/** "luna-12": the avatar's slug and the number; also a slug or a number alone. */
function numbered(separator: string): Reference {
  return {
    select: { number: true, avatar: { select: { slug: true } } },
    of: (row) => `${text(object(row.avatar).slug)}${separator}${text(row.number)}`,
    find: (wanted): Where => {
      const [, slug = "", digits = ""] = /^(.*?)-?b?(\d{0,9})$/.exec(wanted.trim().toLowerCase()) ?? [];
      return {
        ...(slug ? { avatar: { slug: contains(slug) } } : {}),
        ...(digits ? { number: Number(digits) } : {}),
      };
    },
  };
}

export const pieceReference = numbered("-");
/** A file by the piece it belongs to. */
export const assetReference: Reference = {
  select: { kind: true, piece: { select: pieceReference.select } },
  of: (row) => (row.piece ? pieceReference.of(object(row.piece)) : text(row.kind)),
  find: (wanted) => ({ piece: pieceReference.find(wanted) }),
};

export const batchReference = numbered("-b");

/** The fan's name is personal data; whoever may not read fans gets no reference of this kind. */
export const conversationReference: Reference = {
  select: { fan: { select: { displayName: true } }, account: { select: { handle: true } } },
  of: (row) => {
    const name = text(object(row.fan).displayName);
    const handle = text(object(row.account).handle);
    return name ? `${name} · @${handle}` : `@${handle}`;
  },
  find: (wanted) => ({
    OR: [{ fan: { displayName: contains(wanted) } }, { account: { handle: contains(wanted.replace(/^@/, "")) } }],
  }),
};

/** "Starter set $29.99" */
export const offerReference: Reference = {
  select: { layer: true, priceUsd: true, pack: { select: { name: true } } },
  of: (row) => `${text(object(row.pack).name) || text(row.layer)} $${String(row.priceUsd)}`,
  find: (wanted) => ({ pack: { name: contains(wanted.replace(/ \$.*$/, "")) } }),
};

export const postReference: Reference = {
  select: {
    piece: { select: { number: true, avatar: { select: { slug: true } } } },
    account: { select: { handle: true } },
  },
  of: (row) => `${pieceReference.of(object(row.piece))} @${text(object(row.account).handle)}`,
  find: (wanted) => ({ piece: pieceReference.find(wanted.split(" ")[0] ?? "") }),
};
