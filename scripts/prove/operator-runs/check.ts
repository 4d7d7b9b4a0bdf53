// The checker: judges the record of a run. It imports nothing of the product and knows only what must hold.
import type { OperatorRecord } from "./record.ts";

export function checkRuns(record: OperatorRecord): { failures: readonly string[]; figures: Record<string, number> } {
  const failures = [
    ...askedOnceDoneOnce(record),
    ...picturesMadeOnce(record),
    ...moneySpentOnce(record),
    ...postsSentOnce(record),
    ...record.unplannedDeaths.map((death) => `the product ended by itself: ${death}`),
  ];
  const spent = record.costs.reduce((sum, { amountUsd }) => sum + amountUsd, 0);
  return {
    failures,
    figures: {
      requests: record.requests.length,
      pictures: record.pieces.length,
      vendorPictures: record.vendorPictures,
      posts: record.published,
      cardsUsedAfterRestart: record.requests.filter(({ isCardUsable }) => isCardUsable === true).length,
      spentUsd: Number(spent.toFixed(6)),
    },
  };
}

function askedOnceDoneOnce({ requests, cards }: OperatorRecord): string[] {
  const failures = requests.flatMap(({ what, runCardId, isCardUsable, isTold }) => {
    const card = cards.find(({ id }) => id === runCardId);
    return [
      ...(card ? [] : [`${what}: no card`]),
      ...(card && card.state !== "done" ? [`${what}: its card is ${card.state}`] : []),
      ...(card?.steps ?? []).flatMap(({ command, state, message }) =>
        state === "done" ? [] : [`${what}: ${command} is ${state}: ${message}`],
      ),
      ...(card && card.approvals !== 1 ? [`${what}: ${card.approvals} yeses`] : []),
      ...(isCardUsable === false ? [`${what}: the card was of no use after the restart`] : []),
      ...(isTold ? [] : [`${what}: nobody was told`]),
    ];
  });
  const wanted = new Set(requests.map(({ runCardId }) => runCardId));
  const strays = cards.filter(
    ({ id, command, state }) =>
      command === "agent.plan" && state !== "waiting" && state !== "expired" && !wanted.has(id),
  );
  return [...failures, ...strays.map(({ id, state }) => `the card ${id} is ${state}, and nobody said yes to it`)];
}

function picturesMadeOnce({ requests, batches, pieces, vendorPictures }: OperatorRecord): string[] {
  const asked = requests.flatMap(({ pictures }) => (pictures > 0 ? [pictures] : []));
  const made = batches.map(({ requested }) => requested);
  const sorted = (counts: readonly number[]) => counts.toSorted((left, right) => left - right).join();
  return [
    ...(sorted(asked) === sorted(made) ? [] : [`batches of ${sorted(made)} were made for ${sorted(asked)}`]),
    ...batches.filter(({ state }) => state !== "completed").map(({ state }) => `a batch is ${state}`),
    ...(pieces.length === asked.reduce((sum, count) => sum + count, 0) ? [] : [`${pieces.length} pieces`]),
    // Held is for a person to look at: drawn faces do not all look their age.
    ...pieces
      .filter(({ state }) => state !== "ready" && state !== "held")
      .map(({ state, rejectedReason }) => `a piece is ${state} (${rejectedReason})`),
    ...(vendorPictures === pieces.length ? [] : [`the vendor made ${vendorPictures} for ${pieces.length} pieces`]),
  ];
}

function moneySpentOnce({ pieces, costs, budgetUsedUsd }: OperatorRecord): string[] {
  const spent = costs.reduce((sum, { amountUsd }) => sum + amountUsd, 0);
  return [
    ...pieces.filter((piece) => piece.costs !== 1).map((piece) => `a piece was paid ${piece.costs} times`),
    ...costs.filter(({ state }) => state !== "settled").map(({ attemptKey, state }) => `${attemptKey} is ${state}`),
    ...(Math.abs(spent - budgetUsedUsd) <= 1e-6 ? [] : [`the ledger says ${spent}, the budget ${budgetUsedUsd}`]),
  ];
}

function postsSentOnce({ requests, posts, published }: OperatorRecord): string[] {
  const asked = requests.flatMap(({ publishes }) => (publishes === null ? [] : [publishes]));
  return [
    ...asked.flatMap((number) => {
      const own = posts.filter((post) => post.number === number);
      const isOnce = own.length === 1 && own[0]?.state === "published";
      return isOnce ? [] : [`piece ${number} has the posts ${own.map(({ state }) => state).join(", ") || "none"}`];
    }),
    ...(published === asked.length ? [] : [`${published} posts are on the platform for ${asked.length}`]),
  ];
}
