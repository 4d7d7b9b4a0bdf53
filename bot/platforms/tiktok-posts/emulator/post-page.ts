// The page behind an emulated post's address, so that "see the post" shows that it is there.
import { Router } from "express";
import { texts } from "../../../../agents/texts/texts.ts";
import { html, sendPage } from "../../../http/page.ts";
import { languageOf } from "../../../http/request-facts.ts";
import type { Emulation } from "./emulation.ts";
import { standingOf } from "./timeline.ts";

export function postPages(emulation: Emulation): Router {
  const router = Router();
  router.get("/:handle/video/:videoId", (request, response, next) => {
    const { videoId } = request.params;
    const post = [...emulation.state.publishes.values()].find((publish) => publish.videoId === videoId);
    if (!post || !standingOf(emulation, post).isPublic) return next();
    const language = languageOf(request);
    const words = texts(language).account;
    const title = `@${emulation.state.creators.get(post.accountId)?.username ?? ""}`;
    const body = html`<main class="narrow">
      <h1>${title}</h1>
      <p class="tags">${post.aiGenerated ? html`<span class="tag">${words.aiLabel}</span>` : ""}</p>
      <p>${post.title}</p>
      <p>${post.description}</p>
      <p class="hint">${words.emulatedNote}</p>
    </main>`;
    sendPage(response, { language, title, body });
  });
  return router;
}
