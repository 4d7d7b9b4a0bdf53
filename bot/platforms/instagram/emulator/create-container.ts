// Takes up what is to be published: pictures at once, clips while they are worked on, carousels from what was taken up.
import { createHash } from "node:crypto";
import { DAY_MS } from "../../../../agents/kernel/clock.ts";
import { type ContainerRequest, readContainerBody } from "./container-body.ts";
import type { Emulation } from "./emulation.ts";
import { fetchPostClip } from "./fetch-clip.ts";
import { fetchPostPicture } from "./fetch-picture.ts";
import { GraphError, invalidParameter } from "./graph-error.ts";
import { type GraphCall, requireOwnAccount } from "./graph-route.ts";
import { newObjectId } from "./platform-ids.ts";
import { containerStatus } from "./post-fields.ts";
import type { EmulatedContainer, EmulatedMedia } from "./state.ts";

/** Whatever becomes of them. */
const CONTAINERS_PER_DAY = 400;

type Taken = Pick<EmulatedContainer, "media" | "failure" | "readyAtMs">;

export async function createContainer(emulation: Emulation, call: GraphCall): Promise<object> {
  requireOwnAccount(call);
  const { access_token: _token, ...given } = call.parameters;
  const request = readContainerBody(given);
  if (request.isSent && !call.token.token.startsWith("EAA")) throw invalidParameter("Invalid parameter upload_type");
  const { state, clock } = emulation;
  const nowMs = clock.now().getTime();
  requireContainersLeft(emulation, call.account.id, nowMs);
  const id = newObjectId();
  const children = request.children.map((child) => childOf(emulation, call.account.id, child));
  const taken = children.length > 0 ? takeChildren(children) : await takeFile(emulation, id, request);
  const { format, isCarouselItem, caption, altText, aiGenerated } = request;
  const kept = { format, isCarouselItem, caption, altText, children: request.children };
  state.record({
    type: "container",
    container: {
      id,
      accountId: call.account.id,
      ...kept,
      ...(request.isSent ? { upload: { thumbOffsetMs: request.thumbOffsetMs } } : {}),
      media: taken.media,
      aiGenerated: aiGenerated && call.fault?.kind !== "drop_label",
      createdAtMs: nowMs,
      readyAtMs:
        call.fault?.kind === "never_finish"
          ? Number.MAX_SAFE_INTEGER
          : Math.max(taken.readyAtMs, nowMs + emulation.processingMs),
      failure: call.fault?.kind === "fail_container" ? call.fault.subcode : taken.failure,
    },
  });
  return request.isSent ? { id, uri: uploadUriOf(call, id) } : { id };
}

/** On rupload.facebook.com outside. */
function uploadUriOf({ graphUrl }: GraphCall, id: string): string {
  return graphUrl.replace(/\/facebook\/(v\d+\.\d+)$/, `/ig-api-upload/$1/${id}`);
}

function requireContainersLeft({ state }: Emulation, accountId: string, nowMs: number): void {
  let count = 0;
  for (const container of state.containers.values()) {
    if (container.accountId === accountId && container.createdAtMs > nowMs - DAY_MS) count += 1;
  }
  if (count >= CONTAINERS_PER_DAY) throw new GraphError(4, "(#4) Application request limit reached");
}

function childOf(emulation: Emulation, accountId: string, id: string): EmulatedContainer {
  const child = emulation.state.containers.get(id);
  if (!child?.isCarouselItem || child.accountId !== accountId) {
    throw new GraphError(24, "An item of the carousel could not be found.", { subcode: 2_207_006 });
  }
  const status = containerStatus(emulation, child);
  if (status === "EXPIRED") throw new GraphError(-2, "An item has expired.", { subcode: 2_207_020 });
  if (status === "ERROR") throw new GraphError(-1, "An item could not be uploaded.", { subcode: 2_207_053 });
  if (status === "IN_PROGRESS" && child.format === "video") {
    throw new GraphError(9_007, "An item is not ready.", { subcode: 2_207_027 });
  }
  return child;
}

function takeChildren(children: readonly EmulatedContainer[]): Taken {
  return {
    media: children.flatMap(({ media }) => media ?? []),
    failure: null,
    readyAtMs: Math.max(...children.map(({ readyAtMs }) => readyAtMs)),
  };
}

async function takeFile(
  { fetch: request, pictures }: Emulation,
  id: string,
  { imageUrl, videoUrl, format, thumbOffsetMs }: ContainerRequest,
): Promise<Taken> {
  if (imageUrl !== null) {
    const bytes = await fetchPostPicture(imageUrl, request, format === "story");
    pictures.append(id, bytes);
    return { media: [pictureOf(bytes)], failure: null, readyAtMs: 0 };
  }
  // What is sent to us by and by is judged when it is all there.
  if (videoUrl === null) return { media: [], failure: null, readyAtMs: Number.MAX_SAFE_INTEGER };
  const judged = await fetchPostClip(videoUrl, request, pictures, id, { format, thumbOffsetMs });
  return { ...judged, readyAtMs: 0 };
}

function pictureOf(bytes: Uint8Array): EmulatedMedia {
  return { kind: "image", bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
}
