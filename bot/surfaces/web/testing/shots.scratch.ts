import { z } from "zod";
import { defineCommand } from "../../../../agents/commands/command.ts";
import { systemClock } from "../../../../agents/kernel/clock.ts";
import { createStoryboardGenerator } from "../../../../jobs/providers/image/storyboard/storyboard.ts";
import { mediaMount } from "../../../http/media-mount.ts";
import { testRegistry } from "../../../http/testing/test-commands.ts";
import { OWNER, startTestServer } from "../../../http/testing/test-server.ts";
import { restMounts } from "../../rest/rest-mounts.ts";
import { consoleMounts } from "../console-mounts.ts";
import { launchBrowser, openPage } from "./browser.ts";
import { TestFanSimulator } from "./fan-simulator.ts";

import { makeTemplate } from "../../../../prisma/testing/template.ts";
await makeTemplate();
const notebook = { notes: [], done: 2 };
const keys: string[] = [];
const read = (name: string, view: any) => defineCommand({ name, role: "analyst", effect: "read", input: z.object({ what: z.string().optional() }), output: z.object({}), positional: ["what"], errors: [], run: async () => ({}), view: () => view() });
const batchReview = read("batch.review", () => ({
  title: "Batch luna-b3 is finished", tone: "good", progress: { done: 6, total: 6, label: "6 of 6 pictures" },
  images: keys.map((key, i) => ({ key, alt: `luna-${i + 1}`, caption: `luna-${i + 1} · safe · Morning light and a slow coffee, what are you up to today?`, buttons: i < 4 ? [{ label: "Approve", command: "note.add", input: { text: "a" }, style: "primary" }, { label: "Reject", command: "note.add", input: {}, style: "danger", ask: { field: "text", label: "Reason" } }] : [] })),
  buttons: [{ label: "Approve all (6)", command: "note.add", input: { text: "all" }, style: "primary" }],
  note: "Built-in preview: not a photo, and never published or sold for real.",
}));
const pnl = read("report.pnl", () => ({ title: "Profit and loss, last 30 days", fields: [{ label: "Revenue", value: "$1,284.00" }, { label: "Costs", value: "$86.42" }, { label: "Profit", value: "$1,197.58" }, { label: "Margin", value: "93.3 %" }],
  table: { columns: [{ label: "Creator" }, { label: "Sales", align: "right" }, { label: "Revenue", align: "right" }, { label: "Generation", align: "right" }, { label: "Replies", align: "right" }, { label: "Profit", align: "right" }], rows: [["Luna", "41", "$902.00", "$31.20", "$22.10", "$848.70"], ["Mara", "19", "$382.00", "$21.12", "$12.00", "$348.88"], ["Total", "60", "$1,284.00", "$52.32", "$34.10", "$1,197.58"]] }, links: [{ label: "Export as CSV", url: "https://example.com/x.csv" }] }));
const avatar = read("avatar.show", () => ({ title: "Luna is active", tone: "good", text: "Lifestyle creator from the coast. Warm, playful, curious; loves early mornings, film cameras and bad puns.", fields: [{ label: "Age", value: "27" }, { label: "Languages", value: "English, Spanish" }, { label: "Accounts", value: "@luna.coast (Instagram, emulated)" }, { label: "Autonomy", value: "auto" }, { label: "Id", value: "avt_01jdfx5q8k7m2n9p4r6t8v0wxy" }], buttons: [{ label: "Make a batch of 6", command: "batch.create", input: { avatar: "luna", count: 4 }, style: "primary" }, { label: "Link an account", command: "note.add", input: { text: "x" } }, { label: "Pause", command: "note.add", input: { text: "x" }, style: "danger" }] }));
const fans = new TestFanSimulator(() => new Date());
const test = await startTestServer({ clock: systemClock, registry: testRegistry(notebook as any, [batchReview, pnl, avatar]), mounts: (app) => [mediaMount(app), ...restMounts(app), ...consoleMounts({ app, fanSimulator: fans })] });
const gen = createStoryboardGenerator();
const op = await test.app.context.database.prisma.avatar.create({ data: { id: "avt_1", slug: "luna", name: "Luna", statedAge: 27, brief: "x" } });
for (let i = 0; i < 6; i++) {
  const { jobId } = await gen.submit({ prompt: "morning coffee by the window, soft light", negative: "", seed: 100 + i, aspectRatio: "4:5", shot: { title: `luna-${i + 1}`, lines: ["Morning coffee", "soft window light", "close-up"] }, parameters: { steps: 28, guidance: 3.5 } }, `k${i}`, new AbortController().signal);
  const out = await gen.collect(jobId, new AbortController().signal);
  if (out.state !== "succeeded") throw new Error(out.state);
  const ext = out.image.contentType === "image/png" ? "png" : out.image.contentType === "image/jpeg" ? "jpg" : "webp";
  const key = `avatars/avt_1/pieces/p${i}.${ext}`;
  keys.push(key);
  await test.app.context.ports.store.put(key, out.image.bytes, out.image.contentType);
  await test.app.context.database.prisma.asset.create({ data: { id: `ast_${i}`, avatarId: op.id, kind: "image", storageKey: key, contentType: out.image.contentType, bytes: 1, sha256: "x", provider: "storyboard", model: "m", prompt: "p", parameters: {} } });
}
const browser = await launchBrowser();
const shot = async (page: any, name: string) => { await page.waitForTimeout(500); await page.screenshot({ path: `/tmp/shots/${name}.png` }); };
const login = async (page: any) => { await page.goto("/"); await page.getByLabel("E-mail").fill(OWNER.email); await page.getByLabel("Password").fill(OWNER.password); await page.getByRole("button", { name: "Log in" }).click(); await page.getByLabel("Command", { exact: true }).waitFor(); };
const say = async (page: any, text: string) => { await page.getByLabel("Command", { exact: true }).fill(text); await page.keyboard.press("Escape"); await page.keyboard.press("Enter"); await page.waitForTimeout(700); };
const only = process.argv[2] ?? "all";
{
  const { page, faults } = await openPage(browser, test.url, { viewport: { width: 1440, height: 900 }, colorScheme: "light" });
  await page.goto("/login"); await shot(page, "login-light");
  await login(page); await shot(page, "welcome-light");
  await say(page, "avatar show luna"); await say(page, "batch create luna 4");
  await page.getByRole("button", { name: "Approve" }).click(); await page.waitForTimeout(800);
  await page.getByLabel("Message as a fan").fill("Hey Luna! How was your trip?"); await page.keyboard.press("Enter"); await page.waitForTimeout(400);
  fans.answer("Hey you 😊 The trip was a dream, I came back with sand in every shoe and about two hundred photos. (I'm an AI creator, by the way.)");
  await page.getByLabel("Message as a fan").fill("haha nice. can I see some?"); await page.keyboard.press("Enter"); await page.waitForTimeout(400);
  fans.answer("I made a little set of the best ones, 8 pictures for $9: http://127.0.0.1:3000/checkout/ofr_01jdfx5q8k7m2n9p4r6t8v0w");
  await page.getByLabel("Message as a fan").fill("take my money!"); await page.keyboard.press("Enter"); await page.waitForTimeout(1500);
  await shot(page, "chat-light");
  await say(page, "batch review"); await page.waitForTimeout(800); await shot(page, "grid-light");
  await page.getByRole("button", { name: /Enlarge/ }).first().click(); await page.waitForTimeout(400); await shot(page, "lightbox-light"); await page.keyboard.press("Escape");
  await say(page, "report pnl"); await say(page, "note ad x"); await shot(page, "table-light");
  await page.getByLabel("Command", { exact: true }).pressSequentially("batch"); await page.waitForTimeout(500); await page.keyboard.press("ArrowDown"); await shot(page, "complete-light");
  await page.getByLabel("Command", { exact: true }).fill("");
  await page.getByRole("button", { name: /State of the system/ }).click(); await shot(page, "status-light"); await page.keyboard.press("Escape");
  console.log("faults", faults);
  await page.context().close();
}
{
  const { page, faults } = await openPage(browser, test.url, { viewport: { width: 1440, height: 900 }, colorScheme: "dark" });
  await login(page); await page.waitForTimeout(600); await shot(page, "chat-dark");
  await page.getByRole("button", { name: "Menu" }).click(); await shot(page, "menu-dark"); await page.keyboard.press("Escape");
  await page.locator(".history").evaluate((e: any) => e.scrollTop = e.scrollHeight * 0.45); await shot(page, "grid-dark");
  await page.goto("/api/docs"); await shot(page, "docs-dark");
  console.log("faults", faults); await page.context().close();
}
{
  const { page, faults } = await openPage(browser, test.url, { viewport: { width: 390, height: 844 }, colorScheme: "light", deviceScaleFactor: 2, hasTouch: true, isMobile: true });
  await page.goto("/login"); await shot(page, "phone-login");
  await login(page); await page.waitForTimeout(600); await shot(page, "phone-chat");
  await page.locator(".history").evaluate((e: any) => e.scrollTop = e.scrollHeight * 0.5); await shot(page, "phone-grid");
  await page.getByRole("button", { name: "Fan", exact: true }).click(); await shot(page, "phone-fan");
  await page.getByRole("button", { name: "Chat", exact: true }).click(); await page.getByRole("button", { name: "Menu" }).click(); await page.getByRole("button", { name: "Dark" }).click(); await shot(page, "phone-menu");
  await page.getByRole("button", { name: "Clear" }).click(); await shot(page, "phone-welcome-dark");
  console.log("faults", faults); await page.context().close();
}
await browser.close(); await test.close(); process.exit(0);
