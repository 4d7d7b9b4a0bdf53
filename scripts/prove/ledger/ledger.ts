// The ledger proof: a thousand jobs of all kinds at fifteen emulated vendors that fail in every way; at the end the ledger says what
// the vendors' own bills say, to the cent.

import type { Ports } from "../../../agents/commands/context.ts";
import { seedPriceBook } from "../../../agents/commands/money/seed-price-book.ts";
import { createTestContext, type TestContext } from "../../../agents/commands/testing/test-context.ts";
import { type PlannedJob, planJob } from "../../../agents/commands/vendor-job/plan-job.ts";
import { type Random, seededRandom } from "../../../agents/kernel/random.ts";
import type { VendorFault } from "../../../agents/ports/conformance/vendor-faults.ts";
import { advanceVendorJobHandler } from "../../../jobs/handlers/advance-vendor-job.ts";
import { createProviderSlots } from "../../../jobs/handlers/provider-slots.ts";
import { MovedToDelayed, runOnce } from "../../../jobs/handlers/testing/run-once.ts";
import type { Proof, ProofReport } from "../proof.ts";
import { proofDatabase } from "../proof-database.ts";
import { provenAdapters } from "../providers/adapters.ts";
import type { OpenedAdapter, ProvenAdapter } from "../providers/record.ts";
import { priceOf } from "./price.ts";

const JOBS = 1_000;
const FAULT_SHARE = 0.35;
/** Vendors whose plain models take a request without a face or a LoRA, one a provider and kind. */
const CHOSEN = [
  "replicate flux-dev-lora",
  "fal flux-lora",
  "leonardo flux-dev",
  "openai",
  "bfl",
  "comfyui",
  "automatic1111",
  "runpod",
  "modal",
  "runway",
  "luma",
  "elevenlabs",
  "azure-speech",
  "openai-speech",
];
/** What every vendor can be asked about afterwards, or says plainly. */
const CLEAR: readonly VendorFault[] = [
  "unauthenticated",
  "no_credit",
  "invalid",
  "rate_limited",
  "no_output",
  "refused",
  "output_lost",
  "wrong_type",
];
/** Only where a lost submission can be looked up is it known what was billed. */
const LOOKED_UP: readonly VendorFault[] = ["cut", "server_error", "gateway_page", "garbage"];
const MOST_RUNS = 12;

interface Vendor {
  readonly name: string;
  readonly kind: string;
  readonly opened: OpenedAdapter;
}

export const ledger: Proof = {
  name: "ledger",
  summary: "a thousand mixed jobs with faults: the ledger equals the vendors' own bills to the cent",
  run: async ({ seed, backend, say }) => {
    const database = await proofDatabase(backend);
    const vendors = await openVendors(await provenAdapters());
    const setting = await createTestContext({
      database,
      environment: { DAILY_BUDGET_USD: "10000" },
      ports: { ...portsOf(vendors), moderator: null },
    });
    try {
      await prepare(setting);
      await playJobs(setting, vendors, seededRandom(seed), say);
      return await judge(setting, vendors);
    } finally {
      for (const { opened } of vendors) await opened.close();
      await setting.close();
      await database.close();
    }
  },
};

async function openVendors(adapters: readonly ProvenAdapter[]): Promise<readonly Vendor[]> {
  const chosen = adapters.filter(({ name }) => CHOSEN.includes(name));
  return await Promise.all(chosen.map(async ({ name, kind, open }) => ({ name, kind, opened: await open() })));
}

function portsOf(vendors: readonly Vendor[]) {
  const ofKind = (kind: string) => vendors.filter((vendor) => vendor.kind === kind).map(({ opened }) => opened.adapter);
  // Opened as image, video and voice adapters; the proof itself sees only work that is submitted and collected.
  return { images: ofKind("image"), videos: ofKind("video"), voices: ofKind("voice") } as unknown as Partial<Ports>;
}

async function prepare({ context }: TestContext): Promise<void> {
  await seedPriceBook(context);
  const { prisma } = context.database;
  await prisma.avatar.create({ data: { id: "avt_a", slug: "ana", name: "Ana", statedAge: 27, brief: "x" } });
  const frame = Buffer.from(await pixels());
  await context.ports.store.put("avatars/avt_a/frame.png", frame, "image/png");
}

async function pixels(): Promise<Uint8Array> {
  const { drawPicture } = await import("../../../jobs/providers/emulator/draw-picture.ts");
  return await drawPicture(["a frame"], { width: 90, height: 160 }).png().toBuffer();
}

async function playJobs(
  setting: TestContext,
  vendors: readonly Vendor[],
  random: Random,
  say: (line: string) => void,
): Promise<void> {
  const handler = advanceVendorJobHandler(createProviderSlots(1));
  for (let number = 0; number < JOBS; number += 1) {
    if (number % 100 === 0) say(`${number} of ${JOBS} jobs`);
    const vendor = vendors[Math.floor(random() * vendors.length)];
    if (!vendor) throw new Error("no vendor");
    if (random() < FAULT_SHARE) await vendor.opened.vendor.inject(faultFor(vendor, random));
    const jobId = await setting.context.database.prisma.$transaction((tx) =>
      planJob(setting.context, tx, {
        ...requestFor(vendor, number),
        avatarId: "avt_a",
        purpose: "trial",
      } as PlannedJob),
    );
    await workOn(setting, handler, jobId);
  }
}

function faultFor({ opened }: Vendor, random: Random): VendorFault {
  const faults = opened.adapter.find ? [...CLEAR, ...LOOKED_UP] : CLEAR;
  return faults[Math.floor(random() * faults.length)] ?? "invalid";
}

function requestFor({ kind, opened }: Vendor, number: number) {
  const onlyProvider = opened.adapter.info.provider;
  const common = { prompt: `adult woman, picture ${number}`, negative: "blurry", seed: number, explicitness: 1 };
  if (kind === "image")
    return { kind, onlyProvider, request: { ...common, aspectRatio: "4:5", parameters: { steps: 28, guidance: 3 } } };
  if (kind === "video")
    return {
      kind,
      onlyProvider,
      request: { ...common, aspectRatio: "9:16", seconds: 5, imageKey: "avatars/avt_a/frame.png" },
    };
  const text = `Good morning, this is line ${number}.`;
  return { kind, onlyProvider, request: { text, language: "en", explicitness: 1, speed: 1 } };
}

/** Like a worker: again after a retryable failure, later when asked to wait. */
async function workOn(
  setting: TestContext,
  handler: ReturnType<typeof advanceVendorJobHandler>,
  jobId: string,
): Promise<void> {
  let attempt = 1;
  for (let run = 0; run < MOST_RUNS; run += 1) {
    try {
      await runOnce(setting.context, handler, { jobId }, { attempt });
      return;
    } catch (thrown) {
      if (thrown instanceof MovedToDelayed) setting.clock.advance(thrown.delayMs);
      else attempt += 1;
    }
  }
  throw new Error(`job ${jobId} came to no end`);
}

async function judge({ context }: TestContext, vendors: readonly Vendor[]): Promise<ProofReport> {
  const { prisma } = context.database;
  const entries = await prisma.costEntry.findMany();
  const jobs = await prisma.vendorJob.groupBy({ by: ["state"], _count: true });
  const failures: string[] = [];
  let ledgerTotal = 0;
  let billTotal = 0;
  for (const { name, opened } of vendors) {
    const { info } = opened.adapter;
    const own = entries.filter((entry) => entry.provider === info.provider && entry.model === info.model);
    const booked = own.reduce((sum, { amountUsd }) => sum + Number(amountUsd), 0);
    const billed = opened.vendor.billed() * priceOf(info);
    ledgerTotal += booked;
    billTotal += billed;
    const open = own.filter(({ state }) => state === "reserved").length;
    if (open > 0) failures.push(`${name}: ${open} reservations were never ended`);
    if (Math.abs(booked - billed) >= 0.005)
      failures.push(`${name}: the ledger says ${booked.toFixed(4)}, the vendor ${billed.toFixed(4)} USD`);
  }
  if (Math.abs(ledgerTotal - billTotal) >= 0.005)
    failures.push(`together: ${ledgerTotal.toFixed(4)} and ${billTotal.toFixed(4)} USD`);
  const count = (state: string) => jobs.find((row) => row.state === state)?._count ?? 0;
  return {
    figures: {
      jobs: JOBS,
      succeeded: count("succeeded"),
      refused: count("refused"),
      failed: count("failed"),
      attempts: await prisma.vendorAttempt.count(),
      ledgerUsd: Math.round(ledgerTotal * 10_000) / 10_000,
      billUsd: Math.round(billTotal * 10_000) / 10_000,
    },
    failures,
  };
}
