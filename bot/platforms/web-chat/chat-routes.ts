// GET /c/<page>: an avatar's chat page, its stream and what its visitors send. Events go the way of every other channel's.
import { type Request, type Response, Router } from "express";
import { z } from "zod";
import type { App } from "../../../agents/commands/app.ts";
import { receiveEvents } from "../../../agents/commands/inbound/receive-events.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { type ChatPage, chatPage, PageId, WEB_PLATFORM } from "../../../agents/commands/web-chat/chat-page.ts";
import { chatThread } from "../../../agents/commands/web-chat/chat-thread.ts";
import { chatVisitor } from "../../../agents/commands/web-chat/chat-visitor.ts";
import { HOUR_MS, MINUTE_MS } from "../../../agents/kernel/clock.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import { texts } from "../../../agents/texts/texts.ts";
import { FloodLimit } from "../../http/flood-limit.ts";
import type { Mount } from "../../http/mount.ts";
import { languageOf } from "../../http/request-facts.ts";
import { originOf } from "../../http/same-origin.ts";
import { loadConsoleAssets } from "../../surfaces/web/console-assets.ts";
import { sendChatPage, sendNoChat } from "./chat-page-body.ts";
import { ChatStreams } from "./chat-streams.ts";
import { MAX_TEXT_CHARS, visitorTopic } from "./fan-channel.ts";
import { newVisitorToken, SESSION_HEADER, visitorOf, visitorToken } from "./visitor-token.ts";
import { widgetScript } from "./widget-script.ts";

/** Ours: faster than anybody types; by address for households and offices behind one. */
const FLOODS = {
  messagesOfVisitor: { most: 20, windowMs: MINUTE_MS },
  messagesOfAddress: { most: 120, windowMs: MINUTE_MS },
  sessionsOfAddress: { most: 30, windowMs: HOUR_MS },
  readsOfAddress: { most: 300, windowMs: MINUTE_MS },
} as const;

const WIDGET_SECONDS = 300;

const Message = z.object({
  id: z.uuid(),
  text: z
    .string()
    .max(MAX_TEXT_CHARS)
    .refine((text) => text.trim() !== ""),
});
const Session = z.object({ adult: z.literal(true) });
const Seq = z.coerce.number().pipe(z.int32().positive());

type OpenPage = Extract<ChatPage, { readonly portrait: unknown }>;

export function webChatMount(app: () => App): Mount {
  let streams: ChatStreams | undefined;
  return {
    path: "/c",
    body: "json",
    load: () => {
      streams ??= new ChatStreams(app().context);
      return chatRouter(app(), streams);
    },
    close: () => streams?.close(),
  };
}

function chatRouter(app: App, streams: ChatStreams): Router {
  const { context } = app;
  const floods = {
    messagesOfVisitor: new FloodLimit(context.clock, FLOODS.messagesOfVisitor),
    messagesOfAddress: new FloodLimit(context.clock, FLOODS.messagesOfAddress),
    sessionsOfAddress: new FloodLimit(context.clock, FLOODS.sessionsOfAddress),
    readsOfAddress: new FloodLimit(context.clock, FLOODS.readsOfAddress),
  };
  const within = (request: Request, rule: keyof typeof FLOODS, key: string) => {
    const retryAfterMs = floods[rule].take(key);
    if (retryAfterMs > 0) throw refusal(request, "rate_limited", "tooMany", { retryAfterMs });
  };
  const visitor = (request: Request) => {
    const visitorId = visitorOf(request, context.secrets, pageIdOf(request));
    if (visitorId === null) throw refusal(request, "unauthenticated", "session");
    return visitorId;
  };
  const look = (request: Request) => {
    const pageId = pageIdOf(request);
    return PageId.safeParse(pageId).success
      ? callInternal(context, chatPage, { pageId })
      : Promise.resolve<ChatPage>({ state: "unknown" });
  };
  const openPage = async (request: Request): Promise<OpenPage> => {
    const page = await look(request);
    if (page.state === "open" || page.state === "paused") return page;
    const words = texts(languageOf(request)).webChat;
    throw page.state === "gone"
      ? new AppError("expired", words.goneTitle, { remedy: words.goneText(page.name) })
      : new AppError("not_found", words.unknownTitle);
  };

  const router = Router();
  router.get("/:page", async (request, response) => {
    const page = await look(request);
    if (page.state === "unknown" || page.state === "gone") sendNoChat(request, response, page);
    else await sendChatPage(request, response, { page, pageId: pageIdOf(request), maxChars: MAX_TEXT_CHARS });
  });

  router.get("/:page/widget.js", async (request, response) => {
    const page = await openPage(request);
    response.setHeader("Cache-Control", `public, max-age=${WIDGET_SECONDS}`);
    response.vary("Accept-Language");
    // Meant for other sites.
    response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    response.type("text/javascript");
    const url = `${context.installation.publicUrl()}/c/${pageIdOf(request)}`;
    const { widget } = (await loadConsoleAssets()).chat;
    response.send(widgetScript(widget, url, page.name, languageOf(request)));
  });

  router.use("/:page", (request, _response, next) => {
    if (originOf(request) === "other") throw refusal(request, "forbidden", "otherSite");
    next();
  });

  router.post("/:page/session", async (request, response) => {
    within(request, "sessionsOfAddress", addressOf(request));
    await openPage(request);
    if (!Session.safeParse(request.body).success) throw refusal(request, "refused", "age");
    const token = newVisitorToken(context.ids, context.secrets, pageIdOf(request));
    answer(response.status(201), { token });
  });

  router.post("/:page/messages", async (request, response) => {
    within(request, "messagesOfAddress", addressOf(request));
    const visitorId = visitor(request);
    within(request, "messagesOfVisitor", visitorId);
    const parsed = Message.safeParse(request.body);
    if (!parsed.success) throw refusal(request, "invalid_input", "message");
    await openPage(request);
    const place = { pageId: pageIdOf(request), visitorId };
    const known = await callInternal(context, chatVisitor, place);
    if (known?.standing === "closed") throw refusal(request, "forbidden", "closed");
    const summary = await callInternal(context, receiveEvents, {
      platform: WEB_PLATFORM,
      events: [
        {
          kind: "message",
          source: `${WEB_PLATFORM}:${place.pageId}`,
          // By visitor: nobody can use up another's.
          eventId: `${visitorId}:${parsed.data.id}`,
          accountExternalId: place.pageId,
          fanExternalId: visitorId,
          at: context.clock.now(),
          messageId: parsed.data.id,
          text: parsed.data.text,
          attachments: [],
          fan: { name: "", language: languageOf(request) },
          // Without that there is no session.
          confirmedAdult: known?.isAgeKnown !== true,
        },
      ],
    });
    // The stream of a first message does not know its thread yet.
    context.ports.events.publish({ topic: visitorTopic(place.pageId, visitorId), kind: "message" });
    answer(response.status(202), { state: summary.duplicates > 0 ? "duplicate" : "received" });
  });

  router.get("/:page/messages", async (request, response) => {
    within(request, "readsOfAddress", addressOf(request));
    const visitorId = visitor(request);
    const before = Seq.safeParse(request.query.before);
    if (!before.success) throw refusal(request, "invalid_input", "message");
    const thread = await callInternal(context, chatThread, {
      pageId: pageIdOf(request),
      visitorId,
      before: before.data,
    });
    answer(response, { lines: thread?.lines ?? [], hasEarlier: thread?.hasMore ?? false });
  });

  router.get("/:page/events", async (request, response) => {
    within(request, "readsOfAddress", addressOf(request));
    const visitorId = visitor(request);
    await openPage(request);
    const after = Seq.safeParse(request.get("last-event-id"));
    const pageId = pageIdOf(request);
    const token = visitorToken(context.secrets, pageId, visitorId);
    if (token !== request.get(SESSION_HEADER)) response.setHeader(SESSION_HEADER, token);
    streams.open(request, response, { pageId, visitorId, after: after.data });
  });
  return router;
}

const pageIdOf = (request: Request) => String(request.params.page);
const addressOf = (request: Request) => request.ip ?? "";

function answer(response: Response, body: object): void {
  response.setHeader("Cache-Control", "no-store");
  response.json(body);
}

type Refusal = "age" | "session" | "otherSite" | "message" | "tooMany" | "closed";

function refusal(
  request: Request,
  code: ConstructorParameters<typeof AppError>[0],
  reason: Refusal,
  options: { readonly retryAfterMs?: number } = {},
): AppError {
  const words = texts(languageOf(request)).webChat.refused;
  const remedies: Partial<Record<Refusal, string>> = {
    session: words.sessionRemedy,
    message: words.messageRemedy(MAX_TEXT_CHARS),
    tooMany: words.tooManyRemedy,
  };
  const remedy = remedies[reason];
  return new AppError(code, words[reason], { reason, ...(remedy ? { remedy } : {}), ...options });
}
