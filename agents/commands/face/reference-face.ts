// What makes a picture an avatar's reference: one face, of somebody who looks like an adult (trust C9), recorded with whose it is (C8).
import { z } from "zod";
import { APPARENT_AGE } from "../../domain/trust/identity-gate.ts";
import { AppError } from "../../kernel/errors.ts";
import type { Face } from "../../ports/face-recognizer.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext, Transaction } from "../context.ts";
import { appendTrustEvent } from "../trust-event.ts";
import type { Card } from "../view.ts";

export const ReferenceFace = z.object({
  avatar: z.string(),
  name: z.string(),
  state: z.string(),
  imageKey: z.string(),
  thumbnailKey: z.string().nullable(),
  /** Whether pictures can be compared with it. */
  comparable: z.boolean(),
  apparentAge: z.number().nullable(),
  synthetic: z.boolean(),
});
export type ReferenceFaceValue = z.output<typeof ReferenceFace>;

/**
 * null where nobody can look. `synthetic`: drawn, so that no age shows.
 * @throws AppError `refused` for a picture without exactly one face, or one that looks under age
 */
export async function onlyFace(
  context: CommandContext,
  picture: { readonly bytes: Uint8Array; readonly synthetic: boolean },
  field: string,
): Promise<Face | null> {
  const { faces: recognizer } = context.ports;
  if (!recognizer) return null;
  const words = texts(context.actor.language).identity;
  const [face, ...others] = await recognizer.facesIn(picture.bytes, context.signal);
  if (!face || others.length > 0)
    throw new AppError("refused", face ? words.severalFaces : words.noFaceFound, { field });
  if (!picture.synthetic && face.apparentAge < APPARENT_AGE.block)
    throw new AppError("refused", words.looksUnderAge, { field, reason: "minor_appearance" });
  return face;
}

interface Faced {
  readonly id: string;
  readonly state: string;
}

interface NewReference {
  readonly asset: { readonly id: string; readonly sha256: string };
  readonly face: Face | null;
  readonly likeness: "fictional" | "operator_own" | "third_party";
  /** By which consent, where it is a third person's. */
  readonly consentId?: string;
}

/** In the transaction of the command. @returns the avatar's state after it */
export async function setReferenceFace(
  context: CommandContext,
  tx: Transaction,
  avatar: Faced,
  { asset, face, likeness, consentId }: NewReference,
): Promise<string> {
  await tx.avatar.update({
    where: { id: avatar.id },
    data: {
      referenceAssetId: asset.id,
      referenceFace: face ? [...face.descriptor] : [],
      likeness,
      ...(avatar.state === "draft" ? { state: "face_ready" as const } : {}),
    },
  });
  await appendTrustEvent(context, tx, avatar.id, {
    control: "C8",
    ruleVersion: "1",
    judged: asset.sha256,
    decision: `reference face: ${likeness}${consentId ? ` by ${consentId}` : ""}`,
  });
  return avatar.state === "draft" ? "face_ready" : avatar.state;
}

export function referenceFaceCard(output: ReferenceFaceValue, context: CommandContext): Card {
  const words = texts(context.actor.language);
  const notes = [
    ...(output.comparable ? [] : [words.identity.notComparable]),
    ...(!output.synthetic && output.apparentAge !== null && output.apparentAge < APPARENT_AGE.review
      ? [words.identity.looksYoung(Math.round(output.apparentAge))]
      : []),
    ...(output.synthetic ? [words.common.offlineNote] : []),
  ];
  const input = { avatar: output.avatar };
  return {
    title: words.identity.picked(output.name),
    tone: "good",
    images: [
      {
        key: output.imageKey,
        ...(output.thumbnailKey ? { thumbnailKey: output.thumbnailKey } : {}),
        alt: words.identity.referenceAlt(output.name),
      },
    ],
    buttons: [
      { label: words.identity.buildDataset, command: "dataset.create", input, style: "primary" },
      ...(output.state === "active"
        ? [{ label: words.avatar.makeBatch, command: "batch.create", input: { ...input, count: 6 } }]
        : [{ label: words.avatar.activate, command: "avatar.activate", input }]),
    ],
    ...(notes.length > 0 ? { note: notes.join(" ") } : {}),
  };
}
