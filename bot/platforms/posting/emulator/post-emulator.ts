// What the emulated platforms we only post to share: routes, faults on request by operation, fields checked strictly.
import type { z } from "zod";
import { FaultScript } from "../../../../jobs/providers/emulator/fault-script.ts";
import {
  type EmulatedReply,
  type EmulatedRequest,
  type Misbehaviour,
  startEmulatorServer,
} from "../../../../jobs/providers/emulator/server.ts";

export interface EmulatedRoute<Operation extends string> {
  readonly operation: Operation;
  readonly method: "GET" | "POST" | "PUT";
  readonly path: RegExp;
  /** Where one address serves several operations. */
  readonly when?: (request: EmulatedRequest) => boolean;
  answer(request: EmulatedRequest, match: RegExpExecArray): EmulatedReply | Promise<EmulatedReply>;
}

/** A refusal in the platform's own form. */
export class Refused extends Error {
  readonly reply: EmulatedReply;

  constructor(reply: EmulatedReply) {
    super(JSON.stringify(reply.body));
    this.reply = reply;
  }
}

export interface PostEmulatorServer<Operation extends string> {
  readonly url: string;
  readonly faults: FaultScript<Operation, Misbehaviour>;
  /** What was asked, oldest first. */
  readonly calls: readonly Operation[];
  close(): Promise<void>;
}

export async function startPostEmulator<Operation extends string>(
  routes: readonly EmulatedRoute<Operation>[],
  unknownPath: EmulatedReply,
): Promise<PostEmulatorServer<Operation>> {
  const faults = new FaultScript<Operation, Misbehaviour>();
  const calls: Operation[] = [];
  const routeOf = (request: EmulatedRequest) =>
    routes.find(
      ({ method, path, when }) => method === request.method && path.test(request.path) && (when?.(request) ?? true),
    );
  const answer = async (request: EmulatedRequest) => {
    const route = routeOf(request);
    const match = route?.path.exec(request.path);
    if (!route || !match) return unknownPath;
    calls.push(route.operation);
    try {
      return await route.answer(request, match);
    } catch (thrown) {
      if (thrown instanceof Refused) return thrown.reply;
      throw thrown;
    }
  };
  const server = await startEmulatorServer(answer, {
    misbehave: (request) => {
      const route = routeOf(request);
      return route && faults.take(route.operation);
    },
  });
  return { url: server.origin, faults, calls, close: () => server.close() };
}

/** Real platforms pass over unknown fields; here a typo shows. @throws Refused as `refuse` words the first thing wrong */
export function strictly<Value>(schema: z.ZodType<Value>, given: unknown, refuse: (what: string) => Refused): Value {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw refuse(`${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not valid"}`);
}

/** undefined: no JSON. */
export function jsonOf({ body }: EmulatedRequest): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}

export function bearerOf({ headers }: EmulatedRequest): string {
  return /^Bearer (.+)$/.exec(headers.authorization ?? "")?.[1] ?? "";
}

/** Faults any platform can have. */
export const POST_FAULTS = {
  hang: { kind: "hang" },
  /** Done, but the answer breaks off. */
  cut: { kind: "cut" },
  garbage: { kind: "reply", status: 200, body: "<!doctype html><title>Hello</title>" },
  badGateway: { kind: "reply", status: 502, body: "<h1>Bad Gateway</h1>" },
} as const satisfies Record<string, Misbehaviour>;
