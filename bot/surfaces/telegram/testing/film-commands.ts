// Commands that show films and sound beside pictures, for tests of surfaces, and the files they show.
import sharp from "sharp";
import { z } from "zod";
import { defineCommand } from "../../../../agents/commands/command.ts";
import type { CardImage } from "../../../../agents/commands/view.ts";
import type { ObjectStore } from "../../../../agents/ports/object-store.ts";
import { tinyVideo } from "../../../../jobs/providers/emulator/tiny-video.ts";
import { wavOf } from "../../../../jobs/providers/voice/built-in/wav.ts";

/** One byte more than a request may carry. */
const LONG_BYTES = 50_000_001;

export async function putFilms(store: ObjectStore): Promise<void> {
  const film = await tinyVideo({ seed: 3, seconds: 1, width: 96, height: 160 });
  const still = await sharp({ create: { width: 720, height: 1_280, channels: 3, background: "#446688" } })
    .jpeg()
    .toBuffer();
  await Promise.all([
    store.put("films/walk.mp4", film, "video/mp4"),
    store.put("films/walk-poster.jpg", still, "image/jpeg"),
    store.put("films/long.mp4", Buffer.alloc(LONG_BYTES), "video/mp4"),
    store.put("films/broken.mp4", film.subarray(0, 200), "video/mp4"),
    store.put("sounds/hello.wav", wavOf(new Float32Array(2_205)), "audio/wav"),
  ]);
}

const input = { id: "box-1" };
const SHOWN = {
  film: {
    key: "films/walk.mp4",
    thumbnailKey: "films/walk-poster.jpg",
    media: "video",
    alt: "A walk",
    caption: "walk-1 · <by the sea>",
    buttons: [{ label: "Paint", command: "box.paint", input, style: "primary" }],
  },
  picture: { key: "pictures/box.png", alt: "Box 1", caption: "box-1" },
  sound: { key: "sounds/hello.wav", media: "audio", alt: "A greeting" },
  lost: { key: "films/lost.mp4", media: "video", alt: "A lost film" },
  long: { key: "films/long.mp4", thumbnailKey: "films/walk-poster.jpg", media: "video", alt: "A long film" },
  broken: { key: "films/broken.mp4", thumbnailKey: "films/lost.jpg", media: "video", alt: "A broken film" },
} as const satisfies Record<string, CardImage>;

/** "film show film,sound" */
export const filmShow = defineCommand({
  name: "film.show",
  role: "analyst",
  effect: "read",
  input: z.object({ names: z.string() }),
  output: z.object({ names: z.array(z.enum(Object.keys(SHOWN) as (keyof typeof SHOWN)[])) }),
  positional: ["names"],
  errors: [],
  run: async (_context, { names }) => ({ names: names.split(",") as (keyof typeof SHOWN)[] }),
  view: ({ names }) => ({ title: "Films", images: names.map((name) => SHOWN[name]) }),
});
