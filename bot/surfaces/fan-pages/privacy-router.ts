// What is kept and for how long, and how far a deletion has come: for anybody, without a log-in.
import { type Request, type Response, Router } from "express";
import type { App } from "../../../agents/commands/app.ts";
import { deletionStatus } from "../../../agents/commands/erasure/deletion-request.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { PERSONAL_CLASSES, RETENTION_DAYS } from "../../../agents/domain/trust/retention.ts";
import { texts } from "../../../agents/texts/texts.ts";
import { type Html, html, sendPage } from "../../http/page.ts";
import { languageOf } from "../../http/request-facts.ts";
import { FAN_STYLE_PATH } from "./fan-pages-style.ts";

const head = html`<link rel="stylesheet" href="${FAN_STYLE_PATH}">`;

export function privacyRouter(app: App): Router {
  const router = Router();
  router.get("/", (request, response) => {
    const language = languageOf(request);
    const words = texts(language).privacy.page;
    sendPage(response, { language, title: words.title, head, body: privacyBody(words) });
  });
  router.get("/deletion/:code", async (request, response) => {
    const status = await callInternal(app.context, deletionStatus, { code: String(request.params.code).slice(0, 80) });
    if (status === null) response.status(404);
    if (request.accepts(["html", "json"]) === "json") {
      response.setHeader("Cache-Control", "no-store");
      response.json(status === null ? { state: "unknown" } : { confirmation_code: request.params.code, state: status });
      return;
    }
    sendStatus(request, response, status);
  });
  return router;
}

function privacyBody(words: ReturnType<typeof texts>["privacy"]["page"]): Html {
  const kept: readonly (readonly [string, string])[] = [
    ...PERSONAL_CLASSES.map((each) => [words.kept[each], words.days(RETENTION_DAYS[each])] as const),
    [words.profile, words.untilErased],
    [words.ledger, words.asLawAsks],
    [words.locks, words.asLongAsNeeded],
  ];
  return html`<main class="notice">
<h1>${words.title}</h1>
<p>${words.intro}</p>
<p>${words.ai}</p>
<h2>${words.keptTitle}</h2>
<dl>${kept.map(([what, howLong]) => html`<dt>${what}</dt><dd class="soft">${howLong}</dd>`)}</dl>
<h2>${words.notTitle}</h2>
<p>${words.not}</p>
<h2>${words.howTitle}</h2>
<ul>${words.how.map((way) => html`<li>${way}</li>`)}</ul>
</main>`;
}

function sendStatus(
  request: Request,
  response: Response,
  status: Awaited<ReturnType<typeof deletionStatus.run>>,
): void {
  const language = languageOf(request);
  const words = texts(language).privacy.deletion;
  const body = html`<main class="notice">
<h1>${words.title}</h1>
<p role="status">${status === null ? words.unknown : words.states[status]}</p>
${status === null ? "" : html`<p class="soft">${words.code(String(request.params.code))}</p>`}
<p><a href="/privacy">${words.toPrivacy}</a></p>
</main>`;
  sendPage(response, { language, title: words.title, head, body });
}
