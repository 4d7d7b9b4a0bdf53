// Models and vendors: each asked once by what costs nothing, or next to nothing.
import { paidEmbed } from "../../../graphs/paid-embed.ts";
import type { ServiceProbe } from "../../../ports/service-probe.ts";
import type { CommandContext } from "../../context.ts";
import { type Check, type Finding, failureOf, within } from "./finding.ts";

/** For each service; all are asked at the same time. */
const ANSWER_LIMIT_MS = 6_000;

const named = ({ provider, model }: { readonly provider: string; readonly model: string }) => `${provider} ${model}`;

/** The probes ask the server of the chat model; here is said what stands in for one. */
async function models(context: CommandContext): Promise<readonly Finding[]> {
  const { chat, ports } = context;
  const images = ports.images.map(({ info }) => info);
  return [
    ...(chat.info.offline ? [{ state: "warning", code: "chatOffline", about: "chat" } as const] : []),
    ...(await embeddings(context)),
    ...(images.length === 0 ? [{ state: "broken", code: "noPictures" } as const] : []),
    ...(images.length > 0 && images.every(({ offline }) => offline)
      ? [{ state: "warning", code: "picturesOffline", about: images.map(named).join(", ") } as const]
      : []),
  ];
}

async function embeddings(context: CommandContext): Promise<readonly Finding[]> {
  const { info } = context.embedder;
  const about = named(info);
  try {
    const [vector] = await paidEmbed(context, ["doctor"], AbortSignal.timeout(ANSWER_LIMIT_MS), {
      operatorId: context.actor.id,
    });
    const found = vector?.length ?? 0;
    return found === info.dimensions
      ? [{ state: "ok", code: "dimensionsFit", about, detail: String(found) }]
      : [{ state: "broken", code: "dimensionsDiffer", about, detail: `${found}, ${info.dimensions}` }];
  } catch (thrown) {
    return [failureOf(thrown, { about, setting: "EMBEDDING_MODEL" })];
  }
}

async function moderation({ ports }: CommandContext): Promise<readonly Finding[]> {
  const { moderator } = ports;
  if (!moderator) return [{ state: "broken", code: "noModeration" }];
  const about = named(moderator.info);
  return await within(
    ANSWER_LIMIT_MS,
    async (signal) => {
      try {
        await moderator.moderateText("good morning", signal);
        return [{ state: "ok", code: "works", about, detail: moderator.info.provider }];
      } catch (thrown) {
        return [failureOf(thrown, { about, setting: "MODERATION_PROVIDER" })];
      }
    },
    about,
  );
}

async function services({ ports }: CommandContext): Promise<readonly Finding[]> {
  const found = await Promise.all((ports.probes ?? []).map(asked));
  return found.flat();
}

async function asked({ service: about, setting, ask }: ServiceProbe): Promise<readonly Finding[]> {
  if (ask === null) return [{ state: "ok", code: "notAsked", about, detail: setting }];
  return await within(
    ANSWER_LIMIT_MS,
    async (signal) => {
      try {
        const notes = await ask(signal);
        if (notes.length === 0) return [{ state: "ok", code: "keyTaken", about, detail: setting }];
        return notes.map(({ note, detail }) => ({ state: "warning", code: note, about, detail }));
      } catch (thrown) {
        return [failureOf(thrown, { about, setting })];
      }
    },
    about,
  );
}

export const SERVICE_CHECKS: readonly Check[] = [
  { area: "models", run: models },
  { area: "moderation", run: moderation },
  { area: "services", run: services },
];
