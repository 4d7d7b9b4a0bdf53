// A spoken text as work: in the avatar's own voice at whichever provider speaks.
import { AvatarVoice, voiceOf } from "../../domain/avatars/voice.ts";
import type { VoiceJobRequest } from "../../domain/content/vendor-request.ts";
import { mayGenerate } from "../../domain/trust/explicitness.ts";
import type { VoiceGenerator } from "../../ports/voice-generator.ts";
import type { AppContext } from "../context.ts";
import { routingOf } from "./avatar-routing.ts";
import { withKeeper } from "./image-work.ts";
import { keepVoice } from "./keep-voice.ts";
import type { Work, WorkVendor } from "./work.ts";

/** @param avatar with her voice as her row keeps it */
export async function voiceWork(
  context: AppContext,
  asked: VoiceJobRequest,
  avatar: { readonly id: string; readonly voice: unknown },
): Promise<Work> {
  const own = AvatarVoice.catch(AvatarVoice.parse({})).parse(avatar.voice ?? {});
  return {
    ...(await routingOf(context, avatar.id, "voice")),
    vendors: context.ports.voices.map((generator) => voiceVendor(context, asked, own, generator)),
  };
}

function voiceVendor(
  context: AppContext,
  asked: VoiceJobRequest,
  own: AvatarVoice,
  generator: VoiceGenerator,
): WorkVendor {
  const { info } = generator;
  const voice = voiceOf(own, info.provider, info.voices, asked.language);
  return {
    info,
    canDo:
      voice !== null &&
      info.languages.includes(asked.language) &&
      asked.text.length <= info.maxCharacters &&
      mayGenerate(info.provider, asked.explicitness),
    expectedUnits: { [info.unit]: asked.text.length },
    submit: async (attempt, signal) => {
      const { text, language, speed } = asked;
      return await generator.submit({ text, language, speed, voice: voice ?? "" }, attempt, signal);
    },
    collect: async (jobId, signal, ended) => {
      const outcome = await generator.collect(jobId, signal, ended);
      return withKeeper(outcome, (spoken, paid, run, job) =>
        keepVoice(context, job, { asked, info, spoken, paid }, run),
      );
    },
    find: generator.find,
    cancel: generator.cancel,
  };
}
