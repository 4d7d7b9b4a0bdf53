// Drafts with real pictures and a real clip, for the tests of all publishers, and a place that serves them.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import sharp from "sharp";
import type { PostDraft, PostFormat, PostMedia } from "../../../../agents/ports/publisher.ts";
import { tinyVideo } from "../../../../jobs/providers/emulator/tiny-video.ts";

const BROKEN = Buffer.from("neither a picture nor a clip, however long one looks at it");

export interface TestMedia {
  readonly picture: PostMedia;
  readonly otherPicture: PostMedia;
  readonly clip: PostMedia;
  readonly broken: (of: "image" | "video") => PostMedia;
  /** Counted over all files: the longest single read. */
  longestRead(): number;
  draft(format: PostFormat, caption: string, media?: readonly PostMedia[]): PostDraft;
  close(): Promise<void>;
}

const jpegOf = (background: string) =>
  sharp({ create: { width: 1_080, height: 1_350, channels: 3, background } })
    .jpeg()
    .toBuffer();

/** Made once a process: to make them took most of each test's time. */
const made = { picture: jpegOf("#b81d5c"), other: jpegOf("#1d5cb8"), film: filmed() };

async function filmed(): Promise<Buffer> {
  return Buffer.from(await tinyVideo({ seed: 7, seconds: 2, width: 540, height: 960 }));
}

/** @param clipPadding bytes put behind the clip in a "free" box, for clips of several pieces */
export async function serveTestMedia(clipPadding = 0): Promise<TestMedia> {
  const film = await made.film;
  const files: Readonly<Record<string, Buffer>> = {
    "/picture.jpg": await made.picture,
    "/other.jpg": await made.other,
    "/clip.mp4": clipPadding === 0 ? film : Buffer.concat([film, freeBox(clipPadding)]),
    "/broken": BROKEN,
  };
  const server = createServer((request, response) => {
    const file = files[request.url ?? ""];
    if (file) response.end(file);
    else response.writeHead(404).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let longest = 0;
  const media = (path: string, kind: "image" | "video"): PostMedia => {
    const bytes = files[path] ?? BROKEN;
    return {
      kind,
      contentType: kind === "image" ? "image/jpeg" : "video/mp4",
      bytes: bytes.length,
      url: `${origin}${path}`,
      read: async ({ start, end }) => {
        longest = Math.max(longest, end - start);
        return bytes.subarray(start, end);
      },
      ...(kind === "image" ? { altText: "Sea at dawn" } : {}),
    };
  };
  const picture = media("/picture.jpg", "image");
  const otherPicture = media("/other.jpg", "image");
  const clip = media("/clip.mp4", "video");
  const usual: Readonly<Record<PostFormat, readonly PostMedia[]>> = {
    image: [picture],
    carousel: [picture, otherPicture],
    story: [picture],
    video: [clip],
  };
  return {
    picture,
    otherPicture,
    clip,
    broken: (of) => media("/broken", of),
    longestRead: () => longest,
    draft: (format, caption, given = usual[format]) => ({ format, caption, media: given, aiGenerated: true }),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

/** Players skip it. */
function freeBox(size: number): Buffer {
  const bytes = Buffer.alloc(size);
  bytes.writeUInt32BE(size, 0);
  bytes.write("free", 4, "latin1");
  return bytes;
}
