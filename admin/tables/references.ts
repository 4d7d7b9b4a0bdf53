// Readable names of rows that have none of their own: "luna-12", "luna-b3", "luna-d1", "@handle · name".
import { VendorJobPurpose } from "../../prisma/generated/client/client.ts";
import { holdingText } from "../adapter/from-filter.ts";
import type { Reference, Where } from "./table.ts";

const text = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");
const object = (value: unknown): Readonly<Record<string, unknown>> =>
  value !== null && typeof value === "object" ? (value as Readonly<Record<string, unknown>>) : {};

const contains = (value: string) => ({ contains: value, mode: "insensitive" });

/** "luna-b3": the avatar's slug, the letter of its kind and the number; also a slug or a number alone. */
function numbered(letter: "" | "b" | "d", column: "number" | "version"): Reference {
  const pattern = new RegExp(`^(.*?)-?${letter}?(\\d{0,9})$`);
  return {
    select: { [column]: true, avatar: { select: { slug: true } } },
    of: (row) => `${text(object(row.avatar).slug)}-${letter}${text(row[column])}`,
    find: (wanted): Where => {
      const [, slug = "", digits = ""] = pattern.exec(wanted.trim().toLowerCase()) ?? [];
      return {
        ...(slug ? { avatar: { slug: contains(slug) } } : {}),
        ...(digits ? { [column]: Number(digits) } : {}),
      };
    },
  };
}

export const pieceReference = numbered("", "number");
export const batchReference = numbered("b", "number");
export const datasetReference = numbered("d", "version");

/** A vendor job by the piece it makes, or by its place in its round: "luna-12", "luna face 2". */
export const jobReference: Reference = {
  select: {
    purpose: true,
    position: true,
    avatar: { select: { slug: true } },
    piece: { select: pieceReference.select },
  },
  of: (row) =>
    row.piece
      ? pieceReference.of(object(row.piece))
      : `${text(object(row.avatar).slug)} ${text(row.purpose)} ${Number(row.position) + 1}`,
  find: (wanted) => {
    const [slug = "", named, digits = ""] = wanted.trim().toLowerCase().split(/\s+/);
    if (!named) return { OR: [{ piece: pieceReference.find(slug) }, { avatar: { slug: contains(slug) } }] };
    // Prisma throws on a value that its enum does not have.
    const purpose = Object.values(VendorJobPurpose).find((each) => each.startsWith(named));
    return {
      avatar: { slug: contains(slug) },
      purpose: { in: purpose ? [purpose] : [] },
      ...(/^\d{1,9}$/.test(digits) ? { position: Number(digits) - 1 } : {}),
    };
  },
};

/** A file by the piece it belongs to, or by the job that made it. */
export const assetReference: Reference = {
  select: { kind: true, piece: { select: pieceReference.select }, job: { select: jobReference.select } },
  of: (row) => {
    if (row.piece) return pieceReference.of(object(row.piece));
    return row.job ? jobReference.of(object(row.job)) : text(row.kind);
  },
  find: (wanted) => ({ OR: [{ piece: pieceReference.find(wanted) }, { job: jobReference.find(wanted) }] }),
};

/** The fan's name is personal data; whoever may not read fans gets no reference of this kind. */
export const conversationReference: Reference = {
  select: { fan: { select: { displayName: true } }, account: { select: { handle: true } } },
  of: (row) => {
    const name = text(object(row.fan).displayName);
    const handle = text(object(row.account).handle);
    return name ? `${name} · @${handle}` : `@${handle}`;
  },
  // Either is found by its own index; "one or the other" would read every conversation.
  find: (wanted) => {
    const [name = "", handle] = wanted.split("@").map((part) => part.replaceAll("·", "").trim());
    return {
      ...(name || handle === undefined ? { fan: { displayName: holdingText(name, true) } } : {}),
      ...(handle ? { account: { handle: contains(handle) } } : {}),
    };
  },
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
