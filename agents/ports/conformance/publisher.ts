// What every Publisher must do; run by the test of each adapter against its platform or a strict emulator of it.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ConnectedAccount } from "../connector.ts";
import type { PostDraft, PublishedPost, Publisher } from "../publisher.ts";

export interface PublisherHarness {
  readonly publisher: Publisher;
  readonly account: ConnectedAccount;
  /** One the platform accepts. */
  draft(caption: string): PostDraft;
  /** Its bytes are no picture and no clip. */
  brokenDraft(caption: string): PostDraft;
  /** Captions of what is public, newest first. */
  published(): readonly string[];
  now(): Date;
  /** Moves the platform's time until what it works on is ready. */
  finishProcessing(): void;
  /** The next commit is done, but its answer never arrives. */
  loseNextCommit(): void;
  /** The next prepared post loses its AI label; absent: the platform gives no label back, and `labelled` is null. */
  dropNextLabel?(): void;
  /** False where what is prepared is ready at once. */
  readonly processes: boolean;
  /**
   * False where the platform shows nothing of what was posted (a Telegram bot cannot read its channel). A lost answer
   * then stays unknown for a person to decide, and what was committed cannot be told from what was not: that a commit
   * is asked for once is the product's part.
   */
  readonly showsPosts?: false;
  close(): Promise<void>;
}

export function describePublisher(name: string, create: () => Promise<PublisherHarness>): void {
  const signal = () => AbortSignal.timeout(10_000);
  let harness: PublisherHarness;
  const prepare = async (draft: PostDraft) =>
    (await harness.publisher.prepare(harness.account, draft, signal())).containerId;
  const prepareReady = async (draft: PostDraft) => {
    const containerId = await prepare(draft);
    harness.finishProcessing();
    return containerId;
  };
  const commit = (containerId: string, draft: PostDraft) =>
    harness.publisher.commit(harness.account, containerId, draft, signal());
  const check = (containerId: string) => harness.publisher.check(harness.account, containerId, signal());
  const findLost = (containerId: string, caption: string, since: Date) =>
    harness.publisher.find(harness.account, { containerId, caption, since }, signal());
  const findThere = async (containerId: string, caption: string, since: Date): Promise<PublishedPost | null> => {
    const found = await findLost(containerId, caption, since);
    if (found !== "pending") return found;
    harness.finishProcessing();
    const later = await findLost(containerId, caption, since);
    expect(later).not.toBe("pending");
    return later as PublishedPost | null;
  };
  /** As the product does: by the id that the commit gave, or by looking it up once the platform is done. */
  const readBack = async (containerId: string, draft: PostDraft, since: Date) => {
    const { externalId } = await commit(containerId, draft);
    return externalId === null
      ? await findThere(containerId, draft.caption, since)
      : await harness.publisher.find(harness.account, { externalId }, signal());
  };
  const showsPosts = () => harness.showsPosts !== false;
  const undecided = { code: "unavailable", reason: "history_unavailable", retryable: false };
  const label = () => (harness.dropNextLabel ? true : null);

  describe(`${name} is a Publisher`, () => {
    beforeEach(async () => {
      harness = await create();
    });
    afterEach(() => harness.close());

    it("publishes in steps: nothing is public before the commit, and the label is read back", async () => {
      const since = harness.now();
      const draft = harness.draft("Sábado ☀️ #AIGenerated");
      const before = await harness.publisher.quota(harness.account, signal());
      const containerId = await prepareReady(draft);
      await prepare(harness.draft("another, never committed"));
      expect(await check(containerId)).toEqual({ state: "ready" });
      expect(harness.published()).toEqual([]);
      const found = await readBack(containerId, draft, since);
      expect(harness.published()).toEqual([draft.caption]);
      if (showsPosts()) expect(await check(containerId)).toEqual({ state: "published" });
      expect(found).toMatchObject({ externalId: expect.any(String), labelled: label() });
      if (!showsPosts()) return;
      const after = await harness.publisher.quota(harness.account, signal());
      expect(after).toEqual({ used: before.used + 1, total: before.total });
    });

    it("does not commit what is still being processed", async () => {
      if (!harness.processes) return;
      const draft = harness.draft("patience");
      const containerId = await prepare(draft);
      expect(await check(containerId)).toEqual({ state: "processing" });
      await expect(commit(containerId, draft)).rejects.toMatchObject({ retryable: true });
      expect(harness.published()).toEqual([]);
    });

    it("never commits twice", async () => {
      if (!showsPosts()) return;
      const since = harness.now();
      const draft = harness.draft("once");
      const containerId = await prepareReady(draft);
      await readBack(containerId, draft, since);
      await expect(commit(containerId, draft)).rejects.toMatchObject({ retryable: false });
      harness.finishProcessing();
      expect(harness.published()).toEqual(["once"]);
    });

    it("calls a lost answer unknown, and finds the post again", async () => {
      const since = harness.now();
      const draft = harness.draft("lost and found");
      const containerId = await prepareReady(draft);
      harness.loseNextCommit();
      await expect(commit(containerId, draft)).rejects.toMatchObject({ code: "outcome_unknown" });
      if (!showsPosts()) {
        expect(harness.published()).toEqual(["lost and found"]);
        return await expect(findLost(containerId, draft.caption, since)).rejects.toMatchObject(undecided);
      }
      expect(await findThere(containerId, draft.caption, since)).toMatchObject({ labelled: label() });
      expect(await check(containerId)).toEqual({ state: "published" });
      expect(harness.published()).toEqual(["lost and found"]);
    });

    it("is certain about what was never published", async () => {
      const since = harness.now();
      const containerId = await prepareReady(harness.draft("never committed"));
      const lost = findLost(containerId, "never committed", since);
      if (showsPosts()) expect(await lost).toBeNull();
      else await expect(lost).rejects.toMatchObject(undecided);
      const externalId = "18000000000000000";
      expect(await harness.publisher.find(harness.account, { externalId }, signal())).toBeNull();
    });

    it("says when the platform dropped the label", async () => {
      if (!harness.dropNextLabel) return;
      const since = harness.now();
      harness.dropNextLabel();
      const draft = harness.draft("unlabelled");
      expect(await readBack(await prepareReady(draft), draft, since)).toMatchObject({ labelled: false });
    });

    it("refuses what is no picture, for good", async () => {
      const looked = prepare(harness.brokenDraft("broken")).then((containerId) => {
        // A clip is looked at while it is worked on.
        harness.finishProcessing();
        return check(containerId);
      });
      const outcome: unknown = await looked.catch((thrown: unknown) => thrown);
      const refused = outcome instanceof Error ? { code: "provider_refused" } : { state: "failed" };
      expect(outcome).toMatchObject({ ...refused, retryable: false });
    });

    it("reports a container it does not know as failed", async () => {
      expect(await check("18000000000000001")).toMatchObject({ state: "failed", retryable: true });
    });
  });
}
