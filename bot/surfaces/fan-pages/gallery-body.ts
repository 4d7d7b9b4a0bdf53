// The paid gallery: pictures and nothing in their way.
import type { GalleryPage } from "../../../agents/commands/checkout/gallery.ts";
import { texts } from "../../../agents/texts/texts.ts";
import { type Html, html } from "../../http/page.ts";

type Shown = Extract<GalleryPage, { state: "open" }>["pictures"][number];

function shown({ url, width, height, poster }: Shown, alt: string): Html {
  if (poster !== undefined)
    return html`<video controls preload="none" playsinline src="${url}" poster="${poster}" width="${width}" height="${height}" aria-label="${alt}"></video>`;
  return html`<a href="${url}"><img src="${url}" width="${width}" height="${height}" loading="lazy" alt="${alt}"></a>`;
}

export function galleryBody(page: Extract<GalleryPage, { state: "open" }>): Html {
  const words = texts(page.language).sales;
  const until = page.until.toLocaleDateString(page.language, { day: "numeric", month: "long", year: "numeric" });
  const total = page.pictures.length;
  return html`<main class="gallery">
<h1>${words.offerTitle(page.avatar, page.pack)}</h1>
<p class="soft">${page.renews ? words.galleryRenews(until) : words.galleryUntil(until)} ${words.galleryAi}</p>
<div class="pictures">${page.pictures.map((picture, index) => shown(picture, words.pictureOf(index + 1, total)))}</div>
${page.renews ? html`<form method="post"><button type="submit">${words.cancelSubscription}</button></form>` : ""}
${page.sandbox ? html`<p class="small">${words.offerSandbox}</p>` : ""}
</main>`;
}
