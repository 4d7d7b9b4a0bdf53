// GET /media/<key>: stored files by signed link, or for a logged-in operator (trust T16).
import { Router } from "express";
import type { App } from "../../agents/commands/app.ts";
import { callInternal } from "../../agents/commands/internal.ts";
import { readMedia } from "../../agents/commands/media/read.ts";
import { AppError } from "../../agents/kernel/errors.ts";
import { texts } from "../../agents/texts/texts.ts";
import type { Mount } from "./mount.ts";
import { languageOf } from "./request-facts.ts";
import { loadSession } from "./session-guard.ts";

/** Anything else is offered as a download and never shown as part of our site. */
const SHOWN = /^(image\/(png|jpeg|webp|gif|avif)|video\/(mp4|webm)|audio\/(mpeg|mp4|ogg|wav|x-wav))$/;

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
    const file = await callInternal(app.context, readMedia, { key, access });
    const shown = SHOWN.test(file.contentType);
    response.setHeader("Content-Type", shown ? file.contentType : "application/octet-stream");
    response.setHeader("Content-Disposition", shown ? "inline" : "attachment");
    response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
    response.setHeader("Cache-Control", isLink ? "private, max-age=300" : "private, max-age=86400");
    // Platforms fetch signed links from their own origin.
    if (isLink) response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    response.end(file.bytes);
  });
  return { path: "/media", load: () => router };
}
