// Judges what is on the platform and what the product says of it, knowing nothing of the product.
import type { ProofReport } from "../proof.ts";

export interface PublishRecord {
  readonly wanted: number;
  /** The product's rows. */
  readonly posts: readonly {
    readonly id: string;
    readonly accountId: string;
    readonly pieceId: string;
    readonly kind: string;
    readonly caption: string;
    readonly state: string;
    readonly externalId: string | null;
    readonly labelled: boolean | null;
    readonly errorCode: string | null;
  }[];
  /** The platform's own list; a story has no caption there. */
  readonly published: readonly {
    readonly id: string;
    readonly accountId: string;
    readonly format: string;
    readonly caption: string;
    readonly files: readonly string[];
    readonly aiGenerated: boolean;
  }[];
  readonly postsPerDay: number;
  readonly unplannedDeaths: readonly string[];
}

type Post = PublishRecord["posts"][number];
type Published = PublishRecord["published"][number];

export function checkPublish(record: PublishRecord): ProofReport {
  const { posts, published, wanted } = record;
  const failures: string[] = [];
  if (posts.length !== wanted) failures.push(`${posts.length} posts are recorded, not ${wanted}`);
  if (published.length !== wanted) failures.push(`${published.length} posts are on the platform, not ${wanted}`);
  const byId = new Map(published.map((there) => [there.id, there]));
  for (const post of posts) failures.push(...problemsOf(post, byId));
  failures.push(...twice(published, lookOf, (look) => `the platform shows ${look} twice`));
  const ids = posts.filter(({ externalId }) => externalId !== null);
  failures.push(
    ...twice(
      ids,
      ({ externalId }) => externalId ?? "",
      (id) => `two posts say that they are ${id}`,
    ),
  );
  for (const there of published) {
    if (!there.aiGenerated) failures.push(`${there.id} does not say that it is AI-generated`);
  }
  for (const [account, count] of tally(published.map(({ accountId }) => accountId))) {
    if (count > record.postsPerDay) failures.push(`account ${account} has ${count} posts of ${record.postsPerDay}`);
  }
  for (const death of record.unplannedDeaths) failures.push(`the product died by itself: ${death}`);
  return {
    figures: {
      wanted,
      published: published.length,
      duplicates: published.length - new Set(published.map(lookOf)).size,
      missing: posts.filter(({ externalId }) => externalId === null || !byId.has(externalId)).length,
    },
    failures,
  };
}

function problemsOf(post: Post, byId: ReadonlyMap<string, Published>): string[] {
  if (post.state !== "published") return [`post ${post.id} is ${post.state}: ${post.errorCode ?? ""}`];
  const there = byId.get(post.externalId ?? "");
  if (!there) return [`post ${post.id} says it is ${post.externalId}, which is not on the platform`];
  const problems: string[] = [];
  if (there.accountId !== post.accountId) problems.push(`post ${post.id} is on another account`);
  if (there.format !== post.kind) problems.push(`post ${post.id} went out as ${there.format}, not as ${post.kind}`);
  if (post.kind !== "story" && there.caption !== post.caption) problems.push(`post ${post.id} shows another's caption`);
  if (post.labelled !== true) problems.push(`post ${post.id} was not seen to be labelled`);
  return problems;
}

/** What a follower sees: the same files under the same words on the same account are the same post. */
const lookOf = ({ accountId, format, caption, files }: Published) =>
  JSON.stringify([accountId, format, caption, files.map((hash) => hash.slice(0, 12))]);

function twice<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  sentence: (key: string) => string,
): string[] {
  return [...tally(items.map(keyOf))].filter(([, count]) => count > 1).map(([key]) => sentence(key));
}

function tally(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
