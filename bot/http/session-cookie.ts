// The session cookie: not readable by scripts, not sent from other sites, encrypted on the way where there is https.
import type { Request, Response } from "express";
import type { Installation } from "../../agents/commands/context.ts";
import { readCookie } from "./cookies.ts";

type Address = Pick<Installation, "publicUrl">;

function isSecure(installation: Address): boolean {
  return installation.publicUrl().startsWith("https:");
}

function cookieName(installation: Address): string {
  return isSecure(installation) ? "__Host-vixenbliss_session" : "vixenbliss_session";
}

export function readSessionCookie(request: Request, installation: Address): string | undefined {
  return readCookie(request, cookieName(installation));
}

export function writeSessionCookie(
  response: Response,
  installation: Address,
  session: { readonly token: string; readonly expiresAt: Date },
): void {
  const options = { httpOnly: true, sameSite: "lax", path: "/", expires: session.expiresAt } as const;
  response.cookie(cookieName(installation), session.token, { ...options, secure: isSecure(installation) });
}

export function clearSessionCookie(response: Response, installation: Address): void {
  response.clearCookie(cookieName(installation), { path: "/", sameSite: "lax", secure: isSecure(installation) });
}
