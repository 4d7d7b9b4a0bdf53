// How an account is told apart from others in a command: "instagram:@luna", as one name may be hers on several platforms.
import { networkOf, platformName } from "../../domain/distribution/platform-name.ts";

interface NamedAccount {
  readonly id: string;
  readonly platform: string;
  readonly handle: string;
}

export function accountName({ platform, handle }: Pick<NamedAccount, "platform" | "handle">): string {
  return `${networkOf(platform)}:@${handle}`;
}

/** For people: "@luna · Instagram". */
export function shownName({ platform, handle }: Pick<NamedAccount, "platform" | "handle">): string {
  return `@${handle} · ${platformName(platform)}`;
}

/** @param reference "instagram:@luna", "@luna", "instagram" or an id; a platform also by the name people know it by */
export function isMeant({ id, platform, handle }: NamedAccount, reference: string): boolean {
  const written = reference.trim();
  if (written === id) return true;
  const parts = written.toLowerCase().split(":");
  const names = [platform, networkOf(platform), platformName(platform).toLowerCase()];
  const isHandle = (text: string | undefined) => text?.replace(/^@/, "") === handle.toLowerCase();
  if (parts.length === 1) return isHandle(parts[0]) || names.includes(parts[0] ?? "");
  return names.includes(parts[0] ?? "") && (parts[1] === "" || isHandle(parts[1]));
}
