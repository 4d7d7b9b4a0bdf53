// A fan played by the operator on an emulated platform: what is written arrives by signed webhook, like a real fan's.
import { AppError } from "../../kernel/errors.ts";
import { sha256 } from "../../kernel/secret.ts";
import type { AppContext } from "../context.ts";

/** Platforms name fans by numbers: the same name is the same fan. */
export function simulatedFanId(name: string): string {
  const digest = sha256(name.trim().toLowerCase().normalize("NFKC")).slice(0, 12);
  return `7${String(Number.parseInt(digest, 16) % 1e15).padStart(15, "0")}`;
}

export interface SimulatedWriting {
  /** The platform's id of the account. */
  readonly accountExternalId: string;
  readonly name: string;
  readonly text: string;
}

/** Resolves when it was taken in. @throws AppError `not_configured` where the platform is the real one */
export async function writeAsFan(
  { installation, database }: Pick<AppContext, "installation" | "database">,
  platform: string,
  { accountExternalId, name, text }: SimulatedWriting,
): Promise<void> {
  const emulator = installation.emulatorControl?.[platform];
  if (!emulator?.fanWrites) throw new AppError("not_configured", `There is no emulated ${platform}.`);
  const fanExternalId = simulatedFanId(name);
  await emulator.fanWrites({ accountExternalId, fanExternalId, name, text });
  // Instagram's webhooks bring no names.
  await database.prisma.fan.updateMany({
    where: {
      displayName: "",
      addresses: { some: { externalId: fanExternalId, account: { externalId: accountExternalId } } },
    },
    data: { displayName: name },
  });
}
