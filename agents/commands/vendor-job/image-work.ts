// A picture as work: who can make it as this avatar, what is sent, how it is kept.
import type { ImageJobRequest } from "../../domain/content/vendor-request.ts";
import { mayGenerate } from "../../domain/trust/explicitness.ts";
import { AppError } from "../../kernel/errors.ts";
import type { GeneratedImage, ImageGenerator, ImageRequest } from "../../ports/image-generator.ts";
import type { VendorOutcome } from "../../ports/vendor-job.ts";
import type { AppContext } from "../context.ts";
import { mediaLink } from "../media/media-link.ts";
import { routingOf } from "./avatar-routing.ts";
import { keepPicture } from "./keep-picture.ts";
import type { MadeWork, Work, WorkVendor } from "./work.ts";

/** The LoRA a picture is made with, as each vendor may be told of it. */
interface UsableLora {
  readonly triggerWord: string;
  readonly provider: string;
  readonly reference: string;
  readonly base: string | null;
  /** The weights where a vendor can fetch them, or null. */
  readonly link: string | null;
  readonly scale: number;
  readonly avatarId: string | null;
}

export async function imageWork(context: AppContext, asked: ImageJobRequest, avatarId: string): Promise<Work> {
  const lora = asked.lora ? await loadLora(context, asked.lora) : null;
  return {
    ...(await routingOf(context, avatarId, "image")),
    vendors: context.ports.images.map((generator) => imageVendor(context, asked, lora, generator)),
  };
}

async function loadLora(context: AppContext, { id, scale }: { id: string; scale: number }): Promise<UsableLora> {
  const row = await context.database.prisma.loraModel.findUnique({ where: { id } });
  if (!row || row.state === "deleted") {
    throw new AppError("not_found", "The LoRA of this picture was deleted.", { reason: "lora_gone", retryable: false });
  }
  const { triggerWord, provider, reference, base, avatarId } = row;
  return { triggerWord, provider, reference, base, scale, avatarId, link: await weightsLink(context, row) };
}

async function referenceKeyOf(context: AppContext, avatarId: string | null): Promise<string | null> {
  const avatar = avatarId ? await context.database.prisma.avatar.findUnique({ where: { id: avatarId } }) : null;
  if (!avatar?.referenceAssetId) return null;
  const asset = await context.database.prisma.asset.findUnique({ where: { id: avatar.referenceAssetId } });
  return asset?.storageKey ?? null;
}

/** Vendors fetch from public https addresses alone. */
async function weightsLink(
  context: AppContext,
  { weightsKey, reference }: { readonly weightsKey: string | null; readonly reference: string },
): Promise<string | null> {
  const link = weightsKey ? await mediaLink(context, weightsKey) : reference;
  return link.startsWith("https://") ? link : null;
}

/** How this generator names the LoRA, or null when it cannot use it. */
function loraFor(lora: UsableLora, { info }: ImageGenerator): string | null {
  if (info.lora === null) return null;
  if (info.loraBase !== undefined && lora.base !== null && info.loraBase !== lora.base) return null;
  if (lora.provider === info.provider || info.offline) return lora.reference;
  return info.lora === "link" ? lora.link : null;
}

function imageVendor(
  context: AppContext,
  asked: ImageJobRequest,
  lora: UsableLora | null,
  generator: ImageGenerator,
): WorkVendor {
  const { info } = generator;
  const loraReference = lora ? loraFor(lora, generator) : null;
  const usesReference = asked.referenceKey !== undefined && info.takesReference && loraReference === null;
  const requestOf = async (): Promise<ImageRequest> => {
    // Its avatar's reference face is all that a built-in preview can show of a LoRA.
    const shownKey = info.offline
      ? (asked.referenceKey ?? (await referenceKeyOf(context, lora?.avatarId ?? null)))
      : null;
    const faceKey = usesReference && asked.referenceKey ? asked.referenceKey : shownKey;
    return {
      ...withoutIdentity(asked),
      ...(lora && loraReference !== null
        ? { lora: { reference: loraReference, scale: lora.scale }, prompt: `${lora.triggerWord}, ${asked.prompt}` }
        : {}),
      ...(faceKey === null ? {} : { reference: await context.ports.store.get(faceKey) }),
    };
  };
  const wantsIdentity = lora !== null || asked.referenceKey !== undefined;
  return {
    info,
    canDo:
      info.aspectRatios.includes(asked.aspectRatio) &&
      mayGenerate(info.provider, asked.explicitness) &&
      (!wantsIdentity || loraReference !== null || usesReference) &&
      (info.needs !== "lora" || loraReference !== null) &&
      (info.needs !== "reference" || usesReference),
    expectedUnits: info.usualUnits ?? { [info.unit]: 1 },
    sendAhead: async (attemptKey, signal) => {
      if (generator.sendAhead) generator.sendAhead(await requestOf(), attemptKey, signal);
    },
    submit: async (attempt, signal) => await generator.submit(await requestOf(), attempt, signal),
    collect: async (jobId, signal, ended) => {
      const outcome = await generator.collect(jobId, signal, ended);
      return withKeeper(outcome, (image, paid, run, current) =>
        keepPicture(context, current, { asked, info, image, paid }, run),
      );
    },
    find: generator.find,
    cancel: generator.cancel,
  };
}

function withoutIdentity({ prompt, negative, seed, aspectRatio, parameters, shot }: ImageJobRequest): ImageRequest {
  return { prompt, negative, seed, aspectRatio, parameters, ...(shot ? { shot } : {}) };
}

export function withKeeper<Made extends Pick<GeneratedImage, "units">>(
  outcome: VendorOutcome<Made>,
  keep: (made: Made, ...rest: Parameters<MadeWork["keep"]>) => Promise<void>,
): VendorOutcome<MadeWork> {
  if (outcome.state !== "succeeded") return outcome;
  const { made } = outcome;
  return { state: "succeeded", made: { units: made.units, keep: (...rest) => keep(made, ...rest) } };
}
