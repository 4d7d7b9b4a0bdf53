// Failures as problem+json (RFC 9457) for programs and as a page for people.
import type { ErrorRequestHandler, Request, Response } from "express";
import { type Problem, problemFrom } from "../../agents/commands/problem.ts";
import { AppError, toAppError } from "../../agents/kernel/errors.ts";
import type { Logger } from "../../agents/kernel/log.ts";
import { texts } from "../../agents/texts/texts.ts";
import { html, sendPage } from "./page.ts";
import { languageOf, requestIdOf } from "./request-facts.ts";

/** `type` names the code; `instance` is the request id, also in the header X-Request-Id. */
export function sendProblem(request: Request, response: Response, problem: Problem, retryAfterMs?: number): void {
  if (retryAfterMs !== undefined) response.setHeader("Retry-After", Math.ceil(retryAfterMs / 1_000));
  if (problem.status === 401 && !request.get("cookie")) response.setHeader("WWW-Authenticate", "Bearer");
  response
    .status(problem.status)
    .type("application/problem+json")
    .send(
      JSON.stringify({
        type: `urn:vixenbliss:problem:${problem.code}`,
        title: problem.message,
        instance: `urn:vixenbliss:request:${requestIdOf(request)}`,
        ...problem,
        message: undefined,
      }),
    );
}

function sendProblemPage(request: Request, response: Response, problem: Problem): void {
  const language = languageOf(request);
  const words = texts(language).web.http;
  sendPage(response.status(problem.status), {
    language,
    title: words.errorTitle,
    body: html`<main class="narrow">
      <h1>${problem.message}</h1>
      ${problem.remedy ? html`<p>${problem.remedy}</p>` : ""}
      <p><a class="button" href="/">${words.home}</a></p>
    </main>`,
  });
}

/** Faults of reading a body come from Express's parsers, with a `type` of their own. */
function fromParser(thrown: unknown, request: Request): AppError | null {
  if (!(thrown instanceof Error) || !("type" in thrown)) return null;
  const words = texts(languageOf(request)).web.http;
  if (thrown.type === "entity.too.large") {
    return new AppError("too_large", words.tooLarge, { remedy: words.tooLargeRemedy, cause: thrown });
  }
  const isClientFault = "status" in thrown && typeof thrown.status === "number" && thrown.status < 500;
  if (!isClientFault) return null;
  return new AppError("invalid_input", words.badJson, { remedy: words.badJsonRemedy, cause: thrown });
}

/** A path that cannot be decoded ("/%zz") is the caller's fault too. */
function toHttpError(thrown: unknown, request: Request): AppError {
  if (thrown instanceof URIError) return new AppError("not_found", texts(languageOf(request)).web.http.notFound);
  return fromParser(thrown, request) ?? toAppError(thrown);
}

/** The one place where HTTP catches. */
export function handleErrors(log: Logger): ErrorRequestHandler {
  return (thrown: unknown, request, response, _next) => {
    const error = toHttpError(thrown, request);
    if (error.code === "internal") log.error("request failed", { method: request.method, error: thrown });
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const problem = problemFrom(error, languageOf(request));
    const isPage = request.method === "GET" && request.accepts(["json", "html"]) === "html";
    if (isPage) sendProblemPage(request, response, problem);
    else sendProblem(request, response, problem, error.retryAfterMs);
  };
}
