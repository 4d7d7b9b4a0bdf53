import { expect, it } from "vitest";
import { describeConnector } from "../../../agents/ports/conformance/connector.ts";
import { createInstagramConnector } from "./connector.ts";
import { createInstagramHarness } from "./testing/instagram-harness.ts";

describeConnector("Instagram", async () => {
  const harness = await createInstagramHarness();
  return { ...harness, connector: createInstagramConnector(harness.clientOptions) };
});

const signal = () => AbortSignal.timeout(5_000);

it("goes without comments where the token has no permission for them, and without nothing else", async () => {
  const harness = await createInstagramHarness();
  const { control, account, clientOptions } = harness;
  const connector = createInstagramConnector(clientOptions);
  const fields = () => control.accounts()[0]?.subscribedFields;
  control.addFault({ operation: "subscribe", fault: { kind: "error", code: 10 } });
  await connector.subscribe(account, signal());
  expect(fields()).toContain("messages");
  expect(fields()).not.toContain("comments");
  await connector.subscribe(account, signal());
  expect(fields()).toContain("comments");
  control.addFault({ operation: "subscribe", fault: { kind: "error", code: 190 } });
  await expect(connector.subscribe(account, signal())).rejects.toMatchObject({ reason: "token_invalid" });
  await harness.close();
});

it("offers questions and a menu with a link, each in Instagram's own form", async () => {
  const harness = await createInstagramHarness();
  const { control, account, clientOptions } = harness;
  const { setEntrances } = createInstagramConnector(clientOptions);
  await setEntrances?.(
    account,
    {
      iceBreakers: ["Who are you?"],
      menu: [{ title: "Hi" }, { title: "Privacy", url: "https://creator.example/privacy" }],
    },
    signal(),
  );
  expect(control.messengerProfile()).toEqual({
    ice_breakers: [{ locale: "default", call_to_actions: [{ question: "Who are you?", payload: "ICE_1" }] }],
    persistent_menu: [
      {
        locale: "default",
        composer_input_disabled: false,
        call_to_actions: [
          { type: "postback", title: "Hi", payload: "MENU_1" },
          { type: "web_url", title: "Privacy", url: "https://creator.example/privacy" },
        ],
      },
    ],
  });
  await setEntrances?.(account, { menu: [] }, signal());
  expect(control.messengerProfile()).not.toHaveProperty("persistent_menu");
  expect(control.messengerProfile()).toHaveProperty("ice_breakers");
  await harness.close();
});
