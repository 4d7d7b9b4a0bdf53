import { describe, expect, it, test } from "vitest";
import { allCommands } from "../../../agents/commands/all-commands.ts";
import { createApp } from "../../../agents/commands/app.ts";
import { createRegistry } from "../../../agents/commands/registry.ts";
import { silentLogger } from "../../../agents/kernel/log.ts";
import { cardEmbeds } from "./card-embeds.ts";
import { sentCommand } from "./command-fields.ts";
import { commandTree, countChars } from "./command-tree.ts";
import { modal, parseModal, parseTarget, withoutTapped } from "./components.ts";
import { startDiscordEmulator } from "./emulator/discord-emulator.ts";
import { Commands, InteractionResponse, MessageBody } from "./emulator/wire-schemas.ts";
import { openGateway } from "./gateway.ts";
import { Interaction, modalFields } from "./interaction.ts";
import { refusal } from "./reply.ts";
import { isSigned, readPublicKey } from "./signature.ts";

const app = createApp({} as never, allCommands());
const registry = createRegistry(app.registry.list.filter(({ visibility }) => visibility !== "internal"));

test("signatures are checked over timestamp and raw body", () => {
  const key = readPublicKey("ea4a6c63e29c520abef5507b132ec5f9954776aebebe7b92421eea691446d22c");
  const signature =
    "e91b12f4d25649d6450d1ea541443404c234ec0b62b6f16b8d7c15fb32b1b5f1ce199a606d9c2006436327c2508b240220a66eb1a409cc9deb831f5e6c489905";
  const signed = { timestamp: "1772998024", signature, body: Buffer.from('{"type":1}') };
  expect(isSigned(key, signed)).toBe(true);
  expect(isSigned(key, { ...signed, body: Buffer.from('{"type":1} ') })).toBe(false);
  expect(isSigned(key, { ...signed, timestamp: "1772998025" })).toBe(false);
  expect(isSigned(key, { ...signed, signature: "" })).toBe(false);
});

describe("slash commands", () => {
  const tree = commandTree(registry);

  it("hold every public command within Discord's limits", () => {
    expect(Commands.safeParse(tree).error).toBeUndefined();
    expect(tree.flatMap(({ options = [] }) => options)).toHaveLength(registry.list.length);
    expect(Math.max(...tree.map(countChars))).toBeLessThanOrEqual(8_000);
  });

  it("turn into the command's input, lists and names included", () => {
    const interaction = Interaction.parse({
      id: "1",
      type: 2,
      data: {
        name: "batch",
        options: [{ name: "create", type: 1, options: [{ name: "channels", type: 3, value: "web, gallery" }] }],
      },
    });
    const sent = sentCommand(registry, interaction);
    expect(sent?.command.name).toBe("batch.create");
    expect(sent?.input).toEqual({ channels: ["web", "gallery"] });
  });
});

describe("cards", () => {
  it("of any length become embeds Discord takes, and nothing in them is markup", () => {
    const embeds = cardEmbeds({
      title: `# **${"t".repeat(400)}`,
      text: "_*`".repeat(4_000),
      progress: { done: 3, total: 4, label: "3 of 4" },
      fields: Array.from({ length: 60 }, (_, index) => ({ label: `l${index}`, value: "@everyone [x](http://y)" })),
      table: {
        columns: [{ label: "Id" }, { label: "Words" }],
        rows: Array.from({ length: 300 }, (_, index) => [`box-${index}`, "```".repeat(index % 30)]),
      },
      links: [{ label: "Console", url: "http://127.0.0.1:3000/" }],
      note: "n".repeat(3_000),
    });
    for (const embed of embeds) expect(MessageBody.safeParse({ embeds: [embed] }).error).toBeUndefined();
    const all = embeds.map(({ description }) => description).join("\n");
    expect(all).toContain("▓▓▓▓▓▓▓▓▓░░░ 75 %");
    expect(all).toContain("[Console](<http://127.0.0.1:3000/>)");
    expect(all).not.toMatch(/(?<!\\)\[x\]\(http/);
  });
});

test("the gateway hands over interactions and answers them, with the least intents", async () => {
  const discord = await startDiscordEmulator();
  discord.addChannel({ id: "5001", type: 0 });
  let follow: (id: string) => void = () => undefined;
  const followed = new Promise<string>((resolve) => {
    follow = resolve;
  });
  const gateway = await openGateway({
    token: discord.token,
    apiRoot: discord.apiRoot,
    log: silentLogger,
    receive: async ({ data }) => refusal(`no suggestions for ${data?.name}`),
    follow: ({ id }) => follow(id),
  });
  const answered = await discord.types({ userId: "51001", channelId: "5001" }, "batch show", "batch", "lu");
  expect(answered.response).toMatchObject({ type: 4, data: { content: "no suggestions for batch" } });
  expect(discord.gatewayIntents()).toEqual([1]);
  expect(await followed).toBe(answered.interactionId);
  await gateway.close();
  await discord.close();
});

describe("components", () => {
  it("name their button in the custom_id and nothing else", () => {
    expect(parseTarget("r:btn_0a")).toEqual({ kind: "replace", buttonId: "btn_0a" });
    expect(parseModal("mc:btn_0a")).toEqual({ kind: "command", buttonId: "btn_0a" });
    for (const bad of ["", "r:btn_", "a:'; drop", "box.paint"]) expect(parseTarget(bad)).toBeNull();
  });

  it("lose what was tapped", () => {
    const rows = [
      { type: 1, components: [{ type: 2, custom_id: "a:btn_1" }] },
      { type: 1, components: [{ type: 3, custom_id: "s:0", options: [{ value: "a:btn_2" }, { value: "a:btn_3" }] }] },
    ];
    expect(withoutTapped(rows, "a:btn_1")).toEqual([rows[1]]);
    expect(withoutTapped(rows, "a:btn_2")?.[1]?.components?.[0]).toMatchObject({ options: [{ value: "a:btn_3" }] });
    expect(withoutTapped(rows, "a:btn_9")).toBeNull();
  });

  it("ask in modals Discord takes and read the answers", () => {
    const question = { field: "reason", label: "why? ".repeat(30), required: false };
    const data = modal("answer", "btn_1", "x".repeat(90), [question]);
    expect(InteractionResponse.safeParse({ type: 9, data }).error).toBeUndefined();
    const answers = [{ type: 18, component: { type: 4, custom_id: "reason", value: "too dark" } }];
    expect(modalFields(answers)).toEqual({ reason: "too dark" });
  });
});
