// The account the example posts from: a real one of the emulated Instagram, or a row that says it is not connected.
import type { Prisma } from "../../../prisma/client.ts";
import { DAY_MS } from "../../kernel/clock.ts";
import type { CommandContext } from "../context.ts";
import { EXAMPLE_CREATOR, EXAMPLE_DAYS } from "./example-creator.ts";

const PLATFORM = "instagram";

/** Makes the account on the emulated platform, which knows it from then on; ready to be written. */
export async function exampleAccount(
  context: CommandContext,
  avatarId: string,
): Promise<Prisma.AccountCreateManyInput & { id: string }> {
  const id = context.ids.next("account");
  const row = {
    id,
    avatarId,
    platform: PLATFORM,
    handle: EXAMPLE_CREATOR.handle,
    emulated: true,
    connectedAt: new Date(context.clock.now().getTime() - EXAMPLE_DAYS * DAY_MS),
  };
  const emulator = context.installation.emulatorControl?.instagram;
  if (!emulator) return { ...row, externalId: `example-${id}`, state: "disconnected" };
  const { externalId, accessToken } = await emulator.addAccount(EXAMPLE_CREATOR.handle);
  await context.ports.connectors[PLATFORM]?.subscribe({ id, externalId, accessToken }, context.signal);
  const sealed = context.secrets.seal(accessToken, { table: "Account", row: id, field: "accessToken" });
  return { ...row, externalId, state: "healthy", accessToken: sealed };
}
