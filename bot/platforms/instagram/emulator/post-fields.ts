// Readable fields of containers and posts, and where a container stands by the clock.
import { DAY_MS } from "../../../../agents/kernel/clock.ts";
import type { Emulation } from "./emulation.ts";
import { graphTime } from "./object-fields.ts";
import type { EmulatedContainer, EmulatedPost } from "./state.ts";

export type ContainerStatus = "IN_PROGRESS" | "FINISHED" | "PUBLISHED" | "ERROR" | "EXPIRED";
type Fields = Readonly<Record<string, () => unknown>>;

export function containerStatus({ state, clock }: Emulation, container: EmulatedContainer): ContainerStatus {
  const nowMs = clock.now().getTime();
  if (state.postOf(container.id)) return "PUBLISHED";
  if (nowMs - container.createdAtMs >= DAY_MS) return "EXPIRED";
  if (nowMs < container.readyAtMs) return "IN_PROGRESS";
  return container.failure === null ? "FINISHED" : "ERROR";
}

export function containerFields(emulation: Emulation, container: EmulatedContainer): Fields {
  const status = () => containerStatus(emulation, container);
  return {
    id: () => container.id,
    status_code: status,
    status: () =>
      status() === "ERROR" ? `Error: Media upload has failed with error code ${container.failure}` : status(),
    video_status: () => ({
      uploading_phase: {
        status: container.upload ? "in_progress" : "complete",
        bytes_transferred: emulation.pictures.size(container.id),
      },
      processing_phase: { status: status() === "IN_PROGRESS" ? "not_started" : "complete" },
    }),
  };
}

/** A page of the emulator's own: an address at instagram.com would lead to nothing, or to somebody else. */
export function permalink(emulation: Emulation, post: EmulatedPost): string {
  return `${emulation.baseUrl()}/p/${post.shortcode}`;
}

const PRODUCT_TYPES = { image: "FEED", carousel: "FEED", story: "STORY", video: "REELS" } as const;

function mediaType({ format, media }: EmulatedPost): string {
  if (format === "carousel") return "CAROUSEL_ALBUM";
  return media?.[0]?.kind === "video" ? "VIDEO" : "IMAGE";
}

function mediaUrl(emulation: Emulation, post: EmulatedPost): string {
  return `${permalink(emulation, post)}/${mediaType(post) === "VIDEO" ? "clip.mp4" : "picture.jpg"}`;
}

export function postFields(emulation: Emulation, post: EmulatedPost): Fields {
  return {
    id: () => post.id,
    caption: () => (post.format === "story" ? undefined : post.caption),
    media_type: () => mediaType(post),
    media_product_type: () => PRODUCT_TYPES[post.format ?? "image"],
    media_url: () => (post.format === "carousel" ? undefined : mediaUrl(emulation, post)),
    children: () => (post.children ? { data: post.children.map((id) => ({ id })) } : undefined),
    alt_text: () => post.altText,
    permalink: () => permalink(emulation, post),
    shortcode: () => post.shortcode,
    timestamp: () => graphTime(post.atMs),
    username: () => emulation.state.accounts.get(post.accountId)?.username,
    is_ai_generated: () => post.aiGenerated,
    like_count: () => 0,
    comments_count: () => 0,
  };
}
