// Weights that stay where they are: looked at before they are written down, as far as this installation may look (trust T9, T11).

import { isPublicAddress } from "../../domain/trust/public-address.ts";
import { inspectSafetensors, SAFETENSORS_HEAD_BYTES } from "../../domain/trust/safetensors.ts";
import { AppError, toAppError } from "../../kernel/errors.ts";
import { LORA_MAX_BYTES } from "../../ports/lora-trainer.ts";
import { REMOTE_REASONS, type RemoteFiles } from "../../ports/remote-files.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";

export interface RemoteWeights {
  readonly url: string;
  /** null: nobody here may look. */
  readonly bytes: number | null;
  readonly baseInFile: string | null;
}

/** The length of the header, which comes first. */
const LENGTH_BYTES = 8;

/** @throws AppError `invalid_input`, `too_large`, `unavailable`, naming `url` and what to do */
export async function lookAtWeights(context: CommandContext, text: string): Promise<RemoteWeights> {
  const words = texts(context.actor.language).studio.lora;
  const url = weightsUrl(text);
  if (!url) throw new AppError("invalid_input", words.badUrl, { field: "url", remedy: words.badUrlRemedy });
  const { remoteFiles } = context.ports;
  if (!remoteFiles) return { url, bytes: null, baseInFile: null };
  try {
    return { url, ...(await readWeights(remoteFiles, url, context.signal)) };
  } catch (thrown) {
    const { code, reason, retryable } = toAppError(thrown);
    if (code !== "invalid_input" && code !== "too_large" && code !== "unavailable") throw thrown;
    const known = REMOTE_REASONS.find((each) => each === reason);
    const message = code === "unavailable" ? words.unreachable : words.remote[known ?? "not_safetensors"];
    const options = {
      field: "url",
      remedy: words.badUrlRemedy,
      retryable,
      ...(reason ? { reason } : {}),
      cause: thrown,
    };
    throw new AppError(code, message, options);
  }
}

/** https, a host of the open Internet by its looks, a .safetensors file; null for anything else. */
function weightsUrl(text: string): string | null {
  if (!URL.canParse(text.trim())) return null;
  const url = new URL(text.trim());
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const isAddress = /^[\d.]+$/.test(host) || host.includes(":");
  const isOpen = isAddress
    ? isPublicAddress(host)
    : host.includes(".") && !/\.(local|internal|localhost)\.?$/.test(host);
  const isWeights = url.pathname.toLowerCase().endsWith(".safetensors");
  if (url.protocol !== "https:" || url.username !== "" || url.password !== "" || !isOpen || !isWeights) return null;
  url.hash = "";
  return url.href;
}

async function readWeights(remote: RemoteFiles, url: string, signal: AbortSignal) {
  const refuse = (reason: string) => new AppError("invalid_input", "not safetensors", { reason });
  const { bytes: start, totalBytes } = await remote.readHead(url, LENGTH_BYTES, signal);
  if (totalBytes === null) throw refuse("no_length");
  if (totalBytes > LORA_MAX_BYTES) throw new AppError("too_large", "too large", { reason: "too_large" });
  const length = start.length < LENGTH_BYTES ? 0 : Number(Buffer.from(start).readBigUInt64LE());
  const wanted = Math.min(LENGTH_BYTES + length, SAFETENSORS_HEAD_BYTES, totalBytes);
  const head = wanted > LENGTH_BYTES ? (await remote.readHead(url, wanted, signal)).bytes : start;
  const report = inspectSafetensors(head, totalBytes);
  if (!report.ok) throw refuse(report.reason);
  return { bytes: totalBytes, baseInFile: report.baseModel?.slice(0, 120) ?? null };
}
