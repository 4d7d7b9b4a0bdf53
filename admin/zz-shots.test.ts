import { test, expect } from "vitest";
import { launchBrowser, openPage } from "../bot/surfaces/web/testing/browser.ts";
import { startAdminServer } from "./testing/admin-server.ts";
import sharp from "sharp";
const WHEN = new Date("2026-11-20T10:00:00Z");
test("shots", { timeout: 120_000 }, async () => {
  for (const [language, theme] of [["en","light"],["es","dark"]] as const) {
  const server = await startAdminServer(language);
  const { prisma } = server.app.context.database;
  const avatarId = "avt_luna";
  await prisma.avatar.create({ data: { id: avatarId, slug: "luna", name: "Luna", statedAge: 27, brief: "b", similarityThreshold: 0.4, referenceFace: [0.1, 0.2] } });
  const file = { avatarId, kind: "image", contentType: "image/png", bytes: 1, sha256: "0", provider: "preview" };
  const asset = (id: string) => ({ ...file, id, storageKey: `${id}.png`, model: "m", prompt: "p", parameters: {}, perceptualHash: "ffee00112233aabb" });
  const picture = await sharp({ create: { width: 80, height: 100, channels: 3, background: "#b81d5c" } }).png().toBuffer();
  await server.app.context.ports.store.put("ast_piece.png", picture, "image/png");
  await prisma.asset.createMany({ data: [asset("ast_piece"), asset("ast_face")] });
  const piece = { avatarId, templateKey: "t", prompt: "adult woman in a linen shirt", seed: 1, tier: "safe" as const, caption: "Sunday light" };
  await prisma.piece.createMany({ data: [
    { ...piece, id: "pce_1", number: 1, state: "ready", similarity: 0.83 },
    { ...piece, id: "pce_12", number: 12, state: "held", heldFor: ["likeness", "looks_young"], similarity: 0.412, assetId: "ast_piece" },
  ]});
  await prisma.dataset.createMany({ data: [
    { id: "dat_1", avatarId, version: 1, state: "built", requested: 20, triggerWord: "lunatok", plan: [], archiveKey: "k", archiveBytes: 1234567, operatorId: "opr_owner", report: { coverage: { kept: 18 } } },
    { id: "dat_2", avatarId, version: 2, state: "building", requested: 20, triggerWord: "lunatok", plan: [] , operatorId: "opr_owner"},
  ]});
  const job = { avatarId, request: { prompt: "adult woman in a linen shirt" } };
  await prisma.vendorJob.createMany({ data: [
    { ...job, kind: "image", id: "job_piece", purpose: "content", pieceId: "pce_12", state: "succeeded", provider: "fal", model: "flux", attempt: 1, similarity: 0.412, operatorId: "opr_owner" },
    { ...job, kind: "image", id: "job_face_2", purpose: "face", position: 1, assetId: "ast_face", state: "refused", error: "the vendor refused the request", provider: "fal", attempt: 2 },
    { ...job, kind: "training", id: "job_tr", purpose: "training", state: "running", provider: "replicate", attempt: 1 },
  ]});
  await prisma.vendorAttempt.createMany({ data: [
    { key: "job:job_face_2:1", jobId: "job_face_2", number: 1, provider: "fal", model: "m", startedAt: WHEN, state: "released", reason: "provider_unavailable", endedAt: WHEN },
    { key: "job:job_tr:1", jobId: "job_tr", number: 1, provider: "replicate", model: "ostris/flux", startedAt: WHEN },
  ]});
  await prisma.loraModel.create({ data: { id: "lra_1", avatarId, name: "luna-v1", triggerWord: "lunatok", provider: "replicate", reference: "x/y:1", base: "flux.1-dev" } });
  await prisma.training.create({ data: { id: "trn", avatarId, datasetId: "dat_1", vendorJobId: "job_tr", parameters: {}, progress: 0.37, state: "running", etaAt: WHEN } });
  const browser = await launchBrowser();
  const { page, faults } = await openPage(browser, server.url, { viewport: { width: 1440, height: 900 } });
  const [name = "", value = ""] = server.cookie("owner").split("=");
  await page.context().addCookies([{ name, value, url: server.url }, { name: "vixenbliss_theme", value: theme, url: server.url }]);
  for (const [shot, url] of Object.entries({
    jobs: "/admin/resources/VendorJob", job: "/admin/resources/VendorJob/records/job_piece/show", attempts: "/admin/resources/VendorAttempt", datasets: "/admin/resources/Dataset",
    dataset: "/admin/resources/Dataset/records/dat_1/show", trainings: "/admin/resources/Training", loras: "/admin/resources/LoraModel", pieces: "/admin/resources/Piece", piece: "/admin/resources/Piece/records/pce_12/show",
    avatar: "/admin/resources/Avatar/records/avt_luna/show",
  })) {
    await page.goto(url); await page.waitForLoadState("networkidle");
    await page.screenshot({ path: `/tmp/helpers/chromium-admin/${theme}-${shot}.png`, fullPage: true });
  }
  await page.goto("/admin/resources/Piece"); await page.waitForLoadState("networkidle");
  await page.getByRole("button", { name: language === "en" ? "Filter" : "Filtr" }).first().click();
  await page.waitForTimeout(500);
  await page.screenshot({ path: `/tmp/helpers/chromium-admin/${theme}-filter.png` });
  expect(faults).toEqual([]);
  await browser.close(); await server.close();
  }
});
