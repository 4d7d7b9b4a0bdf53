// The page behind an emulated post's permalink, so that "see the post" shows the post.
import { Router } from "express";
import { texts } from "../../../../agents/texts/texts.ts";
import { html, sendPage } from "../../../http/page.ts";
import { languageOf } from "../../../http/request-facts.ts";
import type { Emulation } from "./emulation.ts";

export function postPages(emulation: Emulation): Router {
  const router = Router();
  const find = (shortcode: unknown) =>
    [...emulation.state.posts.values()].find((candidate) => candidate.shortcode === shortcode);
  router.get("/:shortcode/picture.jpg", (request, response, next) => {
    const post = find(request.params.shortcode);
    const picture = post && emulation.pictures.get(post.containerId);
    if (picture) response.type("image/jpeg").send(Buffer.from(picture));
    else next();
  });
  router.get("/:shortcode", (request, response, next) => {
    const post = find(request.params.shortcode);
    if (!post) {
      next();
      return;
    }
    const language = languageOf(request);
    const words = texts(language).account;
    const username = emulation.state.accounts.get(post.accountId)?.username ?? "";
    const label = post.aiGenerated ? html`<span class="tag">${words.aiLabel}</span>` : "";
    // Relative: the page may be open under another host name than the permalink has.
    const body = html`<main class="narrow">
      <h1>@${username}</h1>
      <p><img src="${post.shortcode}/picture.jpg" alt="${post.altText ?? post.caption}" width="100%"></p>
      <p class="tags">${label}</p>
      <p>${post.caption}</p>
      <p class="hint">${words.emulatedNote}</p>
    </main>`;
    sendPage(response, { language, title: `@${username}`, body });
  });
  return router;
}
