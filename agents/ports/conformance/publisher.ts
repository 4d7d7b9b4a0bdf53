// What every Publisher must do; run by the test of each adapter against its platform or a strict emulator of it.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ConnectedAccount } from "../connector.ts";
import type { PostDraft, Publisher } from "../publisher.ts";

export interface PublisherHarness {
  readonly publisher: Publisher;
  readonly account: ConnectedAccount;
  /** A picture the platform accepts. */
  readonly imageUrl: string;
  /** Serves bytes that are no picture. */
  readonly brokenUrl: string;
  /** Captions of what is public, newest first. */
  published(): readonly string[];
  now(): Date;
  /** Moves the platform's time until a prepared post is ready. */
  finishProcessing(): void;
  /** The next commit is done, but its answer never arrives. */
  loseNextCommit(): void;
  /** The next prepared post loses its AI label. */
  dropNextLabel(): void;
  close(): Promise<void>;
}

export function describePublisher(name: string, create: () => Promise<PublisherHarness>): void {
  const signal = () => AbortSignal.timeout(10_000);
  let harness: PublisherHarness;
  const draft = (caption: string, url = harness.imageUrl): PostDraft => ({
    caption,
    media: [{ kind: "image", url, altText: "A card" }],
    aiGenerated: true,
  });
  const prepare = async (caption: string) =>
    (await harness.publisher.prepare(harness.account, draft(caption), signal())).containerId;
  const prepareReady = async (caption: string) => {
    const containerId = await prepare(caption);
    harness.finishProcessing();
    return containerId;
  };
  const commit = (containerId: string) => harness.publisher.commit(harness.account, containerId, signal());
  const check = (containerId: string) => harness.publisher.check(harness.account, containerId, signal());
  const findLost = (containerId: string, caption: string, since: Date) =>
    harness.publisher.find(harness.account, { containerId, caption, since }, signal());

  describe(`${name} is a Publisher`, () => {
    beforeEach(async () => {
      harness = await create();
    });
    afterEach(() => harness.close());

    it("publishes in steps: nothing is public before the commit, and the label is read back", async () => {
      const caption = "Sábado ☀️ #AIGenerated";
      const before = await harness.publisher.quota(harness.account, signal());
      const containerId = await prepareReady(caption);
      await prepare("another, never committed");
      expect(await check(containerId)).toEqual({ state: "ready" });
      expect(harness.published()).toEqual([]);
      const { externalId } = await commit(containerId);
      expect(harness.published()).toEqual([caption]);
      expect(await check(containerId)).toEqual({ state: "published" });
      const found = await harness.publisher.find(harness.account, { externalId }, signal());
      expect(found).toMatchObject({ externalId, labelled: true, permalink: expect.stringMatching(/^https?:/) });
      const after = await harness.publisher.quota(harness.account, signal());
      expect(after).toEqual({ used: before.used + 1, total: before.total });
    });

    it("does not commit what is still being processed", async () => {
      const containerId = await prepare("patience");
      expect(await check(containerId)).toEqual({ state: "processing" });
      await expect(commit(containerId)).rejects.toMatchObject({ retryable: true });
      expect(harness.published()).toEqual([]);
    });

    it("never commits twice", async () => {
      const containerId = await prepareReady("once");
      await commit(containerId);
      await expect(commit(containerId)).rejects.toMatchObject({ retryable: false });
      expect(harness.published()).toEqual(["once"]);
    });

    it("calls a lost answer unknown, and finds the post again", async () => {
      const since = harness.now();
      const containerId = await prepareReady("lost and found");
      harness.loseNextCommit();
      await expect(commit(containerId)).rejects.toMatchObject({ code: "outcome_unknown" });
      expect(await check(containerId)).toEqual({ state: "published" });
      expect(await findLost(containerId, "lost and found", since)).toMatchObject({ labelled: true });
      expect(harness.published()).toEqual(["lost and found"]);
    });

    it("is certain about what was never published", async () => {
      const since = harness.now();
      const containerId = await prepareReady("never committed");
      expect(await findLost(containerId, "never committed", since)).toBeNull();
      const externalId = "18000000000000000";
      expect(await harness.publisher.find(harness.account, { externalId }, signal())).toBeNull();
    });

    it("says when the platform dropped the label", async () => {
      harness.dropNextLabel();
      const { externalId } = await commit(await prepareReady("unlabelled"));
      expect(await harness.publisher.find(harness.account, { externalId }, signal())).toMatchObject({
        labelled: false,
      });
    });

    it("refuses what is no picture, for good", async () => {
      const broken = harness.publisher.prepare(harness.account, draft("broken", harness.brokenUrl), signal());
      await expect(broken).rejects.toMatchObject({ code: "provider_refused", retryable: false });
    });

    it("reports a container it does not know as failed", async () => {
      expect(await check("18000000000000001")).toMatchObject({ state: "failed", retryable: true });
    });
  });
}
