// What the console's script calls; everything behind the session guard.
import { type Request, Router } from "express";
import { z } from "zod";
import type { App } from "../../../agents/commands/app.ts";
import { clearChat } from "../../../agents/commands/chat/clear.ts";
import { chatHistory } from "../../../agents/commands/chat/history.ts";
import { complete } from "../../../agents/commands/complete.ts";
import { MAX_LINE_CHARS } from "../../../agents/commands/from-text.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { signOut } from "../../../agents/commands/session/sign-out.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import { texts } from "../../../agents/texts/texts.ts";
import { systemTimers } from "../../../jobs/queue/timers.ts";
import { sessionOf } from "../../http/request-facts.ts";
import { clearSessionCookie, readSessionCookie } from "../../http/session-cookie.ts";
import { loadSession } from "../../http/session-guard.ts";
import { LiveText } from "../chat/live-text.ts";
import { Conversation } from "./conversation.ts";
import type { EventStreams } from "./event-streams.ts";

const key = z.string().regex(/^[\w-]{8,80}$/);
const Say = z.object({ text: z.string().trim().min(1).max(MAX_LINE_CHARS), key });
const Press = z.object({
  command: z.string().max(80),
  input: z.record(z.string(), z.unknown()),
  label: z.string().max(200),
  lineId: z.string().max(80).optional(),
  imageKey: z.string().max(500).optional(),
  key,
});
const Refresh = z.object({ lineId: z.string().max(80) });
const SetLanguage = z.object({ language: z.enum(["en", "es"]) });

/** @throws AppError `invalid_input` naming the field */
export function parse<Output>(schema: z.ZodType<Output>, value: unknown): Output {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new AppError("invalid_input", issue?.message ?? "", { field: issue?.path.join(".") ?? "" });
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value.slice(0, MAX_LINE_CHARS) : "";
}

export function consoleApiRouter(app: App, streams: EventStreams): Router {
  const router = Router();
  const conversation = new Conversation(app);
  router.use((_request, response, next) => {
    response.setHeader("Cache-Control", "no-store");
    next();
  });
  chatRoutes(router, app, conversation, streams);
  router.get("/complete", (request, response) => {
    const { actor } = sessionOf(request);
    response.json(complete(textOf(request.query.line), conversation.registry, actor.language));
  });
  router.get("/status", async (request, response) => {
    const { actor } = sessionOf(request);
    const result = await app.execute({ command: "system.status", input: {}, actor });
    response.json({ card: result.card });
  });
  router.get("/events", (request, response) => {
    const { actor } = sessionOf(request);
    streams.open(request, response, actor.id, async () => (await loadSession(app, request)) !== null);
  });
  accountRoutes(router, app);
  return router;
}

/** Often enough to read along. */
const TEXT_PACE_MS = 400;

function chatRoutes(router: Router, app: App, conversation: Conversation, streams: EventStreams): void {
  const place = (request: Request) => ({ operatorId: sessionOf(request).actor.id, surface: "web" });
  router.get("/history", async (request, response) => {
    const before = textOf(request.query.before);
    const input = { ...place(request), ...(before ? { before } : {}) };
    response.json(await callInternal(app.context, chatHistory, input));
  });
  router.post("/say", async (request, response) => {
    const { text, key: once } = parse(Say, request.body);
    const { actor } = sessionOf(request);
    const live = new LiveText({
      surface: "web",
      paceMs: TEXT_PACE_MS,
      timers: systemTimers,
      log: app.context.log,
      stopped: texts(actor.language).agent.accessLost,
      isAllowed: async () => (await loadSession(app, request)) !== null,
      show: async (soFar) => streams.tell(actor.id, "text", { key: once, text: soFar }),
    });
    const answer = await conversation.say(actor, text, once, { onText: live.onText, signal: live.signal });
    await live.end();
    response.json(answer);
  });
  router.post("/run", async (request, response) => {
    response.json(await conversation.press(sessionOf(request).actor, parse(Press, request.body)));
  });
  router.post("/refresh", async (request, response) => {
    const { lineId } = parse(Refresh, request.body);
    response.json({ card: await conversation.refresh(sessionOf(request).actor, lineId) });
  });
  router.post("/clear", async (request, response) => {
    await callInternal(app.context, clearChat, place(request));
    response.json({});
  });
}

function accountRoutes(router: Router, app: App): void {
  router.post("/language", async (request, response) => {
    const input = parse(SetLanguage, request.body);
    await app.execute({ command: "language.set", input, actor: sessionOf(request).actor });
    response.json({});
  });
  router.post("/sign-out", async (request, response) => {
    const token = readSessionCookie(request, app.context.installation);
    if (token) await callInternal(app.context, signOut, { token });
    clearSessionCookie(response, app.context.installation);
    response.json({});
  });
}
