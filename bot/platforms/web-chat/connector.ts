// Linking a chat page: it is our own, so there is nobody to ask. Its token says which page it is (`account web` makes it).
import { AppError } from "../../../agents/kernel/errors.ts";
import type { AccountProfile, Connector } from "../../../agents/ports/connector.ts";

const TOKEN = /^page:([A-Za-z0-9]{8,40}):([a-z0-9._-]{1,80})$/;

export function createWebChatConnector(): Connector {
  return {
    whoAmI: async (token) => {
      const profile = profileOf(token);
      if (profile) return profile;
      throw new AppError("refused", "This is no chat page.", {
        field: "accessToken",
        reason: "token_invalid",
        remedy: "Chat pages are made with: account web",
      });
    },
    subscribe: async () => undefined,
    setEntrances: null,
  };
}

export function profileOf(token: string): AccountProfile | null {
  const [, externalId, handle] = TOKEN.exec(token) ?? [];
  return externalId && handle ? { externalId, handle } : null;
}
