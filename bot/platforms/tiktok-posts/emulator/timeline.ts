// Where a post of the emulated TikTok stands by the clock, and what TikTok has to tell of it by now.
import { HOUR_MS } from "../../../../agents/kernel/clock.ts";
import type { Emulation } from "./emulation.ts";
import type { EmulatedPublish } from "./state.ts";

export const UPLOAD_LIFETIME_MS = HOUR_MS;

export interface Standing {
  readonly status: "PROCESSING_UPLOAD" | "PROCESSING_DOWNLOAD" | "SEND_TO_USER_INBOX" | "PUBLISH_COMPLETE" | "FAILED";
  readonly failReason?: string;
  /** Seen by everybody, under its id. */
  readonly isPublic: boolean;
  readonly completeAtMs: number | null;
}

export function standingOf({ clock, rules }: Emulation, publish: EmulatedPublish): Standing {
  const { takenAtMs, source, mode, failReason, privacy, canceledAtMs } = publish;
  const nowMs = clock.now().getTime();
  const working = source === "file" ? "PROCESSING_UPLOAD" : "PROCESSING_DOWNLOAD";
  if (canceledAtMs !== null)
    return { status: "FAILED", failReason: "publish_cancelled", isPublic: false, completeAtMs: null };
  const completeAtMs = takenAtMs === null ? null : takenAtMs + rules.processingMs;
  if (completeAtMs === null || nowMs < completeAtMs) return { status: working, isPublic: false, completeAtMs };
  if (failReason !== null) return { status: "FAILED", failReason, isPublic: false, completeAtMs };
  if (mode === "inbox") return { status: "SEND_TO_USER_INBOX", isPublic: false, completeAtMs };
  const isPublic = privacy === "PUBLIC_TO_EVERYONE" && nowMs >= completeAtMs + rules.moderationMs;
  return { status: "PUBLISH_COMPLETE", isPublic, completeAtMs };
}

/** Tells what came true since the last time, each once. */
export function tellWhatHappened(emulation: Emulation): void {
  for (const publish of emulation.state.publishes.values()) {
    for (const [event, content] of eventsOf(publish, standingOf(emulation, publish))) {
      if (emulation.state.told.has(`${publish.id} ${event}`)) continue;
      emulation.webhooks.tell(publish.accountId, event, content, { type: "told", publishId: publish.id, event });
    }
  }
}

function eventsOf(publish: EmulatedPublish, { status, failReason, isPublic }: Standing): [string, object][] {
  const frame = {
    publish_id: publish.id,
    publish_type: publish.mode === "direct" ? "DIRECT_PUBLISH" : "INBOX_SHARE",
  };
  if (status === "FAILED") return [["post.publish.failed", { ...frame, reason: failReason }]];
  if (status === "SEND_TO_USER_INBOX") return [["post.publish.inbox_delivered", frame]];
  if (status !== "PUBLISH_COMPLETE") return [];
  const done: [string, object][] = [["post.publish.complete", frame]];
  if (isPublic) done.push(["post.publish.publicly_available", { ...frame, post_id: publish.videoId }]);
  return done;
}
