// A fan's address on a platform as a keyed hash: what is left of it after an erasure (trust C17).
import type { AppContext } from "../context.ts";

interface ChannelAddress {
  readonly platform: string;
  readonly accountExternalId: string;
  readonly fanExternalId: string;
}

/** Under each known key, the present one first: a hash stored before SECRET_KEY was changed is still found. */
export function addressHashes(
  secrets: AppContext["secrets"],
  { platform, accountExternalId, fanExternalId }: ChannelAddress,
): readonly string[] {
  return secrets.signatures("erased-address", JSON.stringify([platform, accountExternalId, fanExternalId]));
}
