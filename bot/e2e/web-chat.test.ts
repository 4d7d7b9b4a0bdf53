// A visitor of a chat page and the whole product: page, queue, answer, stream, and the operator who joins in.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readEvents } from "../platforms/web-chat/client/read-events.ts";
import { type Product, startProduct } from "./testing/product.ts";

let product: Product;

beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product?.close());

it("a visitor is told it is AI, answered, answered by a person, exported and forgotten", async () => {
  await product.run("avatar.create", { name: "Luna", brief: "fitness and sea in Lisbon, warm and playful" });
  const { url } = await product.run<{ url: string }>("account.web", { avatar: "luna" });
  const headers = { "content-type": "application/json" };
  const post = (route: string, body: object, session = {}) =>
    fetch(`${url}/${route}`, { method: "POST", headers: { ...headers, ...session }, body: JSON.stringify(body) });
  const { token } = (await (await post("session", { adult: true })).json()) as { token: string };
  const session = { "x-chat-session": token };
  const ended = new AbortController();
  const { body } = await fetch(`${url}/events`, { headers: session, signal: ended.signal });
  if (!body) throw new Error("no stream");
  const events = readEvents(body);
  const said = async (pattern: RegExp) => {
    for (let next = await events.next(); !next.done; next = await events.next()) {
      const { lines = [] } = next.value.data as { lines?: { from: string; text: string }[] };
      const found = lines.find(({ from, text }) => from === "them" && pattern.test(text));
      if (found) return found.text;
    }
    throw new Error(`nothing like ${pattern} was said`);
  };
  expect((await post("messages", { id: randomUUID(), text: "hi, how are you today?" }, session)).status).toBe(202);
  await said(/AI-generated/);
  const { id } = await product.prisma.conversation.findFirstOrThrow();
  await product.run("conversation.reply", { conversation: id, text: "A person here: hello!" });
  expect(await said(/A person here/)).toBe("A person here: hello!");
  const fan = await product.prisma.fan.findFirstOrThrow();
  expect(fan.ageState).toBe("declared_adult");
  await product.run("fan.export", { fan: fan.id });
  await product.run("fan.erase", { fan: fan.id });
  expect(await product.prisma.fanAddress.count()).toBe(0);
  ended.abort();
}, 60_000);
