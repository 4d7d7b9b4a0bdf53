// Meta's signed_request: "<base64url of HMAC-SHA256>.<base64url of JSON>", signed with the app's secret over the second part.
import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { AppError } from "../../../agents/kernel/errors.ts";

const Payload = z.object({
  algorithm: z.string().refine((name) => name.toUpperCase() === "HMAC-SHA256"),
  /** Seconds since 1970. */
  issued_at: z.number().int().nonnegative().optional(),
  user_id: z
    .union([z.string(), z.number()])
    .transform(String)
    .pipe(z.string().regex(/^\d{1,40}$/)),
});

const PART = /^[A-Za-z0-9_-]+={0,2}$/;

interface SignedRequest {
  readonly userId: string;
  readonly issuedAt: string;
}

/** @throws AppError `unauthenticated` for another signature or none, `invalid_input` for what is signed and no request */
export function readSignedRequest(appSecret: string, signedRequest: unknown): SignedRequest {
  const [signature = "", payload = "", ...more] = typeof signedRequest === "string" ? signedRequest.split(".") : [];
  const given = PART.test(signature) ? Buffer.from(signature, "base64url") : Buffer.alloc(0);
  const expected = createHmac("sha256", appSecret).update(payload).digest();
  const isSigned = given.length === expected.length && timingSafeEqual(given, expected);
  if (!isSigned || more.length > 0 || !PART.test(payload))
    throw new AppError("unauthenticated", "The signature does not fit the request.", { field: "signed_request" });
  const parsed = Payload.safeParse(parseJson(payload));
  if (!parsed.success)
    throw new AppError("invalid_input", "The signed request names nobody.", {
      field: "signed_request",
      cause: parsed.error,
    });
  return { userId: parsed.data.user_id, issuedAt: String(parsed.data.issued_at ?? "") };
}

/** Ids are larger than a double holds; one that comes as a number is read as a text. */
function parseJson(payload: string): unknown {
  const text = Buffer.from(payload, "base64url").toString("utf8");
  try {
    return JSON.parse(text.replace(/"user_id"\s*:\s*(\d+)(?=\s*[,}])/g, '"user_id":"$1"'));
  } catch (cause) {
    throw new AppError("invalid_input", "The signed request is not JSON.", { field: "signed_request", cause });
  }
}
