// A post as Instagram's containers: one, or for a carousel one for each picture and one around them.
import { z } from "zod";
import { AppError } from "../../../agents/kernel/errors.ts";
import type { ConnectedAccount } from "../../../agents/ports/connector.ts";
import type { PostDraft, PostMedia } from "../../../agents/ports/publisher.ts";
import { type InstagramClient, type InstagramOptions, isPageToken, readAnswer } from "./client.ts";
import { sendClip } from "./send-clip.ts";

/** Graph API v26.0: IG User media. */
const CAROUSEL = { least: 2, most: 10 };
const Created = z.object({ id: z.string().min(1) });
const Sending = z.object({ id: z.string().min(1), uri: z.string().min(1) });

/** What is made by AI says so on the post itself, never on the pictures of a carousel. */
const LABEL = { is_ai_generated: true } as const;

interface Caller {
  readonly client: InstagramClient;
  readonly options: InstagramOptions;
}

/** @returns the id of the container that is published @throws AppError */
export async function preparePost(
  caller: Caller,
  account: ConnectedAccount,
  draft: PostDraft,
  signal: AbortSignal,
): Promise<string> {
  const ask = async <Answer>(body: object, schema: z.ZodType<Answer>) => {
    const path = `/${account.externalId}/media`;
    const request = { method: "POST", path, token: account.accessToken, body, signal } as const;
    return readAnswer(await caller.client.call(request, schema));
  };
  const create = async (body: object) => (await ask(body, Created)).id;
  // Only accounts that were linked by their page may be sent clips; of the others Instagram fetches them.
  const createClip = async (body: object, media: PostMedia) => {
    if (!isPageToken(account.accessToken)) return create({ ...body, video_url: media.url });
    const container = await ask({ ...body, upload_type: "resumable" }, Sending);
    await sendClip(caller, account, container, media, signal);
    return container.id;
  };
  const { caption } = draft;
  switch (draft.format) {
    case "image":
      return create({ ...pictureOf(only(draft)), caption, ...LABEL });
    case "story": {
      const media = only(draft);
      // Without caption and alternative text: a story takes neither.
      const body = { media_type: "STORIES", ...LABEL };
      return media.kind === "video" ? createClip(body, media) : create({ ...body, image_url: media.url });
    }
    case "video":
      return createClip({ media_type: "REELS", caption, share_to_feed: true, ...LABEL }, clipOf(only(draft)));
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

function clipOf(media: PostMedia): PostMedia {
  if (media.kind !== "video") throw wrongMedia("A reel is a clip.");
  return media;
}

function wrongMedia(message: string): AppError {
  return new AppError("invalid_input", message, { field: "media" });
}
