// POST /api/v1/uploads?kind=picture: raw bytes straight into the store, under limits of their own. Mounted before the
// commands, whose bodies are small.
import { type Request, Router } from "express";
import type { App } from "../../../agents/commands/app.ts";
import { receiveUpload } from "../../../agents/commands/upload/receive-upload.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import { type Language, texts } from "../../../agents/texts/texts.ts";
import { type ArrivalRule, UPLOADED_FILE } from "../../http/arrival-limit.ts";
import type { Mount } from "../../http/mount.ts";
import { sendProblem } from "../../http/problem-response.ts";
import { languageOf } from "../../http/request-facts.ts";
import { authenticate } from "./authenticate.ts";

export function uploadMount(app: App, arrival: ArrivalRule = UPLOADED_FILE): Mount {
  const router = Router();
  router.post("/", async (request, response) => {
    const actor = await authenticate(app, request);
    const announced = request.get("content-length");
    const received = await receiveUpload(
      { ...app.context, actor, signal: new AbortController().signal },
      {
        kind: request.query.kind,
        contentType: request.query.contentType ?? request.get("content-type")?.split(";")[0]?.trim().toLowerCase(),
        bytes: announced === undefined ? undefined : Number(announced),
        stream: bytesOf(request, actor.language),
      },
    );
    response.status(201).setHeader("Cache-Control", "no-store");
    response.json(received);
  });
  router.all("/", (request, response) => {
    const words = texts(languageOf(request)).web.http;
    response.setHeader("Allow", "POST");
    const message = words.methodNotAllowed(request.method);
    sendProblem(request, response, { code: "invalid_input", message, status: 405, retryable: false });
  });
  return { path: "/api/v1/uploads", arrival, load: () => router };
}

/** Left in the middle, the request stays open: the caller is to read why nothing more was taken. */
async function* bytesOf(request: Request, language: Language): AsyncIterable<Uint8Array> {
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) yield chunk;
  } catch (thrown) {
    const words = texts(language).studio.upload;
    const options = { field: "file", remedy: words.brokenOffRemedy, reason: "broken_off", cause: thrown };
    throw new AppError("invalid_input", words.brokenOff, options);
  }
}
