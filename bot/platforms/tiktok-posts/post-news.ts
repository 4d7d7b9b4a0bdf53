// What TikTok's webhooks tell of posts, in our words.
import { z } from "zod";

const POST_EVENT = /^(?:post\.publish\.|video\.(?:publish|upload)\.)/;
const Renamed = z.object({
  publish_id: z.string().min(1).max(64),
  post_id: z
    .union([z.string(), z.number()])
    .transform(String)
    .pipe(z.string().regex(/^\d{1,30}$/)),
});

export interface PostNews {
  readonly renamed?: { readonly from: string; readonly to: string };
}

/** null: it is not about a post. @param content parsed from its string */
export function postNewsFrom(event: string, content: unknown): PostNews | null {
  if (!POST_EVENT.test(event)) return null;
  const renamed = event === "post.publish.publicly_available" ? Renamed.safeParse(content) : null;
  if (!renamed?.success) return {};
  return { renamed: { from: renamed.data.publish_id, to: renamed.data.post_id } };
}
