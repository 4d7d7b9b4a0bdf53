// A shot of a training set as it is asked of a vendor.
import { type DatasetShot, datasetPrompt } from "../../domain/avatars/identity/dataset-plan.ts";
import { Persona } from "../../domain/avatars/persona.ts";
import { imageParameters } from "../../domain/content/presets.ts";
import { BASE_NEGATIVE } from "../../domain/content/prompt.ts";
import type { ImageJobRequest } from "../../domain/content/vendor-request.ts";
import type { AppContext, Transaction } from "../context.ts";

export interface DatasetSubject {
  readonly looks: string;
  readonly age: number;
  /** The reference face, by its key in our store. */
  readonly referenceKey: string;
}

/** Shapes by how much of her is shown. */
const RATIOS: Readonly<Record<DatasetShot["framing"], string>> = { full: "4:5", medium: "4:5", close: "1:1" };

/** @param index of the plan */
export function datasetRequest(
  shot: DatasetShot,
  index: number,
  { looks, age, referenceKey }: DatasetSubject,
): ImageJobRequest {
  return {
    prompt: datasetPrompt(shot, looks, age),
    negative: `${BASE_NEGATIVE}, second person`,
    seed: shot.seed,
    aspectRatio: RATIOS[shot.framing],
    explicitness: 1,
    parameters: imageParameters(null),
    referenceKey,
    shot: { title: `${index + 1}`, lines: [shot.angle, shot.pose, shot.expression, shot.light] },
  };
}

export async function looksOf(
  context: Pick<AppContext, "database">,
  avatarId: string,
  rows: Pick<Transaction, "personaField"> = context.database.prisma,
): Promise<string> {
  const appearance = await rows.personaField.findUnique({
    where: { avatarId_name: { avatarId, name: "appearance" } },
  });
  return Persona.shape.appearance.catch("adult").parse(appearance?.value);
}
