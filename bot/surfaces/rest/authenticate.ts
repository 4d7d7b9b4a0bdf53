// Who calls the REST surface: the bearer of a token, in the language the program asks for.
import type { Request } from "express";
import type { App } from "../../../agents/commands/app.ts";
import type { Actor } from "../../../agents/commands/context.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { resolveToken } from "../../../agents/commands/session/resolve-token.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import { texts } from "../../../agents/texts/texts.ts";
import { languageOf } from "../../http/request-facts.ts";

/** @throws AppError `unauthenticated` */
export async function authenticate(app: App, request: Request): Promise<Actor> {
  const token = /^Bearer ([\w~+/.-]+=*)$/i.exec(request.get("authorization") ?? "")?.[1];
  const actor =
    token && token.length <= 200 ? await callInternal(app.context, resolveToken, { token, surface: "rest" }) : null;
  // Programs may ask for a language of their own; "*" is what clients send without being told.
  const asked = request.get("accept-language") ?? "*";
  if (actor) return asked === "*" ? actor : { ...actor, language: languageOf(request) };
  const words = texts(languageOf(request)).web.http;
  throw new AppError("unauthenticated", words.tokenNeeded, { remedy: words.tokenNeededRemedy });
}
