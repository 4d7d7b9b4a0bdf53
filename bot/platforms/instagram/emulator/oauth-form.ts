// Reads what a log-in's call brings, as form, multipart or query, and takes no field the platform does not document.
import type { Request, RequestHandler } from "express";
import express from "express";
import { z } from "zod";

/** Bodies of text fields; curl's -F sends them as multipart. */
export const readForm: RequestHandler[] = [
  express.urlencoded({ extended: false, limit: "100kb" }),
  express.raw({ type: "multipart/form-data", limit: "100kb" }),
  async (request, _response, next) => {
    const body: unknown = request.body;
    if (Buffer.isBuffer(body)) {
      const headers = { "content-type": request.get("content-type") ?? "" };
      const form = await new Response(new Uint8Array(body), { headers }).formData();
      request.body = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]));
    }
    next();
  },
];

export type Read<Schema extends z.ZodType> =
  | { readonly ok: true; readonly fields: z.output<Schema> }
  | { readonly ok: false; readonly why: string };

export function readFields<Schema extends z.ZodType>(schema: Schema, given: unknown): Read<Schema> {
  const parsed = schema.safeParse(given ?? {});
  if (parsed.success) return { ok: true, fields: parsed.data };
  const [issue] = parsed.error.issues;
  const name = issue?.code === "unrecognized_keys" ? issue.keys[0] : issue?.path.join(".");
  return { ok: false, why: `${name}: ${issue?.message ?? "not valid"}` };
}

export const bodyOf = (request: Request): Record<string, unknown> => {
  const body: unknown = request.body;
  return body !== null && typeof body === "object" ? (body as Record<string, unknown>) : {};
};

/** What asks for a person's yes; also what the consent page sends back. */
export const AuthorizeFields = {
  client_id: z.string().min(1),
  redirect_uri: z.url(),
  response_type: z.literal("code"),
  scope: z.string().min(1),
  state: z.string().optional(),
};
