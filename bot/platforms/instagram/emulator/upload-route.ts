// Where the emulated Instagram takes clips that are sent to it (rupload.facebook.com outside): from where it left off, kept
// while they arrive, judged when they are whole.
import { type Request, type Response, Router } from "express";
import type { Emulation } from "./emulation.ts";
import { fetchPostClip, type JudgedClip, judgeClip } from "./fetch-clip.ts";
import { strikeAtOnce } from "./graph-route.ts";
import type { EmulatedContainer } from "./state.ts";

export function uploadRoute(emulation: Emulation): Router {
  const router = Router();
  router.post("/:version/:id", async (request, response) => {
    const fault = emulation.faults.take("upload", undefined);
    if (fault && strikeAtOnce(fault, response)) return;
    const container = emulation.state.containers.get(String(request.params.id));
    if (!container?.upload || !isAllowed(emulation, request, container)) {
      return refuse(response, "NotAuthorizedError", "The upload is not known to this token.");
    }
    const judged = await takeIn(emulation, request, container, fault?.kind === "cut_upload" ? fault.afterBytes : null);
    if (judged === "cut") return void response.destroy();
    if (typeof judged === "string") return refuse(response, "PartialRequestError", judged);
    finish(emulation, container, judged);
    if (fault?.kind === "lose_answer") return void (fault.how === "cut" ? response.destroy() : undefined);
    response.json({ success: true, message: "Upload successful." });
  });
  return router;
}

/** A page's token, in the header's old form. */
function isAllowed({ state, clock }: Emulation, request: Request, { accountId }: EmulatedContainer): boolean {
  const given = /^OAuth (EAA.+)$/.exec(request.get("authorization") ?? "")?.[1] ?? "";
  const token = state.tokens.get(given);
  return token?.accountId === accountId && token.expiresAtMs > clock.now().getTime();
}

/** @returns what is wrong, or "cut" where the connection broke off: what arrived counts */
async function takeIn(
  { pictures, fetch: send }: Emulation,
  request: Request,
  { id, format, upload }: EmulatedContainer,
  cutAfter: number | null,
): Promise<JudgedClip | string> {
  const wish = { format: format ?? "video", thumbOffsetMs: upload?.thumbOffsetMs ?? null };
  const fileUrl = request.get("file_url");
  if (fileUrl !== undefined) return await fetchPostClip(fileUrl, send, pictures, id, wish);
  const offset = numberIn(request, "offset");
  const size = numberIn(request, "file_size");
  if (offset === null || size === null) return "offset and file_size are needed";
  if (offset !== pictures.size(id)) return `offset is not ${pictures.size(id)}`;
  if (numberIn(request, "content-length") !== size - offset) return "the length is not what is left of the file";
  let taken = 0;
  try {
    for await (const piece of request) {
      pictures.append(id, piece as Buffer);
      taken += (piece as Buffer).length;
      if (cutAfter !== null && taken >= cutAfter) return "cut";
    }
  } catch {
    return "cut";
  }
  return pictures.size(id) === size ? judgeClip(pictures, id, wish) : "cut";
}

function numberIn(request: Request, header: string): number | null {
  const given = request.get(header) ?? "";
  return /^\d{1,12}$/.test(given) ? Number(given) : null;
}

function finish({ state, clock, processingMs }: Emulation, container: EmulatedContainer, judged: JudgedClip): void {
  const { upload: _upload, ...rest } = container;
  const failure = container.failure ?? judged.failure;
  const readyAtMs = clock.now().getTime() + processingMs;
  state.record({ type: "container", container: { ...rest, media: judged.media, failure, readyAtMs } });
}

function refuse(response: Response, type: string, message: string): void {
  response.status(400).json({ debug_info: { retriable: false, type, message } });
}
