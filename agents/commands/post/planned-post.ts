// A post before the yes: as what it goes out, what is done to its files so that they fit, and how they look.
import { aspectName, type Mend, mendsOf, rulesBehind, type SourceItem } from "../../domain/distribution/mends.ts";
import type { PostFormat } from "../../domain/distribution/post-rules.ts";
import { POST_RULES } from "../../domain/distribution/rules/index.ts";
import { type Texts, texts } from "../../texts/texts.ts";
import type { Estimate } from "../command.ts";
import type { CommandContext } from "../context.ts";
import type { FoundPiece } from "../piece/find-piece.ts";
import { pieceImages, summarisePiece } from "../piece/piece-card.ts";
import { slidesOf } from "../piece/slides.ts";
import { publicCaption, taggedCaption } from "./public-caption.ts";

const BYTES_PER_MEGABYTE = 1_000_000;

export async function plannedPost(
  context: CommandContext,
  piece: FoundPiece,
  platform: string,
): Promise<Required<Pick<Estimate, "lines" | "images">>> {
  const { language } = context.actor;
  const words = texts(language);
  const files = await sourceItems(context, piece);
  const taken = POST_RULES[platform]?.formats[piece.kind as PostFormat];
  const rules = taken && rulesBehind(taken, files[0]);
  const changes = files.flatMap((file, index) => {
    const mends = rules ? mendsOf(file, rules) : [];
    if (mends.length === 0) return [];
    const said = mends.map((mend) => mendWords(mend, words)).join(", ");
    return [files.length > 1 ? `${words.publishing.itemOf(index + 1, files.length)} ${said}` : said];
  });
  const format = words.publishing.formats[piece.kind as PostFormat];
  const { publishers } = context.ports;
  const tagged = taggedCaption(publishers, platform, piece);
  const caption = publicCaption(publishers[platform], piece.avatar.languages, tagged);
  const showsCaption = rules === undefined || rules.caption !== null;
  return {
    lines: [
      { label: words.publishing.format, value: files.length > 1 ? `${format} (${files.length})` : format },
      { label: words.account.caption, value: showsCaption ? caption : words.publishing.captionNotShown },
      ...(changes.length > 0 ? [{ label: words.publishing.changes, value: changes.join("; ") }] : []),
    ],
    images: pieceImages(summarisePiece(piece), language).map(({ buttons: _buttons, ...image }) => image),
  };
}

async function sourceItems(context: CommandContext, piece: FoundPiece): Promise<readonly SourceItem[]> {
  const keys = slidesOf(piece).map(({ storageKey }) => storageKey);
  const slides = await context.database.prisma.asset.findMany({ where: { storageKey: { in: keys } } });
  const ofKey = keys.flatMap((key) => slides.find(({ storageKey }) => storageKey === key) ?? []);
  const assets = ofKey.length > 0 ? ofKey : [piece.asset].flatMap((asset) => asset ?? []);
  return assets.map(({ contentType, bytes, width, height, durationMs }) => ({
    kind: contentType.startsWith("video/") ? "video" : "image",
    contentType,
    bytes,
    width,
    height,
    durationMs,
  }));
}

function mendWords(mend: Mend, { publishing: { mends } }: Texts): string {
  switch (mend.code) {
    case "cut_to_shape":
      return mends.cut_to_shape(aspectName(mend.aspect));
    case "scaled":
      return mends.scaled(String(mend.width));
    case "converted":
      return mends.converted(mend.to.replace(/^.*\//, "").toUpperCase());
    case "made_smaller":
      return mends.made_smaller(String(mend.bytes / BYTES_PER_MEGABYTE));
    case "shortened":
      return mends.shortened(String(mend.seconds));
  }
}
