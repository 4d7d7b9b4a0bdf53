import { describe, expect, test } from "vitest";
import { allCommands } from "./all-commands.ts";
import { complete } from "./complete.ts";
import { fromText } from "./from-text.ts";

const registry = allCommands();
const read = (line: string) => {
  const { command, input } = fromText(line, registry, "en");
  return [command.name, input];
};

describe("typed lines", () => {
  test.each([
    ["batch create luna 6", "batch.create", { avatar: "luna", count: 6 }],
    ["/batch_create luna 6", "batch.create", { avatar: "luna", count: 6 }],
    ["/batch_create@vixen_bot luna", "batch.create", { avatar: "luna" }],
    [
      "batch create luna --count=6 --channels instagram,gallery",
      "batch.create",
      { avatar: "luna", count: 6, channels: ["instagram", "gallery"] },
    ],
    ['avatar create Luna "fitness and sea, warm"', "avatar.create", { name: "Luna", brief: "fitness and sea, warm" }],
    [
      "avatar create Luna fitness and sea in Lisbon",
      "avatar.create",
      { name: "Luna", brief: "fitness and sea in Lisbon" },
    ],
    [
      "avatar create “Luna Vega” --brief “arte y café” --draft",
      "avatar.create",
      { name: "Luna Vega", brief: "arte y café", draft: true },
    ],
    ["piece approve luna-1,luna-2", "piece.approve", { pieces: ["luna-1", "luna-2"] }],
    ["piece approve luna-1 luna-2", "piece.approve", { pieces: ["luna-1", "luna-2"] }],
    [
      "account connect luna --account-id 17841 --access-token TOKEN",
      "account.connect",
      { avatar: "luna", accountId: "17841", accessToken: "TOKEN" },
    ],
    ["help batch", "help.show", { command: "batch" }],
    ["help", "help.show", {}],
  ])("%s", (line, name, input) => expect(read(line)).toEqual([name, input]));

  test.each([
    ["batch creat luna", "unknown_command", /batch create/],
    ["avatr list", "unknown_command", /avatar list/],
    ["batch create luna --cuont 6", "invalid_input", /--count/],
    ["avatar list luna", "invalid_input", /avatar list/],
  ])("%s is refused with the nearest match or the usage", (line, code, remedy) => {
    expect(() => read(line)).toThrow(expect.objectContaining({ code, remedy: expect.stringMatching(remedy) }));
  });

  test("in an avatar's topic the avatar is filled in where none is named", () => {
    const about = { slug: "luna", known: ["luna", "sol-vega"] };
    const inTopic = (line: string) => fromText(line, registry, "en", about).input;
    expect(inTopic("batch create 6")).toEqual({ avatar: "luna", count: 6 });
    expect(inTopic("batch create sol-vega 6")).toEqual({ avatar: "sol-vega", count: 6 });
    expect(inTopic("avatar show Sol Vega")).toEqual({ avatar: "Sol Vega" });
    expect(inTopic("avatar list")).toEqual({});
  });

  test("an open quotation mark is named", () => {
    expect(() => read('avatar create Luna "fitness')).toThrow(/quotation/);
  });

  test("a huge line is refused before it is read", () => {
    expect(() => read(`avatar create Luna ${"x".repeat(9_000)}`)).toThrow(
      expect.objectContaining({ code: "too_large" }),
    );
  });
});

describe("completion", () => {
  test("commands first, then the arguments not given yet", () => {
    expect(complete("bat", registry, "en").map((each) => each.label)).toContain("batch create");
    expect(complete("batch create luna --count 6 ", registry, "en").map((each) => each.label)).toEqual([
      "--avatar",
      "--channels",
      "--format",
      "--pictures",
      "--preset",
      "--categories",
      "--seed",
    ]);
  });
});
