// What this installation pays for, and the units it is billed in: what the price book must know.
import { TRAINING_STEPS } from "../../domain/avatars/identity/training-plan.ts";
import type { AppContext } from "../context.ts";

export interface ConfiguredWork {
  readonly provider: string;
  readonly model: string;
  readonly units: readonly string[];
}

/** Built-in providers bill nothing and are left out. */
export function configuredWork({ ports, chat, embedder }: AppContext): readonly ConfiguredWork[] {
  const paid = [
    ...ports.images.map(({ info }) => ({ info, units: Object.keys(info.usualUnits ?? { [info.unit]: 1 }) })),
    ...[...ports.videos, ...ports.voices].map(({ info }) => ({ info, units: [info.unit] })),
    ...ports.trainers.map(({ info }) => ({ info, units: Object.keys(info.expectedUnits(TRAINING_STEPS.usual)) })),
    { info: chat.info, units: ["input_token", "cached_input_token", "output_token"] },
    { info: embedder.info, units: ["input_token"] },
    ...(ports.transcriber ? [{ info: ports.transcriber.info, units: ["second"] }] : []),
    ...(ports.vision
      ? [{ info: ports.vision.info, units: ["input_token", "cached_input_token", "output_token"] }]
      : []),
  ];
  return paid
    .filter(({ info }) => !info.offline)
    .map(({ info: { provider, model }, units }) => ({ provider, model, units }));
}
