// A post as Instagram's containers: one, or for a carousel one for each picture and one around them.
import { z } from "zod";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { ConnectedAccount } from "../../../agents/ports/connector.ts";
import type { PostDraft, PostMedia } from "../../../agents/ports/publisher.ts";
import { type InstagramClient, readAnswer } from "./client.ts";

/** Graph API v26.0: IG User media. */
const CAROUSEL = { least: 2, most: 10 };
const Created = z.object({ id: z.string().min(1) });

/** What is made by AI says so on the post itself, never on the pictures of a carousel. */
const LABEL = { is_ai_generated: true } as const;

/** @returns the id of the container that is published @throws AppError */
export async function preparePost(
  client: InstagramClient,
  account: ConnectedAccount,
  draft: PostDraft,
  signal: AbortSignal,
): Promise<string> {
  const create = async (body: object) => {
    const path = `/${account.externalId}/media`;
    const request = { method: "POST", path, token: account.accessToken, body, signal } as const;
    return readAnswer(await client.call(request, Created)).id;
  };
  const { caption } = draft;
  switch (draft.format) {
    case "image":
      return create({ ...pictureOf(only(draft)), caption, ...LABEL });
    case "story":
      return create({ media_type: "STORIES", ...storyFile(only(draft)), ...LABEL });
    case "video":
      return create({ media_type: "REELS", ...clipOf(only(draft)), caption, share_to_feed: true, ...LABEL });
    case "carousel": {
      if (draft.media.length < CAROUSEL.least || draft.media.length > CAROUSEL.most) {
        throw wrongMedia(`A carousel has ${CAROUSEL.least} to ${CAROUSEL.most} pictures.`);
      }
      const children: string[] = [];
      for (const media of draft.media) children.push(await create({ ...pictureOf(media), is_carousel_item: true }));
      return create({ media_type: "CAROUSEL", children: children.join(","), caption, ...LABEL });
    }
  }
}

function only({ media: [media, ...more], format }: PostDraft): PostMedia {
  if (!media || more.length > 0) throw wrongMedia(`A post of the kind ${format} has one file.`);
  return media;
}

function pictureOf({ kind, url, altText }: PostMedia): object {
  if (kind !== "image") throw wrongMedia("Only pictures go into this kind of post.");
  return { image_url: url, ...(altText === undefined ? {} : { alt_text: altText }) };
}

function clipOf({ kind, url }: PostMedia): object {
  if (kind !== "video") throw wrongMedia("A reel is a clip.");
  return { video_url: url };
}

/** Without caption and alternative text: a story takes neither. */
function storyFile({ kind, url }: PostMedia): object {
  return kind === "video" ? { video_url: url } : { image_url: url };
}

function wrongMedia(message: string): AppError {
  return new AppError("invalid_input", message, { field: "media" });
}
