// A segment of an avatar by name or id.

import { SegmentFilter, type SegmentFilterValue } from "../../domain/fans/segment-filter.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import type { CommandContext } from "../context.ts";

export interface FoundSegment {
  readonly id: string;
  readonly name: string;
  readonly filter: SegmentFilterValue;
}

export async function findSegment(context: CommandContext, avatarId: string, reference: string): Promise<FoundSegment> {
  const row = await context.database.prisma.segment.findFirst({
    where: { avatarId, OR: [{ id: reference }, { name: { equals: reference.trim(), mode: "insensitive" } }] },
  });
  if (row) return { id: row.id, name: row.name, filter: SegmentFilter.parse(row.filter) };
  const words = texts(context.actor.language).reach;
  throw new AppError("not_found", words.segmentNotFound(reference.slice(0, 60)), {
    field: "segment",
    remedy: words.segmentHint,
  });
}
