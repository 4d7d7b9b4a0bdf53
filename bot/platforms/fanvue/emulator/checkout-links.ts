// Links that sell, as the emulated Fanvue sees them: what is passed on with the address, and the events of a sale.
import { randomUUID } from "node:crypto";
import type { Clock } from "../../../../agents/kernel/clock.ts";
import type { EmulatedLink, FanvueState } from "./state.ts";

/** Source: Fanvue's checkout docs, "Attribution". What is longer is dropped. */
const MOST_REFERENCE = 200;
const MOST_KEYS = 10;
const MOST_KEY = 40;
const MOST_VALUE = 200;

/** A payment and what hangs from it. */
export interface EmulatedSale {
  readonly id: string;
  readonly link: EmulatedLink;
  readonly subscription: string | null;
  readonly client_reference_id: string | null;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface CheckoutLinks {
  /** @throws Error for an address that is no link's */
  buy(address: string): EmulatedSale;
  saleOf(reference: string): EmulatedSale;
  /** The envelope of an event, as it is delivered. */
  event(type: string, sale: EmulatedSale, data?: object): object;
}

export function createCheckoutLinks(state: FanvueState, clock: Clock): CheckoutLinks {
  const sales: EmulatedSale[] = [];
  return {
    buy: (address) => {
      const url = new URL(address);
      const link = state.links.get(/^\/checkout\/([\w-]+)$/.exec(url.pathname)?.[1] ?? "");
      if (!link) throw new Error(`no such link: ${url.pathname}`);
      const reference = url.searchParams.get("client_reference_id");
      const sale: EmulatedSale = {
        id: `FV-${10_000 + sales.length}`,
        link,
        subscription: link.isRecurring ? randomUUID() : null,
        client_reference_id: reference && reference.length <= MOST_REFERENCE ? reference : null,
        metadata: metadataOf(url),
      };
      sales.push(sale);
      return sale;
    },
    saleOf: (reference) => {
      const found = sales.find((sale) => sale.client_reference_id === reference);
      if (!found) throw new Error(`nothing was sold as ${reference}`);
      return found;
    },
    event: (type, sale, data = {}) => {
      const timestamp = clock.now().toISOString();
      return {
        ...{ id: randomUUID(), type, timestamp },
        data: {
          created_at: timestamp,
          client_reference_id: sale.client_reference_id,
          checkout_link: { uuid: sale.link.slug, name: sale.link.slug, product_uuid: "prod", product_price_uuid: "pp" },
          purchaser: { uuid: randomUUID(), email: null },
          creator: { uuid: sale.link.creatorUuid },
          metadata: sale.metadata,
          ...data,
        },
      };
    },
  };
}

function metadataOf(url: URL): Record<string, string> {
  const given = [...url.searchParams].flatMap(([name, value]) => {
    const key = /^metadata\[([^\]]+)\]$/.exec(name)?.[1];
    return key && key.length <= MOST_KEY && value.length <= MOST_VALUE ? [[key, value] as const] : [];
  });
  return Object.fromEntries(given.slice(0, MOST_KEYS));
}
