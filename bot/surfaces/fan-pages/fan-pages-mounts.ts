// What a fan opens in a browser: the page of an offer and the paid gallery, to which the token in the address is the key,
// and what is kept about people.
import { type Request, type RequestHandler, type Response, Router } from "express";
import type { App } from "../../../agents/commands/app.ts";
import { openGallery } from "../../../agents/commands/checkout/gallery.ts";
import { type OfferPage, offerPage } from "../../../agents/commands/checkout/offer-page.ts";
import { startCheckout } from "../../../agents/commands/checkout/start-checkout.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { cancelSubscription } from "../../../agents/commands/subscription/cancel-subscription.ts";
import { toAppError } from "../../../agents/kernel/errors.ts";
import { formatUsd } from "../../../agents/kernel/money.ts";
import { type Language, texts } from "../../../agents/texts/texts.ts";
import type { Mount } from "../../http/mount.ts";
import { type Html, html, sendPage } from "../../http/page.ts";
import { languageOf } from "../../http/request-facts.ts";
import { FAN_STYLE, FAN_STYLE_PATH } from "./fan-pages-style.ts";
import { galleryBody } from "./gallery-body.ts";
import { privacyRouter } from "./privacy-router.ts";
import { tokenTries } from "./token-tries.ts";

const head = html`<link rel="stylesheet" href="${FAN_STYLE_PATH}">`;

export function fanPagesMounts(app: App): readonly Mount[] {
  const tries = tokenTries(app);
  return [
    { path: FAN_STYLE_PATH, load: () => styleRouter() },
    { path: "/o", body: "form", load: () => offerRouter(app, tries) },
    { path: "/g", body: "form", load: () => galleryRouter(app, tries) },
    { path: "/privacy", load: () => privacyRouter(app) },
  ];
}

function styleRouter(): Router {
  const router = Router();
  router.get("/", (_request, response) => {
    response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
    response.type("css").send(FAN_STYLE);
  });
  return router;
}

function offerRouter(app: App, tries: RequestHandler): Router {
  const router = Router();
  router.use(tries);
  router.get("/:token", async (request, response) => {
    await showOffer(app, request, response);
  });
  router.post("/:token", async (request, response) => {
    const body = (request.body ?? {}) as Record<string, unknown>;
    try {
      const { url } = await callInternal(app.context, startCheckout, {
        token: String(request.params.token),
        adult: body.adult === "on",
      });
      response.redirect(303, url);
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code === "internal") throw thrown;
      await showOffer(app, request, response.status(error.status), error.message);
    }
  });
  return router;
}

async function showOffer(app: App, request: Request, response: Response, error?: string): Promise<void> {
  const page = await found(() => callInternal(app.context, offerPage, { token: String(request.params.token) }));
  if (page === null) return sendNotFound(request, response);
  if (page.state === "gone")
    return sendMessage(response.status(410), page.language, (words) => [words.offerGone, words.offerGoneText]);
  const words = texts(page.language).sales;
  sendPage(response, {
    language: page.language,
    title: words.offerTitle(page.avatar, page.pack),
    head,
    body: offerBody(page, error),
  });
}

function offerBody(page: Extract<OfferPage, { state: "open" }>, error: string | undefined): Html {
  const words = texts(page.language).sales;
  const price = formatUsd(page.priceCents * 10_000);
  const asked = page.quote ? words.offerQuote(page.quote.amount, page.quote.currency, price) : price;
  return html`<main class="shop">
<header><h1>${words.offerTitle(page.avatar, page.pack)}</h1><span class="price">${price}</span></header>
<div class="teasers">${page.previews.map((url) => html`<img src="${url}" alt="" width="480" height="600">`)}</div>
<form method="post" class="panel">
${error ? html`<p class="error" role="alert">${error}</p>` : ""}
<p><strong>${promiseOf(page)}</strong></p>
<p class="soft">${words.offerAi(page.avatar)}</p>
${page.needsAdult ? html`<label class="check"><input type="checkbox" name="adult" required> ${words.offerAdult}</label>` : ""}
<button type="submit">${words.offerBuy(asked)}</button>
${page.sandbox ? html`<p class="small">${words.offerSandbox}</p>` : ""}
</form></main>`;
}

function promiseOf({ language, pieces, days }: Extract<OfferPage, { state: "open" }>): string {
  const { sales, custom } = texts(language);
  if (days !== null) return custom.promise(days);
  return pieces === null ? sales.subscriptionPromise : sales.offerPieces(pieces);
}

function galleryRouter(app: App, tries: RequestHandler): Router {
  const router = Router();
  router.use(tries);
  router.get("/:token", async (request, response) => {
    const page = await found(() => callInternal(app.context, openGallery, { token: String(request.params.token) }));
    if (page === null) return sendNotFound(request, response);
    if (page.state === "open")
      return sendPage(response, { language: page.language, title: page.pack, head, body: galleryBody(page) });
    if (page.state === "closed")
      return sendMessage(response.status(410), page.language, (words) => [
        words.galleryClosed,
        words.galleryClosedText,
      ]);
    if (page.state === "making") {
      const { making, makingUntil } = texts(page.language).custom;
      const until = page.dueAt?.toLocaleDateString(page.language, { day: "numeric", month: "long", year: "numeric" });
      return sendMessage(response, page.language, () => [making, until ? makingUntil(until) : ""]);
    }
    response.setHeader("Refresh", "2");
    sendMessage(response, page.language, (words) => [words.galleryWaiting, ""]);
  });
  // The only thing a subscriber's page asks for: to end it.
  router.post("/:token", async (request, response) => {
    const token = String(request.params.token);
    const language = languageOf(request);
    try {
      await callInternal(app.context, cancelSubscription, { token });
      sendMessage(response, language, (words) => [words.subscriptionCanceled, words.subscriptionCanceledText]);
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code === "internal") throw thrown;
      if (error.code === "not_found" || error.code === "invalid_input") return sendNotFound(request, response);
      sendMessage(response.status(error.status), language, (words) => [words.cancelSubscription, error.message]);
    }
  });
  return router;
}

/** null where the token means nothing, or is no token at all: both look the same from outside. */
async function found<Page>(open: () => Promise<Page>): Promise<Page | null> {
  try {
    return await open();
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === "not_found" || error.code === "invalid_input") return null;
    throw thrown;
  }
}

function sendNotFound(request: Request, response: Response): void {
  sendMessage(response.status(404), languageOf(request), (words) => [words.pageNotFound, ""]);
}

function sendMessage(
  response: Response,
  language: Language,
  say: (words: ReturnType<typeof texts>["sales"]) => readonly [string, string],
): void {
  const [title, text] = say(texts(language).sales);
  sendPage(response, {
    language,
    title,
    head,
    body: html`<main class="narrow"><h1>${title}</h1>${text ? html`<p class="soft">${text}</p>` : ""}</main>`,
  });
}
