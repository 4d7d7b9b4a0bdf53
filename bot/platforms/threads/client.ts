// The one way to call the Threads API: parameters as a form, the token in a header as Meta's other hosts take it.
import type { z } from "zod";
import { createPostClient, type PostAnswer, type PostClientOptions, type PostRequest } from "../posting/client.ts";
import { errorFrom } from "../posting/failure.ts";
import { classifyThreads } from "./errors.ts";

type Parameters = Readonly<Record<string, string>>;

export interface ThreadsClient {
  get<Body>(
    token: string,
    path: string,
    query: Parameters,
    signal: AbortSignal,
    schema: z.ZodType<Body>,
  ): Promise<PostAnswer<Body>>;
  /** @param irreversible whether it must not happen twice @throws AppError */
  post<Body>(
    token: string,
    request: {
      readonly path: string;
      readonly form: Parameters;
      readonly irreversible: boolean;
      readonly signal: AbortSignal;
    },
    schema: z.ZodType<Body>,
  ): Promise<Body>;
}

const VERSION = "v1.0";

export function createThreadsClient(options: PostClientOptions): ThreadsClient {
  const wire = createPostClient({ platform: "Threads", classify: classifyThreads }, options);
  const authorized = (token: string, request: PostRequest): PostRequest => ({
    ...request,
    path: `/${VERSION}${request.path}`,
    headers: { authorization: `Bearer ${token}` },
  });
  return {
    get: (token, path, query, signal, schema) =>
      wire.call(authorized(token, { method: "GET", path, query, signal }), schema),
    post: (token, { path, form, irreversible, signal }, schema) => {
      const request = authorized(token, { method: "POST", path, body: new URLSearchParams(form), signal });
      return irreversible ? wire.act(request, schema) : wire.ask(request, schema);
    },
  };
}

/** The answer to a question. @throws AppError */
export function readAnswer<Body>(answer: PostAnswer<Body>): Body {
  if (!answer.ok) throw errorFrom("Threads", answer.failure, false);
  return answer.body;
}
