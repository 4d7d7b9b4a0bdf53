// The vendor's client, kept from asking twice. On its own it repeats a POST up to six times when the network fails,
// which may pay six times; it must never see a thrown error or a 429, so both come to it as a plain failed response.
import Replicate from "replicate";
import { AppError, toAppError } from "../../../../agents/kernel/errors.ts";
import { type AskOptions, askVendor, statusError, unknownAnswer, type Vendor } from "../../vendor-http.ts";

export interface ClientOptions extends AskOptions {
  readonly token: string;
  readonly baseUrl: string;
}

export const REPLICATE: Vendor = { name: "Replicate", keyVariable: "REPLICATE_API_TOKEN" };

/** Not a status a server sends; the client neither repeats nor accepts it. */
const FAILED_STATUS = 499;
const failures = new WeakMap<Response, AppError>();

export function createOneShotClient(options: ClientOptions): Replicate {
  return new Replicate({
    auth: options.token,
    baseUrl: options.baseUrl,
    // Plain URLs whatever their scheme: what may be fetched is decided when they are.
    useFileOutput: false,
    fetch: async (input, init) => {
      try {
        const answer = await askVendor(REPLICATE, input, init ?? {}, options);
        const { status, headers, body } = answer;
        if (status >= 200 && status < 300) return new Response(body, { status, headers });
        return failed(statusError(REPLICATE, answer));
      } catch (thrown) {
        return failed(toAppError(thrown));
      }
    },
  });
}

function failed(error: AppError): Response {
  const response = new Response(null, { status: FAILED_STATUS });
  failures.set(response, error);
  return response;
}

/** What the client threw, as ours. */
export function clientError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const response: unknown = thrown instanceof Error ? Reflect.get(thrown, "response") : undefined;
  const known = response instanceof Response ? failures.get(response) : undefined;
  return known ?? unknownAnswer(REPLICATE, thrown);
}
