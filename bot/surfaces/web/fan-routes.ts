// The fan simulator's calls: passed on to the emulated platform, never around it.
import { Router } from "express";
import { z } from "zod";
import { AppError } from "../../../agents/kernel/errors.ts";
import { texts } from "../../../agents/texts/texts.ts";
import { languageOf } from "../../http/request-facts.ts";
import { parse } from "./console-api.ts";
import type { FanSimulator, SimulatedMessage } from "./fan-simulator.ts";

const name = z.string().trim().min(1).max(60);
const accountId = z.string().min(1).max(80);
const Write = z.object({ accountId, name, text: z.string().trim().min(1).max(2_000) });
const Thread = z.object({ accountId, name });

export function fanRouter(simulator: FanSimulator | undefined): Router {
  const router = Router();
  router.use((request, _response, next) => {
    if (!simulator) throw new AppError("not_configured", texts(languageOf(request)).web.server.noSimulator);
    next();
  });
  if (!simulator) return router;
  router.get("/accounts", async (_request, response) => {
    response.json(await simulator.accounts());
  });
  router.get("/thread", async (request, response) => {
    const { accountId: account, name: fan } = parse(Thread, request.query);
    const thread = await simulator.thread(account, fan);
    response.json({ ...thread, messages: thread.messages.map(withOwnPath) });
  });
  router.post("/write", async (request, response) => {
    const message = parse(Write, request.body);
    const accounts = await simulator.accounts();
    if (!accounts.some((account) => account.id === message.accountId)) {
      throw new AppError("not_found", texts(languageOf(request)).web.server.fanUnknown, { field: "accountId" });
    }
    await simulator.write(message);
    response.json({});
  });
  return router;
}

/** Our own signed links end after ten minutes; the operator's session reads the file under its plain path. */
function withOwnPath(message: SimulatedMessage): SimulatedMessage {
  const path = message.imageUrl && URL.canParse(message.imageUrl) ? new URL(message.imageUrl).pathname : "";
  return path.startsWith("/media/") ? { ...message, imageUrl: path } : message;
}
