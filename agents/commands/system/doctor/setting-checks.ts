// How the installation is set up: secrets, address, money, operators, disk, backups.
import { DAY_MS } from "../../../kernel/clock.ts";
import { isLoopback } from "../../../kernel/config.ts";
import { formatUsd } from "../../../kernel/money.ts";
import type { CommandContext } from "../../context.ts";
import { ceilingsToday } from "../../money/ceilings.ts";
import { isStopped } from "../kill-switch.ts";
import type { Check, Finding } from "./finding.ts";

const GIB = 1024 ** 3;
const LOW_DISK_BYTES = 2 * GIB;
const FULL_DISK_BYTES = 200 * 1024 ** 2;
const OLD_BACKUP_MS = 7 * DAY_MS;
/** A random key of 32 characters has some twenty different ones; a word repeated has few. */
const LEAST_DIFFERENT_CHARACTERS = 12;

async function secrets({ config }: CommandContext): Promise<readonly Finding[]> {
  const key = config.SECRET_KEY;
  const weak = key !== undefined && new Set(key).size < LEAST_DIFFERENT_CHARACTERS;
  const loopback = isLoopback(config);
  return [
    ...(key === undefined ? [{ state: "ok", code: "keyGenerated" } as const] : []),
    ...(key !== undefined
      ? [weak ? ({ state: "broken", code: "keyWeak" } as const) : ({ state: "ok", code: "keyStrong" } as const)]
      : []),
    ...(config.SECRET_KEY_PREVIOUS ? [{ state: "warning", code: "keyChanging" } as const] : []),
    ...(!config.OWNER_PASSWORD && !loopback ? [{ state: "broken", code: "noPassword" } as const] : []),
    ...(config.INSTAGRAM_APP_SECRET && !config.INSTAGRAM_VERIFY_TOKEN
      ? [{ state: "warning", code: "settingMissing", detail: "INSTAGRAM_VERIFY_TOKEN" } as const]
      : []),
    ...(config.TELEGRAM_BOT_TOKEN && config.TELEGRAM_OPERATOR_IDS.length === 0
      ? [{ state: "warning", code: "settingMissing", detail: "TELEGRAM_OPERATOR_IDS" } as const]
      : []),
  ];
}

/** Whether it is reached is asked by a probe. */
async function address({ config, installation }: CommandContext): Promise<readonly Finding[]> {
  const url = new URL(installation.publicUrl());
  const detail = url.origin;
  if (["127.0.0.1", "localhost", "[::1]"].includes(url.hostname))
    return [{ state: "warning", code: "addressLocal", detail }];
  if (url.protocol !== "https:") return [{ state: "broken", code: "addressPlain", detail }];
  if (config.TRUST_PROXY === 0) return [{ state: "warning", code: "proxyUntold", detail }];
  return [{ state: "ok", code: "addressGood", detail }];
}

async function money(context: CommandContext): Promise<readonly Finding[]> {
  const now = context.clock.now();
  const { workspace } = await ceilingsToday(context, now);
  const set = await context.database.prisma.budget.count({ where: { scope: "day", periodKey: "every-day" } });
  const detail = `${formatUsd(workspace.usedMicros)} / ${formatUsd(workspace.limitMicros)}`;
  if (workspace.limitMicros === 0) return [{ state: "warning", code: "budgetZero" }];
  if (workspace.usedMicros >= workspace.limitMicros) return [{ state: "warning", code: "budgetUsed", detail }];
  return [{ state: "ok", code: set > 0 ? "budgetSet" : "budgetDefault", detail }];
}

async function running(context: CommandContext): Promise<readonly Finding[]> {
  return (await isStopped(context)) ? [{ state: "warning", code: "stopped" }] : [{ state: "ok", code: "notStopped" }];
}

async function disk({ ports: { host } }: CommandContext): Promise<readonly Finding[]> {
  if (!host) return [];
  const { freeBytes, folder } = await host.disk();
  const detail = `${(freeBytes / GIB).toFixed(1)} GiB, ${folder}`;
  if (freeBytes < FULL_DISK_BYTES) return [{ state: "broken", code: "diskFull", detail }];
  return [
    freeBytes < LOW_DISK_BYTES
      ? { state: "warning", code: "diskLow", detail }
      : { state: "ok", code: "diskRoom", detail },
  ];
}

async function backups({ ports: { host }, database, clock }: CommandContext): Promise<readonly Finding[]> {
  if (!database.embedded) return [{ state: "ok", code: "backupByServer" }];
  if (!host) return [];
  const [newest] = await host.backups();
  if (!newest) return [{ state: "warning", code: "backupNone" }];
  const ageMs = clock.now().getTime() - newest.madeAt.getTime();
  const detail = String(Math.max(0, Math.floor(ageMs / DAY_MS)));
  return [
    ageMs > OLD_BACKUP_MS
      ? { state: "warning", code: "backupOld", detail }
      : { state: "ok", code: "backupFresh", detail },
  ];
}

export const SETTING_CHECKS: readonly Check[] = [
  { area: "secrets", run: secrets },
  { area: "address", run: address },
  { area: "money", run: money },
  { area: "disk", run: disk },
  { area: "backups", run: backups },
  { area: "running", run: running },
];
