// The visitor's session, kept by this browser for this page only; where storage is denied, as in some frames, the chat
// lasts as long as the page is open.
import { readStored, writeStored } from "../../../surfaces/web/client/stored.ts";

export interface Session {
  read(): string | null;
  keep(token: string): void;
  forget(): void;
}

export function openSession(path: string): Session {
  const name = `chat-session:${path}`;
  return {
    read: () => readStored<string | null>(name, null),
    keep: (token) => void writeStored(name, token),
    forget: () => void writeStored(name, null),
  };
}
