// What is prepared, in one text that the post's row keeps: enough to go on after a restart.
import { z } from "zod";

/** The address takes this one clip, from nobody but whoever knows it, and only within its hour. */
const Container = z.object({
  publishId: z.string().min(1),
  uploadUrl: z.string(),
  expiresAtMs: z.number(),
  startedAtMs: z.number(),
  size: z.int().positive(),
  chunkSize: z.int().positive(),
  count: z.int().positive(),
  contentType: z.string(),
  /** Public in the end: TikTok then gives it an id of its own. */
  isPublic: z.boolean(),
});
export type UploadContainer = z.output<typeof Container>;

export function writeContainer(container: UploadContainer): string {
  return JSON.stringify(container);
}

/** null: none of ours. */
export function readContainer(containerId: string): UploadContainer | null {
  try {
    return Container.safeParse(JSON.parse(containerId)).data ?? null;
  } catch {
    return null;
  }
}
