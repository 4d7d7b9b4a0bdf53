// What every call to the emulated Graph API goes through: planned faults, the token, usage headers, errors in its form.
import type { Request, RequestHandler, Response } from "express";
import type { Emulation } from "./emulation.ts";
import type { Fault, Operation } from "./faults.ts";
import { GraphError, unknownObject } from "./graph-error.ts";
import type { EmulatedAccount, EmulatedToken } from "./state.ts";

export interface GraphCall {
  readonly account: EmulatedAccount;
  readonly token: EmulatedToken;
  /** The address that was called, up to its version. */
  readonly graphUrl: string;
  /** `:id` of the path. */
  readonly objectId: string;
  /** Query and body together, as Graph reads them. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** A fault that is the handler's to play. */
  readonly fault: Fault | undefined;
}

export type GraphHandler = (call: GraphCall) => unknown;

/** @param operation one path may serve several, told apart by what it is given */
export function graphRoute(
  emulation: Emulation,
  operation: Operation | ((parameters: GraphCall["parameters"], objectId: string) => Operation),
  handler: GraphHandler,
): RequestHandler {
  return async (request, response) => {
    const parameters = parametersOf(request);
    const name = typeof operation === "string" ? operation : operation(parameters, String(request.params.id ?? ""));
    const fault = emulation.faults.take(name, recipientOf(parameters));
    writeHeaders(emulation, response);
    if (fault && strikeAtOnce(fault, response)) return;
    try {
      const token = authenticate(emulation, request, parameters);
      const account = emulation.state.accounts.get(token.accountId);
      if (!account) throw unknownObject(token.accountId);
      const objectId = String(request.params.id ?? "");
      const graphUrl = `${request.protocol}://${request.get("host")}${request.baseUrl}`;
      const answer = await handler({ account, token, graphUrl, objectId, parameters, fault });
      if (fault?.kind !== "lose_answer") response.json(answer);
      else if (fault.how === "cut") response.destroy();
    } catch (thrown) {
      if (!(thrown instanceof GraphError)) throw thrown;
      response.status(thrown.status).json(thrown.toBody());
    }
  };
}

/** A parameter Instagram does not know is our mistake. */
export function requireKnownParameters({ parameters }: GraphCall, known: readonly string[]): void {
  const unknown = Object.keys(parameters).find((name) => name !== "access_token" && !known.includes(name));
  if (unknown !== undefined) throw new GraphError(100, `(#100) Unknown parameter ${unknown}`);
}

/** The path must name the token's own account, as number or as "me". */
export function requireOwnAccount({ account, objectId }: GraphCall): void {
  if (objectId !== "me" && objectId !== account.id) throw unknownObject(objectId);
}

function parametersOf(request: Request): Record<string, unknown> {
  const body: unknown = request.body;
  return { ...request.query, ...(body !== null && typeof body === "object" ? body : {}) };
}

function recipientOf(parameters: Record<string, unknown>): string | undefined {
  const { recipient } = parameters;
  if (recipient === null || typeof recipient !== "object" || !("id" in recipient)) return undefined;
  return String(recipient.id);
}

function writeHeaders(emulation: Emulation, response: Response): void {
  response.setHeader("Date", emulation.clock.now().toUTCString());
  response.setHeader("X-App-Usage", JSON.stringify({ call_count: 1, total_time: 1, total_cputime: 1 }));
}

/** Faults that do not depend on what was asked. */
export function strikeAtOnce(fault: Fault, response: Response): boolean {
  switch (fault.kind) {
    case "error": {
      const options = { status: fault.status, ...(fault.subcode === undefined ? {} : { subcode: fault.subcode }) };
      response.status(fault.status).json(new GraphError(fault.code, "Planned error", options).toBody());
      return true;
    }
    case "rate_limited": {
      const usage = { type: "instagram", call_count: 100, total_cputime: 20, total_time: 20 };
      const business = { "1": [{ ...usage, estimated_time_to_regain_access: fault.regainMinutes }] };
      response.setHeader("X-Business-Use-Case-Usage", JSON.stringify(business));
      response.status(429).json(new GraphError(80_002, "There have been too many calls to this account.").toBody());
      return true;
    }
    case "server_error":
      response.status(fault.status).type("html").send("<h1>Sorry, something went wrong.</h1>");
      return true;
    case "garbage":
      response.status(200).type("html").send("<!doctype html><title>Instagram</title>");
      return true;
    case "hang":
      return true;
    default:
      return false;
  }
}

function authenticate(emulation: Emulation, request: Request, parameters: Record<string, unknown>): EmulatedToken {
  const header = /^Bearer (.+)$/.exec(request.get("authorization") ?? "")?.[1];
  const given = header ?? (typeof parameters.access_token === "string" ? parameters.access_token : "");
  const token = emulation.state.tokens.get(given);
  if (!token) throw new GraphError(190, "Invalid OAuth access token - Cannot parse access token");
  if (token.expiresAtMs <= emulation.clock.now().getTime()) {
    throw new GraphError(190, "Error validating access token: Session has expired", { subcode: 463 });
  }
  return token;
}
