// What every call to the emulated API goes through: planned faults, the token, strict fields, the envelope.
import type { Request, RequestHandler, Response } from "express";
import { z } from "zod";
import { BusinessError, badParameter, noPermission } from "./business-error.ts";
import type { Emulation } from "./emulation.ts";
import type { Fault, Operation } from "./faults.ts";
import type { EmulatedAccount } from "./state.ts";

export interface BusinessCall<Fields> {
  readonly account: EmulatedAccount;
  readonly fields: Fields;
}

interface RouteOptions<Schema extends z.ZodType> {
  /** One path may serve several, told apart by what it is given. */
  readonly operation: Operation | ((fields: unknown) => Operation);
  /** Strict: a field TikTok does not know is our mistake. */
  readonly schema: Schema;
  /** How the fields are read; absent: the query of a GET, the JSON body of a POST. */
  readonly fieldsOf?: (request: Request) => unknown;
}

/** For the app itself: its id and secret are among the fields. */
export function appRoute<Schema extends z.ZodType>(
  emulation: Emulation,
  options: RouteOptions<Schema>,
  handler: (fields: z.output<Schema>) => object,
): RequestHandler {
  return answering(emulation, options, (request) => handler(parse(options, request)));
}

/** For an account: its token in the header, its id among the fields. */
export function businessRoute<Schema extends z.ZodType<{ business_id: string }>>(
  emulation: Emulation,
  options: RouteOptions<Schema> & { readonly scope: string },
  handler: (call: BusinessCall<z.output<Schema>>) => object,
): RequestHandler {
  return answering(emulation, options, (request) => {
    const account = authenticate(emulation, request.get("access-token"));
    const fields = parse(options, request);
    if (fields.business_id !== account.id) throw noPermission("The token is not this business account's.");
    if (!account.scopes.includes(options.scope)) throw noPermission(`Scope ${options.scope} is missing.`);
    return handler({ account, fields });
  });
}

function answering(
  emulation: Emulation,
  { operation, fieldsOf = defaultFields }: Pick<RouteOptions<z.ZodType>, "operation" | "fieldsOf">,
  handle: (request: Request) => object,
): RequestHandler {
  return (request, response) => {
    const given = fieldsOf(request);
    const name = typeof operation === "string" ? operation : operation(given);
    const fault = emulation.faults.take(name, conversationOf(given));
    response.setHeader("Date", emulation.clock.now().toUTCString());
    if (fault && strikeAtOnce(fault, response)) return;
    try {
      const data = handle(request);
      if (fault?.kind !== "lose_answer") response.json(envelope(0, "OK", data));
      else if (fault.how === "cut") response.destroy();
    } catch (thrown) {
      if (!(thrown instanceof BusinessError)) throw thrown;
      response.json(envelope(thrown.code, thrown.message, {}));
    }
  };
}

const envelope = (code: number, message: string, data: object) => ({ code, message, request_id: "emulated", data });

const defaultFields = (request: Request): unknown => (request.method === "GET" ? request.query : request.body);

function parse<Schema extends z.ZodType>(options: RouteOptions<Schema>, request: Request): z.output<Schema> {
  const parsed = options.schema.safeParse((options.fieldsOf ?? defaultFields)(request) ?? {});
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw badParameter(`${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not valid"}`);
}

function conversationOf(fields: unknown): string | undefined {
  const parsed = z
    .object({ recipient: z.string().optional(), conversation_id: z.string().optional() })
    .safeParse(fields);
  return parsed.data?.recipient ?? parsed.data?.conversation_id;
}

/** Faults that do not depend on what was asked. */
function strikeAtOnce(fault: Fault, response: Response): boolean {
  switch (fault.kind) {
    case "error":
      response.json(envelope(fault.code, "Planned error", {}));
      return true;
    case "rate_limited":
      response.setHeader("Retry-After", String(fault.pauseSeconds));
      response.json(envelope(40_100, "Requests made too frequently.", {}));
      return true;
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

function authenticate({ state, clock }: Emulation, given: string | undefined): EmulatedAccount {
  if (!given) throw new BusinessError(40_104, "Access token is empty.");
  const token = state.tokens.get(given);
  const account = token && state.accounts.get(token.accountId);
  if (!account) throw new BusinessError(40_105, "Access token is incorrect.");
  if (token.expiresAtMs <= clock.now().getTime()) throw new BusinessError(40_102, "Access token is expired.");
  return account;
}
