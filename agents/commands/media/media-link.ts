// Links to one stored file for at most ten minutes (trust T16): the store's own, or our signed /media route.
import { AppError } from "../../kernel/errors.ts";
import type { AppContext, Installation, Ports } from "../context.ts";

export const MEDIA_LINK_SECONDS = 600;

const signedText = (key: string, expires: number) => `${key}\n${expires}`;

interface LinkContext extends Pick<AppContext, "clock" | "secrets"> {
  readonly ports: Pick<Ports, "store">;
  readonly installation: Pick<Installation, "publicUrl">;
}

/** Absolute address of a stored object, good for `seconds`. Whether the reader may see it was decided by the caller. */
export async function mediaLink(context: LinkContext, key: string, seconds = MEDIA_LINK_SECONDS): Promise<string> {
  const lifeSeconds = Math.min(seconds, MEDIA_LINK_SECONDS);
  const direct = await context.ports.store.signedUrl(key, lifeSeconds);
  return direct ?? `${context.installation.publicUrl()}${mediaPath(context, key, lifeSeconds)}`;
}

/** The same as a path on this server, whatever the store: what our own pages use, whose CSP allows no other host. */
export function mediaPath(
  context: Pick<AppContext, "clock" | "secrets">,
  key: string,
  seconds = MEDIA_LINK_SECONDS,
): string {
  const lifeSeconds = Math.min(seconds, MEDIA_LINK_SECONDS);
  const expires = Math.floor(context.clock.now().getTime() / 1_000) + lifeSeconds;
  const signature = context.secrets.sign("media", signedText(key, expires));
  const path = key.split("/").map(encodeURIComponent).join("/");
  return `/media/${path}?expires=${expires}&signature=${signature}`;
}

/** @throws AppError `forbidden`, `expired` */
export function checkMediaLink(
  context: Pick<AppContext, "clock" | "secrets">,
  link: { readonly key: string; readonly expires: number; readonly signature: string },
): void {
  if (!context.secrets.verify("media", signedText(link.key, link.expires), link.signature)) {
    throw new AppError("forbidden", "This media link is not valid.");
  }
  const nowSeconds = context.clock.now().getTime() / 1_000;
  if (link.expires < nowSeconds || link.expires > nowSeconds + MEDIA_LINK_SECONDS) {
    throw new AppError("expired", "This media link has expired.", { remedy: "Open the page again for a new one." });
  }
}
