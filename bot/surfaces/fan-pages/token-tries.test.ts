// Guessing the keys of offers and galleries is slowed down; opening what was sent is not.
import type { AddressInfo } from "node:net";
import express from "express";
import { expect, test } from "vitest";
import type { App } from "../../../agents/commands/app.ts";
import { ManualClock, MINUTE_MS } from "../../../agents/kernel/clock.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import { tokenTries } from "./token-tries.ts";

test("after twenty wrong tokens an address waits, and only for as long as it must", async () => {
  const clock = new ManualClock();
  const site = express();
  site.use(tokenTries({ context: { clock } } as unknown as App));
  site.get("/:token", ({ params }, response) => void response.status(params.token === "right" ? 200 : 404).end());
  site.use(((error, _request, response, _next) => {
    response.status(error instanceof AppError ? error.status : 500).end();
  }) as express.ErrorRequestHandler);
  const server = site.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  const open = async (token: string) => (await fetch(`http://127.0.0.1:${port}/${token}`)).status;
  for (let visit = 0; visit < 30; visit += 1) expect(await open("right")).toBe(200);
  for (let guess = 0; guess < 20; guess += 1) expect(await open(`wrong-${guess}`)).toBe(404);
  expect([await open("wrong-21"), await open("right")]).toEqual([429, 429]);
  clock.advance(16 * MINUTE_MS);
  expect(await open("right")).toBe(200);
  await new Promise((resolve) => server.close(resolve));
});
