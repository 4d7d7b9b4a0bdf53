// Keeps an emulator's control routes to those who hold its control token.
import type { RequestHandler } from "express";
import { equalsInConstantTime } from "../../agents/kernel/secret.ts";

export const CONTROL_HEADER = "x-control-token";

/** Without a token set, there are no control routes at all. */
export function requireControlToken(token: string | undefined): RequestHandler {
  return (request, response, next) => {
    const given = request.get(CONTROL_HEADER);
    if (token === undefined) response.status(404).json({ error: "no control routes here" });
    else if (given === undefined || !equalsInConstantTime(given, token)) {
      response.status(403).json({ error: `header ${CONTROL_HEADER} is missing or wrong` });
    } else next();
  };
}
