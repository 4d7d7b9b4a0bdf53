// Where an endpoint's secret lies sealed (trust T14).
import type { SealPlace } from "../../kernel/secret.ts";

export function secretPlace(endpointId: string): SealPlace {
  return { table: "WebhookEndpoint", row: endpointId, field: "secret" };
}
