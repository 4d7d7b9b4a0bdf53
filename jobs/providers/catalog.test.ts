import { expect, it } from "vitest";
import { ENVIRONMENT } from "../../agents/kernel/environment.ts";
import { PROVIDERS } from "./catalog.ts";

it("names only variables that exist, and offers something offline of every kind", () => {
  const known = new Set(ENVIRONMENT.map(({ name }) => name));
  for (const { provider, required, optional } of PROVIDERS) {
    for (const name of [...required, ...optional]) expect(known.has(name), `${provider}: ${name}`).toBe(true);
  }
  for (const kind of new Set(PROVIDERS.map((entry) => entry.kind))) {
    expect(
      PROVIDERS.some((entry) => entry.kind === kind && entry.offline),
      kind,
    ).toBe(true);
  }
});
