// What every call to the emulated Content Posting API goes through: planned faults, the token, strict fields, the envelope.
import { randomUUID } from "node:crypto";
import type { Request, RequestHandler, Response } from "express";
import type { z } from "zod";
import type { Emulation } from "./emulation.ts";
import type { Fault, Operation } from "./faults.ts";
import { invalidParams, PostsError } from "./posts-error.ts";
import type { EmulatedCreator } from "./state.ts";
import { tellWhatHappened } from "./timeline.ts";

export interface PostsCall<Fields> {
  readonly creator: EmulatedCreator;
  readonly fields: Fields;
  readonly query: Readonly<Record<string, unknown>>;
  /** A fault that is the handler's to play. */
  readonly fault: Fault | undefined;
}

interface RouteOptions<Schema extends z.ZodType> {
  readonly operation: Operation;
  readonly scope: string;
  /** Strict: a field TikTok does not know is our mistake. */
  readonly schema: Schema;
  /** Refusals for too many posts come with HTTP 200 here. */
  readonly refusesWith200?: boolean;
}

export function postsRoute<Schema extends z.ZodType>(
  emulation: Emulation,
  options: RouteOptions<Schema>,
  handle: (call: PostsCall<z.output<Schema>>) => object | Promise<object>,
): RequestHandler {
  return async (request, response) => {
    tellWhatHappened(emulation);
    const fault = emulation.faults.take(options.operation);
    if (fault && strikeAtOnce(fault, response)) return;
    try {
      const creator = authenticate(emulation, request.get("authorization"), options.scope);
      requireTurn(emulation, options.operation, creator);
      const fields = parse(options.schema, request);
      const data = await handle({ creator, fields, query: request.query, fault });
      if (fault?.kind === "lose_answer") return void (fault.how === "cut" ? response.destroy() : undefined);
      send(response, 200, envelope(data, "ok", ""));
    } catch (thrown) {
      if (!(thrown instanceof PostsError)) throw thrown;
      const isMasked = options.refusesWith200 === true && /^(?:spam_risk|reached_)/.test(thrown.code);
      send(response, isMasked ? 200 : thrown.status, envelope({}, thrown.code, thrown.message));
    }
  };
}

/** Faults that do not depend on what was asked. */
export function strikeAtOnce(fault: Fault, response: Response): boolean {
  switch (fault.kind) {
    case "error": {
      const { status, code } = new PostsError(fault.code, "");
      send(response, status, envelope({}, code, "Planned error"));
      return true;
    }
    case "server_error":
      response.status(fault.status).type("html").send("<h1>Bad gateway</h1>");
      return true;
    case "garbage":
      response.type("html").send("<!doctype html><title>TikTok</title>");
      return true;
    case "hang":
      return true;
    default:
      return false;
  }
}

const envelope = (data: object, code: string, message: string) => ({
  data,
  error: { code, message, log_id: randomUUID().replaceAll("-", "") },
});

/** Ids of posts are numbers on the wire, beyond what JSON.stringify can write. */
function send(response: Response, status: number, body: object): void {
  const text = JSON.stringify(body).replace(
    /("publicaly_available_post_id":)\["(\d+)"\]/,
    (_all, name, id) => `${name}[${id}]`,
  );
  response.status(status).type("json").send(text);
}

function parse<Schema extends z.ZodType>(schema: Schema, request: Request): z.output<Schema> {
  const isRead = request.method === "GET";
  const hasBody = request.get("transfer-encoding") !== undefined || Number(request.get("content-length") ?? 0) > 0;
  if (hasBody && !/^application\/json(?:;\s*charset=utf-8)?$/i.test(request.get("content-type") ?? ""))
    throw invalidParams("Content-Type must be application/json; charset=UTF-8");
  const parsed = schema.safeParse(isRead ? {} : request.body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw invalidParams(`${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not valid"}`);
}

/** `fields` of the query: all known, at least one. */
export function requireFields(query: Readonly<Record<string, unknown>>, known: readonly string[]): readonly string[] {
  const { fields, ...others } = query;
  const unknown = Object.keys(others)[0];
  if (unknown !== undefined) throw invalidParams(`Unknown parameter ${unknown}`);
  const asked = typeof fields === "string" ? fields.split(",") : [];
  const wrong = asked.find((field) => !known.includes(field));
  if (asked.length === 0 || wrong !== undefined) throw invalidParams(`fields: ${wrong ?? "is missing"}`);
  return asked;
}

function authenticate({ state, clock }: Emulation, header: string | undefined, scope: string): EmulatedCreator {
  const given = /^Bearer (.+)$/.exec(header ?? "")?.[1];
  const token = given === undefined ? undefined : state.tokens.get(given);
  const creator = token && state.creators.get(token.accountId);
  if (!creator || token.kind !== "access" || token.expiresAtMs <= clock.now().getTime())
    throw new PostsError("access_token_invalid", "The access token is invalid or not found in the request.");
  if (!creator.scopes.includes(scope))
    throw new PostsError("scope_not_authorized", `The user did not authorize the scope ${scope}.`);
  return creator;
}

function requireTurn({ rates }: Emulation, operation: Operation, creator: EmulatedCreator): void {
  const calls = Object.hasOwn(rates, operation) ? rates[operation as keyof typeof rates] : undefined;
  if (calls && !calls.take(creator.id).ok)
    throw new PostsError("rate_limit_exceeded", "The API rate limit was exceeded.");
}
