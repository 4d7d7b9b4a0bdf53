// Fanvue, put together: on where the secret of its webhooks is set.
import type { App } from "../../../agents/commands/app.ts";
import type { Config } from "../../../agents/kernel/config.ts";
import type { AccountLogin } from "../../../agents/ports/account-login.ts";
import type { Checkout } from "../../../agents/ports/checkout.ts";
import type { Connector } from "../../../agents/ports/connector.ts";
import type { FanChannel } from "../../../agents/ports/fan-channel.ts";
import type { Mount } from "../../http/mount.ts";
import { parseCheckoutLinks } from "./checkout-links.ts";
import { createFanvueConnector } from "./connector.ts";
import { createFanvueChannel } from "./fan-channel.ts";
import { createFanvueCheckout } from "./fanvue-checkout.ts";
import { createFanvueLogin } from "./login.ts";
import { fanvueWebhookMount } from "./webhook-mount.ts";

export interface Fanvue {
  /** Empty while it is off. */
  readonly connectors: Readonly<Record<string, Connector>>;
  readonly channels: Readonly<Record<string, FanChannel>>;
  readonly logins: Readonly<Record<string, AccountLogin>>;
  mount(app: () => App): Mount;
}

type FanvueConfig = Pick<
  Config,
  | "FANVUE_WEBHOOK_SECRET"
  | "FANVUE_CLIENT_ID"
  | "FANVUE_CLIENT_SECRET"
  | "FANVUE_BASE_URL"
  | "FANVUE_AUTH_BASE_URL"
  | "FANVUE_CHECKOUT_LINKS"
>;

export function openFanvue(config: Omit<FanvueConfig, "FANVUE_CHECKOUT_LINKS">): Fanvue {
  const secrets = config.FANVUE_WEBHOOK_SECRET ?? [];
  const mount = (app: () => App) => fanvueWebhookMount({ app, secrets });
  if (secrets.length === 0) return { connectors: {}, channels: {}, logins: {}, mount };
  const options = { baseUrl: () => config.FANVUE_BASE_URL, authUrl: () => config.FANVUE_AUTH_BASE_URL };
  const app = appOf(config);
  const connector = createFanvueConnector({ ...options, app });
  return {
    connectors: { fanvue: connector },
    channels: { fanvue: createFanvueChannel(options) },
    logins: app === null ? {} : { fanvue: createFanvueLogin({ ...options, app, connector }) },
    mount,
  };
}

/** null: no link sells. @throws AppError `invalid_input` for links that are none */
export function openFanvueCheckout({ FANVUE_WEBHOOK_SECRET, FANVUE_CHECKOUT_LINKS }: FanvueConfig): Checkout | null {
  const secrets = FANVUE_WEBHOOK_SECRET ?? [];
  const links = parseCheckoutLinks(FANVUE_CHECKOUT_LINKS ?? []);
  return secrets.length > 0 && links.length > 0 ? createFanvueCheckout({ links, secrets }) : null;
}

/** null: accounts are linked by a token, which nobody renews. */
function appOf({ FANVUE_CLIENT_ID: clientId, FANVUE_CLIENT_SECRET: clientSecret }: Partial<FanvueConfig>) {
  return clientId && clientSecret ? { clientId, clientSecret } : null;
}
