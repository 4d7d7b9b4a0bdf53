// An avatar with a chat page on a real server, and visitors who use it as its own script does.
import { randomUUID } from "node:crypto";
import { accountWeb } from "../../../../agents/commands/account/account-web.ts";
import { createApp } from "../../../../agents/commands/app.ts";
import { avatarCreate } from "../../../../agents/commands/avatar/avatar-create.ts";
import type { AppContext } from "../../../../agents/commands/context.ts";
import { advance } from "../../../../agents/commands/conversation/advance.ts";
import { createRegistry } from "../../../../agents/commands/registry.ts";
import { createTestContext } from "../../../../agents/commands/testing/test-context.ts";
import type { ChatLine } from "../../../../agents/commands/web-chat/chat-thread.ts";
import { buildFanReplyGraph } from "../../../../agents/graphs/fan-reply/graph.ts";
import type { Database } from "../../../../prisma/client.ts";
import { mediaMount } from "../../../http/media-mount.ts";
import { createHttpServer } from "../../../http/server.ts";
import { consoleMounts } from "../../../surfaces/web/console-mounts.ts";
import { readEvents, type ServerEvent } from "../client/read-events.ts";
import { createWebChat } from "../web-chat.ts";

const graph = buildFanReplyGraph();
let avatars = 0;

export interface PageOutput {
  readonly id: string;
  readonly externalId: string;
  readonly url: string;
  readonly embed: string;
  readonly origins: readonly string[];
}

export async function createWebChatProduct(database: Database) {
  let context: AppContext | undefined;
  const webChat = createWebChat(() => {
    if (!context) throw new Error("asked too early");
    return context;
  });
  let url = "";
  const setting = await createTestContext({
    database,
    ports: { channels: { web: webChat.channel }, connectors: { web: webChat.connector } },
    installation: {
      version: "0.0.0-test",
      startedAt: new Date(0),
      publicUrl: () => url,
      emulated: new Set(),
    },
  });
  context = setting.context;
  const app = createApp(setting.context, createRegistry([]));
  const mounts = [webChat.mount(() => app), mediaMount(app), ...consoleMounts({ app })];
  const server = createHttpServer({ app, config: { ...setting.context.config, PORT: 0 }, checks: [], mounts });
  url = `http://127.0.0.1:${await server.listen()}`;

  const newPage = async (input: object = {}) => {
    avatars += 1;
    // A number in a name reads like an age.
    const name = `Luna ${String.fromCharCode(97 + (avatars % 26)).repeat(1 + Math.floor(avatars / 26))}`;
    await setting.run([avatarCreate], "avatar.create", { name, brief: "fitness and sea in Lisbon" });
    const made = await setting.run([accountWeb], "account.web", { avatar: name, ...input });
    if (made.state !== "done") throw new Error(made.card.title);
    return { name, ...(made.output as PageOutput) };
  };
  const page = await newPage();
  return {
    ...setting,
    url,
    app,
    channel: webChat.channel,
    page,
    newPage,
    visit: (pageUrl = page.url) => visit(pageUrl),
    /** What falls due for that visitor is answered. */
    settle: async (visitor: Visitor, replier = graph) => {
      setting.clock.advance(15_000);
      const found = await threadOf(visitor);
      await advance(setting.context, replier, found.id, AbortSignal.timeout(20_000));
      return await threadOf(visitor);
    },
    threadOf,
    close: async () => {
      await server.close(500);
      await setting.close();
    },
  };

  async function threadOf(visitor: Visitor) {
    return await database.prisma.conversation.findFirstOrThrow({
      where: { fan: { addresses: { some: { externalId: visitor.id } } } },
      include: {
        fan: true,
        messages: { orderBy: { seq: "asc" } },
        outbound: { orderBy: [{ upToSeq: "asc" }, { ordinal: "asc" }] },
      },
    });
  }
}

export type WebChatProduct = Awaited<ReturnType<typeof createWebChatProduct>>;
export type Visitor = Awaited<ReturnType<typeof visit>>;

async function visit(pageUrl: string) {
  const post = (route: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${pageUrl}/${route}`, {
      method: "POST",
      body: typeof body === "string" ? body : JSON.stringify(body),
      headers: { "content-type": "application/json", "sec-fetch-site": "same-origin", ...headers },
    });
  const begun = await post("session", { adult: true });
  const { token = "" } = (await begun.json()) as { token?: string };
  const session = { "x-chat-session": token };
  return {
    id: token.split(".")[0] ?? "",
    token,
    post,
    say: (text: unknown, id: unknown = randomUUID(), headers: Record<string, string> = {}) =>
      post("messages", { id, text }, { ...session, ...headers }),
    get: (route: string, headers: Record<string, string> = {}) =>
      fetch(`${pageUrl}/${route}`, { headers: { ...session, ...headers } }),
    /** Events as they come; `close` it. */
    listen: async (lastEventId?: number) => {
      const ended = new AbortController();
      const headers = { ...session, ...(lastEventId === undefined ? {} : { "last-event-id": String(lastEventId) }) };
      const { body, status } = await fetch(`${pageUrl}/events`, { headers, signal: ended.signal });
      if (status !== 200 || !body) throw new Error(`the stream answered ${status}`);
      const events = readEvents(body);
      return {
        /** The next of that kind; what comes before it is passed over. */
        next: async (kind: string): Promise<ServerEvent & { readonly data: ThreadData }> => {
          for (;;) {
            const { value } = await events.next();
            if (!value) throw new Error(`no ${kind} came`);
            if (value.event === kind) return value as ServerEvent & { data: ThreadData };
          }
        },
        close: () => ended.abort(),
      };
    },
  };
}

interface ThreadData {
  readonly lines: readonly ChatLine[];
  readonly hasEarlier?: boolean;
  readonly standing: string;
  readonly seenSeq: number;
  readonly isPaused: boolean;
  readonly isEmpty: boolean;
}
