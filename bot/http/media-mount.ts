// GET /media/<key>: stored files by signed link, or for a logged-in operator (trust T16), whole or in parts.
import { Router } from "express";
import type { App } from "../../agents/commands/app.ts";
import { callInternal } from "../../agents/commands/internal.ts";
import { readMedia } from "../../agents/commands/media/read.ts";
import { AppError } from "../../agents/kernel/errors.ts";
import { texts } from "../../agents/texts/texts.ts";
import type { Mount } from "./mount.ts";
import { languageOf } from "./request-facts.ts";
import { sendMedia } from "./send-media.ts";
import { loadSession } from "./session-guard.ts";

/** Anything else is offered as a download and never shown as part of our site. */
const PICTURE = /^image\/(png|jpeg|webp|gif|avif)$/;
const PLAYED = /^(video\/(mp4|webm)|audio\/(mpeg|mp4|ogg|wav|x-wav))$/;
const POLICY = "default-src 'none'; sandbox";
/** Opened by itself, a film is asked for once more by the browser's own player, which a sandbox would keep out. */
const PLAYER_POLICY = "default-src 'none'; media-src 'self'";

export function mediaMount(app: App): Mount {
  const router = Router();
  router.get("/*key", async (request, response) => {
    const parts: unknown = request.params.key;
    const key = Array.isArray(parts) ? parts.join("/") : String(parts);
    const { expires, signature } = request.query;
    const isLink = typeof expires === "string" && typeof signature === "string";
    if (!isLink && !(await loadSession(app, request))) {
      const words = texts(languageOf(request)).web.http;
      throw new AppError("unauthenticated", words.loginNeeded, { remedy: words.loginNeededRemedy });
    }
    const access = isLink
      ? ({ by: "link", expires: Number(expires), signature } as const)
      : ({ by: "operator" } as const);
    const media = await callInternal(app.context, readMedia, { key, access });
    const isPlayed = PLAYED.test(media.contentType);
    const isShown = isPlayed || PICTURE.test(media.contentType);
    response.setHeader("Content-Type", isShown ? media.contentType : "application/octet-stream");
    response.setHeader("Content-Disposition", isShown ? "inline" : "attachment");
    response.setHeader("Content-Security-Policy", isPlayed ? PLAYER_POLICY : POLICY);
    response.setHeader("Cache-Control", isLink ? "private, max-age=300" : "private, max-age=86400");
    // Platforms fetch signed links from their own origin.
    if (isLink) response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    await sendMedia(request, response, media);
  });
  return { path: "/media", load: () => router };
}
