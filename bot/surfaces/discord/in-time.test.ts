// An answer that takes too long is promised in time and given afterwards.
import { InteractionResponseType } from "discord.js";
import { expect, test } from "vitest";
import type { Timers } from "../../../jobs/queue/timers.ts";
import { inTime } from "./in-time.ts";
import { Interaction, InteractionType } from "./interaction.ts";
import { PROMISE, type Reply, refusal, UPDATE_LATER } from "./reply.ts";

const interaction = (type: InteractionType, more = {}) => Interaction.parse({ id: "1", type, token: "t", ...more });

function desk(reply: Reply | null) {
  let come: (reply: Reply | null) => void = () => undefined;
  const answer = new Promise<Reply | null>((resolve) => {
    come = resolve;
  });
  const said: string[] = [];
  let ring: () => void = () => undefined;
  const timers: Timers = {
    every: () => () => undefined,
    after: (_delayMs, action) => {
      ring = action;
      return () => undefined;
    },
  };
  const receive = inTime({
    receive: () => answer,
    timers,
    catchUp: (_interaction, late) => {
      said.push(late ? String(late.response.type) : "repeated");
      return Promise.resolve();
    },
  });
  return { receive, said, late: () => ring(), comes: () => come(reply) };
}

test("an answer in time is given as it is", async () => {
  const { receive, comes } = desk(refusal("no"));
  comes();
  expect(await receive(interaction(InteractionType.ApplicationCommand))).toEqual(refusal("no"));
});

test("a late command, button and suggestion are promised, and the promised work is done once the answer is there", async () => {
  const done: string[] = [];
  const work = () => Promise.resolve(void done.push("work"));
  const cases = [
    [interaction(InteractionType.ApplicationCommand), PROMISE],
    [interaction(InteractionType.MessageComponent, { message: { id: "2" } }), UPDATE_LATER],
  ] as const;
  for (const [act, promised] of cases) {
    const { receive, late, comes, said } = desk({ response: promised, work });
    const first = receive(act);
    late();
    const reply = await first;
    expect(reply?.response).toEqual(promised);
    comes();
    await reply?.work?.();
    expect(said).toEqual([]);
  }
  expect(done).toEqual(["work", "work"]);
  const suggestion = desk(null);
  const first = suggestion.receive(interaction(InteractionType.ApplicationCommandAutocomplete));
  suggestion.late();
  expect((await first)?.response.type).toBe(InteractionResponseType.ApplicationCommandAutocompleteResult);
});

test("words and repeats that come late are caught up with", async () => {
  for (const [reply, told] of [
    [refusal("no"), String(InteractionResponseType.ChannelMessageWithSource)],
    [null, "repeated"],
  ] as const) {
    const { receive, late, comes, said } = desk(reply);
    const first = receive(interaction(InteractionType.ApplicationCommand));
    late();
    const promised = await first;
    comes();
    await promised?.work?.();
    expect(said).toEqual([told]);
  }
});

test("in a flood the next is promised at once, and answered as ever when those before are", async () => {
  const { receive, comes, said } = desk(refusal("no"));
  const before = Array.from({ length: 10 }, () => receive(interaction(InteractionType.ApplicationCommand)));
  const promised = await receive(interaction(InteractionType.ApplicationCommand));
  expect(promised?.response).toEqual(PROMISE);
  comes();
  for (const reply of await Promise.all(before)) expect(reply).toEqual(refusal("no"));
  await promised?.work?.();
  expect(said).toEqual([String(InteractionResponseType.ChannelMessageWithSource)]);
  expect(await receive(interaction(InteractionType.ApplicationCommand))).toEqual(refusal("no"));
});
