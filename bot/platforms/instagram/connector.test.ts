import { describeConnector } from "../../../agents/ports/conformance/connector.ts";
import { createInstagramConnector } from "./connector.ts";
import { createInstagramHarness } from "./testing/instagram-harness.ts";

describeConnector("Instagram", async () => {
  const harness = await createInstagramHarness();
  return { ...harness, connector: createInstagramConnector(harness.clientOptions) };
});
