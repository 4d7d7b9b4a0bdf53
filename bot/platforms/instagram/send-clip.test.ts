import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describePublisher } from "../../../agents/ports/conformance/publisher.ts";
import type { ByteRange } from "../../../agents/ports/object-store.ts";
import type { PostDraft } from "../../../agents/ports/publisher.ts";
import { createInstagramPublisher } from "./publisher.ts";
import { createInstagramHarness } from "./testing/instagram-harness.ts";
import { testClip } from "./testing/test-clip.ts";

const PROCESSING_MS = 30_000;
const MIB = 1024 * 1024;
const clip = await testClip();
/** Long enough to be sent in several pieces: what players skip stands behind it. */
const longClip = Buffer.concat([clip, skipped(3 * MIB)]);
const signal = () => AbortSignal.timeout(10_000);

function skipped(bytes: number): Buffer {
  const box = Buffer.alloc(bytes);
  box.writeUInt32BE(bytes, 0);
  box.write("free", 4, "latin1");
  return box;
}

/** An account that was linked by its page. */
async function pageHarness() {
  const harness = await createInstagramHarness({ processingMs: PROCESSING_MS });
  const { token } = harness.control.addAccount({ username: harness.handle, token: "EAApage_test" });
  const facebookUrl = () => `${harness.emulator.url}/facebook`;
  const account = { ...harness.account, accessToken: token };
  const reads: ByteRange[] = [];
  const draft = (caption: string, bytes: Uint8Array = clip): PostDraft => {
    // Nobody could fetch it.
    const media = harness.clip("http://127.0.0.1:1/clip.mp4", bytes);
    const read: typeof media.read = (range) => {
      reads.push(range);
      return media.read(range);
    };
    return { format: "video", caption, media: [{ ...media, read }], aiGenerated: true };
  };
  const publisher = createInstagramPublisher({ ...harness.clientOptions, facebookUrl });
  return { ...harness, account, publisher, draft, reads };
}

describePublisher("Instagram (a reel that is sent)", async () => {
  const harness = await pageHarness();
  const { control, clock } = harness;
  return {
    ...harness,
    processes: true,
    brokenDraft: (caption) => harness.draft(caption, Buffer.from("no clip")),
    published: () => control.posts().map(({ caption }) => caption),
    now: () => clock.now(),
    finishProcessing: () => clock.advance(PROCESSING_MS),
    loseNextCommit: () => control.addFault({ operation: "publish", fault: { kind: "lose_answer" } }),
    dropNextLabel: () => control.addFault({ operation: "publish", fault: { kind: "drop_label" } }),
  };
});

describe("a clip on its way to Instagram", () => {
  let harness: Awaited<ReturnType<typeof pageHarness>>;
  beforeEach(async () => {
    harness = await pageHarness();
  });
  afterEach(() => harness.close());
  const prepare = (draft: PostDraft) => harness.publisher.prepare(harness.account, draft, signal());

  it("goes on where a broken upload left off, and what arrived is the file", async () => {
    const afterBytes = 2 * MIB;
    harness.control.addFault({ fault: { kind: "cut_upload", afterBytes } });
    harness.control.addFault({ operation: "upload", fault: { kind: "lose_answer" } });
    const { containerId } = await prepare(harness.draft("long", longClip));
    expect(harness.reads.some(({ start }) => start >= afterBytes && start % MIB !== 0)).toBe(true);
    expect(Math.max(...harness.reads.map(({ start, end }) => end - start))).toBe(MIB);
    harness.clock.advance(PROCESSING_MS);
    const check = () => harness.publisher.check(harness.account, containerId, signal());
    expect(await check()).toEqual({ state: "ready" });
    await harness.publisher.commit(harness.account, containerId, harness.draft("long", longClip), signal());
    const whole = harness.emulator.control.posts()[0];
    const shown = Buffer.from(await (await fetch(`${whole?.permalink}/clip.mp4`)).arrayBuffer());
    expect(shown.equals(longClip)).toBe(true);
  });

  it("that never arrives says so, and a story goes the same way", async () => {
    harness.control.addFault({ operation: "upload", times: 3, fault: { kind: "server_error" } });
    await expect(prepare(harness.draft("lost"))).rejects.toMatchObject({
      reason: "media_upload_failed",
      retryable: true,
    });
    const { containerId } = await prepare({ ...harness.draft(""), format: "story" });
    harness.clock.advance(PROCESSING_MS);
    const state = await harness.publisher.check(harness.account, containerId, signal());
    expect(state).toEqual({ state: "ready" });
  });

  it("is sent to nobody but Instagram", async () => {
    const elsewhere: typeof fetch = async (input, init) => {
      if (!String(input).endsWith("/media")) return await fetch(input, init);
      return Response.json({ id: "1", uri: "https://rupload.example/ig-api-upload/v26.0/1" });
    };
    const facebookUrl = () => `${harness.emulator.url}/facebook`;
    const publisher = createInstagramPublisher({ ...harness.clientOptions, facebookUrl, fetch: elsewhere });
    const sent = publisher.prepare(harness.account, harness.draft("away"), signal());
    await expect(sent).rejects.toMatchObject({ reason: "upload_address", retryable: false });
  });

  it("is refused by the platform without its page, from a wrong place, or of another length", async () => {
    const url = `${harness.emulator.url}/facebook/v26.0/me/media`;
    const make = async (token: string) =>
      (await (
        await fetch(url, {
          method: "POST",
          headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
          body: JSON.stringify({ media_type: "REELS", upload_type: "resumable" }),
        })
      ).json()) as { uri?: string };
    const own = harness.control.addAccount({ username: harness.handle, token: "IGown" }).token;
    expect(await make(own)).toMatchObject({ error: { code: 100 } });
    const { uri = "" } = await make(harness.account.accessToken);
    const send = async (headers: Record<string, string>) =>
      (await fetch(uri, { method: "POST", headers, body: new Uint8Array(clip) })).status;
    const authorization = `OAuth ${harness.account.accessToken}`;
    const length = String(clip.length);
    expect(await send({ authorization: `Bearer ${harness.account.accessToken}`, offset: "0", file_size: length })).toBe(
      400,
    );
    expect(await send({ authorization, offset: "7", file_size: length })).toBe(400);
    expect(await send({ authorization, offset: "0", file_size: String(clip.length + 1) })).toBe(400);
    expect(await send({ authorization, offset: "0", file_size: length })).toBe(200);
  });
});
