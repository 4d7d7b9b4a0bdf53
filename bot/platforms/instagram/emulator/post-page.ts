// The page behind an emulated post's permalink, so that "see the post" shows the post.
import { pipeline, Readable } from "node:stream";
import { Router } from "express";
import { texts } from "../../../../agents/texts/texts.ts";
import { html, sendPage } from "../../../http/page.ts";
import { languageOf } from "../../../http/request-facts.ts";
import type { Emulation } from "./emulation.ts";
import { piecesOnShelf } from "./picture-shelf.ts";
import type { EmulatedPost } from "./state.ts";

/** What the shelf keeps them by. */
function filesOf({ containerId, children }: EmulatedPost): readonly string[] {
  return children && children.length > 0 ? children : [containerId];
}

function shownFile({ shortcode, altText, caption, media }: EmulatedPost, index: number) {
  const place = index === 0 ? "" : `-${index + 1}`;
  return media?.[index]?.kind === "video"
    ? html`<p><video src="${shortcode}/clip${place}.mp4" controls width="100%"></video></p>`
    : html`<p><img src="${shortcode}/picture${place}.jpg" alt="${altText ?? caption}" width="100%"></p>`;
}

export function postPages(emulation: Emulation): Router {
  const router = Router();
  const find = (shortcode: unknown) =>
    [...emulation.state.posts.values()].find((candidate) => candidate.shortcode === shortcode);
  // The items of a carousel by their place: "picture-2.jpg".
  router.get("/:shortcode/:name", (request, response, next) => {
    const post = find(request.params.shortcode);
    const [, item = "1", ending] = /^(?:picture|clip)(?:-(\d+))?\.(jpg|mp4)$/.exec(request.params.name) ?? [];
    const id = post && filesOf(post)[Number(item) - 1];
    const size = id === undefined ? 0 : emulation.pictures.size(id);
    if (id === undefined || size === 0 || !ending) return next();
    response.type(ending).setHeader("Content-Length", size);
    // Whoever closes the page hangs up in the middle.
    pipeline(Readable.from(piecesOnShelf(emulation.pictures, id)), response, () => undefined);
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
      ${filesOf(post).map((_, index) => shownFile(post, index))}
      <p class="tags">${label}</p>
      <p>${post.caption}</p>
      <p class="hint">${words.emulatedNote}</p>
    </main>`;
    sendPage(response, { language, title: `@${username}`, body });
  });
  return router;
}
