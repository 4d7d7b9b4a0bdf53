// What may be asked of /media, by kind; whatever the reference does not name, or not for this kind, is refused.
import { z } from "zod";
import { GraphError, invalidParameter } from "./graph-error.ts";
import type { PostFormat } from "./state.ts";

const MAX_CAPTION = 2_200;
const MAX_HASHTAGS = 30;
const MAX_MENTIONS = 20;
const MAX_ALT_TEXT = 1_000;
const CAROUSEL = { least: 2, most: 10 };

const isTrue = z.union([z.boolean(), z.enum(["true", "false"]).transform((text) => text === "true")]);
const address = z.url({ protocol: /^https?$/ });
const listOf = <Item extends z.ZodType>(item: Item, most: number) =>
  z.preprocess((value) => (typeof value === "string" ? readJson(value) : value), z.array(item).max(most));
const tag = z.strictObject({ username: z.string(), x: z.number().optional(), y: z.number().optional() });

const feed = {
  caption: z.string().default(""),
  location_id: z.string().optional(),
  collaborators: listOf(z.string(), 3).optional(),
};
const label = { is_ai_generated: isTrue.default(false) };
const altText = { alt_text: z.string().max(MAX_ALT_TEXT).optional() };
const tags = { user_tags: listOf(tag, 20).optional() };

const Image = z.strictObject({ image_url: address, ...feed, ...label, ...altText, ...tags });
const ImageChild = z.strictObject({ image_url: address, is_carousel_item: isTrue, ...altText, ...tags });
/** The clip is sent to us instead of being fetched. */
const sent = { upload_type: z.literal("resumable").optional() };
const VideoChild = z.strictObject({
  media_type: z.literal("VIDEO"),
  video_url: address.optional(),
  is_carousel_item: isTrue,
  ...sent,
});
const Reel = z.strictObject({
  media_type: z.literal("REELS"),
  video_url: address.optional(),
  ...sent,
  ...feed,
  ...label,
  ...tags,
  share_to_feed: isTrue.optional(),
  cover_url: address.optional(),
  thumb_offset: z.coerce.number().int().min(0).optional(),
  audio_name: z.string().optional(),
});
const Story = z.strictObject({
  media_type: z.literal("STORIES"),
  image_url: address.optional(),
  video_url: address.optional(),
  ...sent,
  ...label,
  ...tags,
});
const Carousel = z.strictObject({
  media_type: z.literal("CAROUSEL"),
  children: z.preprocess(readChildren, z.array(z.string())),
  ...feed,
  ...label,
});

export interface ContainerRequest {
  readonly format: PostFormat;
  readonly isCarouselItem: boolean;
  readonly imageUrl: string | null;
  readonly videoUrl: string | null;
  /** Neither address: its clip will be sent. */
  readonly isSent: boolean;
  readonly children: readonly string[];
  readonly caption: string;
  readonly altText: string | null;
  readonly aiGenerated: boolean;
  /** Milliseconds into the clip. */
  readonly thumbOffsetMs: number | null;
}

/** What any of the kinds may hold. */
interface GivenBody {
  readonly image_url?: string | undefined;
  readonly video_url?: string | undefined;
  readonly upload_type?: string | undefined;
  readonly children?: readonly string[] | undefined;
  readonly caption?: string | undefined;
  readonly alt_text?: string | undefined;
  readonly is_ai_generated?: boolean | undefined;
  readonly thumb_offset?: number | undefined;
}

/** @throws GraphError as /media refuses it */
export function readContainerBody(given: Readonly<Record<string, unknown>>): ContainerRequest {
  const schema = schemaFor(given);
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw invalidParameter(`Invalid parameter ${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
  }
  const body: GivenBody = parsed.data;
  const request: ContainerRequest = {
    format: formatOf(given),
    isCarouselItem: given.is_carousel_item !== undefined,
    imageUrl: body.image_url ?? null,
    videoUrl: body.video_url ?? null,
    isSent: body.upload_type !== undefined,
    children: body.children ?? [],
    caption: body.caption ?? "",
    altText: body.alt_text ?? null,
    aiGenerated: body.is_ai_generated ?? false,
    thumbOffsetMs: body.thumb_offset ?? null,
  };
  requireOneFile(request);
  requireCaption(request.caption);
  return request;
}

function schemaFor(given: Readonly<Record<string, unknown>>) {
  const { media_type: type, is_carousel_item: isChild } = given;
  const child = isTrue.safeParse(isChild).data === true;
  if (type === undefined) return child ? ImageChild : Image;
  if (type === "VIDEO" && child) return VideoChild;
  // Reels and stories are no part of a carousel, and single videos are reels since 2022.
  if (isChild === undefined && type === "REELS") return Reel;
  if (isChild === undefined && type === "STORIES") return Story;
  if (isChild === undefined && type === "CAROUSEL") return Carousel;
  throw new GraphError(100, "The media type is not supported here.", { subcode: 2_207_023 });
}

function formatOf({ media_type: type }: Readonly<Record<string, unknown>>): PostFormat {
  if (type === "STORIES") return "story";
  if (type === "CAROUSEL") return "carousel";
  return type === undefined ? "image" : "video";
}

function requireOneFile({ format, imageUrl, videoUrl, isSent, children }: ContainerRequest): void {
  if (format === "carousel") {
    if (children.length >= CAROUSEL.least && children.length <= CAROUSEL.most) return;
    throw new GraphError(100, "A carousel has 2 to 10 items.", { subcode: 2_207_028 });
  }
  const given = [imageUrl !== null, videoUrl !== null, isSent].filter(Boolean).length;
  if (given !== 1) throw invalidParameter("Give one of image_url, video_url and upload_type");
}

function requireCaption(caption: string): void {
  const hashtags = caption.match(/#[\p{L}\p{N}_]+/gu)?.length ?? 0;
  if (caption.length > MAX_CAPTION || hashtags > MAX_HASHTAGS) {
    throw new GraphError(36_004, "The caption was too long.", { subcode: 2_207_010 });
  }
  const mentions = caption.match(/@[\w.]+/g)?.length ?? 0;
  if (mentions > MAX_MENTIONS) throw new GraphError(100, "Too many tags.", { subcode: 2_207_040 });
}

function readChildren(value: unknown): unknown {
  return typeof value === "string" ? value.split(",").map((id) => id.trim()) : value;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text; // refused as what it is: no list
  }
}
