// The operator's conversation with the system: lines and buttons become commands, results become cards that are kept.
import { readLine } from "../../../agents/commands/agent/read-line.ts";
import type { App } from "../../../agents/commands/app.ts";
import { appendChat } from "../../../agents/commands/chat/append.ts";
import type { ChatLine } from "../../../agents/commands/chat/chat-line.ts";
import { chatLine } from "../../../agents/commands/chat/line.ts";
import { replaceChatCard } from "../../../agents/commands/chat/replace.ts";
import type { Actor } from "../../../agents/commands/context.ts";
import type { ExecuteRequest, ExecuteResult } from "../../../agents/commands/execute.ts";
import { callInternal } from "../../../agents/commands/internal.ts";
import { problemCard, problemFrom } from "../../../agents/commands/problem.ts";
import { createRegistry } from "../../../agents/commands/registry.ts";
import type { Card } from "../../../agents/commands/view.ts";
import { AppError } from "../../../agents/kernel/errors.ts";
import { texts } from "../../../agents/texts/texts.ts";
import { withoutUsedButtons } from "./used-buttons.ts";

export interface Answer {
  /** The operator's own line. */
  readonly said: ChatLine;
  readonly line: ChatLine;
  /** An earlier card that looks different now. */
  readonly replaced?: { readonly id: string; readonly card: Card };
}

export interface ButtonPress {
  readonly command: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly label: string;
  /** Line and picture the button stands on. */
  readonly lineId?: string | undefined;
  readonly imageKey?: string | undefined;
  readonly key: string;
}

/** Hears what a model writes, and may stop it. */
type Writing = Pick<ExecuteRequest, "onText" | "signal">;

const SURFACE = "web";

export class Conversation {
  readonly #app: App;
  readonly #registry: App["registry"];

  constructor(app: App) {
    this.#app = app;
    this.#registry = createRegistry(app.registry.list.filter((command) => command.visibility !== "internal"));
  }

  get registry(): App["registry"] {
    return this.#registry;
  }

  /** A repeated `key` (the answer was lost on the way) does nothing twice. */
  async say(actor: Actor, text: string, key: string, writing: Writing = {}): Promise<Answer> {
    const said = await this.#append(actor, "operator", text);
    return { said, line: await this.#show(actor, (await this.#runText(actor, text, key, writing)).card) };
  }

  async press(actor: Actor, press: ButtonPress): Promise<Answer> {
    const said = await this.#append(actor, "operator", press.label);
    const result = await this.#execute(actor, press.command, press.input, press.key);
    const line = await this.#show(actor, result.card);
    const before = press.lineId
      ? await callInternal(this.#app.context, chatLine, { operatorId: actor.id, id: press.lineId })
      : null;
    if (!before?.card || result.state === "failed") return { said, line };
    const card = before.card.live
      ? await this.#present(actor, before.card)
      : withoutUsedButtons(before.card, press, actor.language);
    if (!card) return { said, line };
    await callInternal(this.#app.context, replaceChatCard, { operatorId: actor.id, id: before.id, card });
    return { said, line, replaced: { id: before.id, card } };
  }

  /** The present form of a `live` card. @throws AppError `not_found` */
  async refresh(actor: Actor, lineId: string): Promise<Card> {
    const line = await callInternal(this.#app.context, chatLine, { operatorId: actor.id, id: lineId });
    const card = line?.card ? await this.#present(actor, line.card) : null;
    if (!card) throw new AppError("not_found", texts(actor.language).web.server.noRefresh);
    await callInternal(this.#app.context, replaceChatCard, { operatorId: actor.id, id: lineId, card });
    return card;
  }

  /** Only commands that read are run for it. What is gone by now stays as it was last seen, and asks no more. */
  async #present(actor: Actor, card: Card): Promise<Card | null> {
    const { live } = card;
    if (!live || this.#registry.find(live.command)?.effect !== "read") return null;
    const result = await this.#execute(actor, live.command, live.input);
    return result.state === "done" ? result.card : { ...card, live: { ...live, finished: true } };
  }

  async #runText(actor: Actor, text: string, key: string, writing: Writing): Promise<Pick<ExecuteResult, "card">> {
    try {
      const { command, input } = readLine(text, this.#registry, actor.language);
      return await this.#execute(actor, command.name, input, key, writing);
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      return { card: problemCard(problemFrom(thrown, actor.language)) };
    }
  }

  async #execute(
    actor: Actor,
    command: string,
    input: unknown,
    key?: string,
    writing: Writing = {},
  ): Promise<ExecuteResult> {
    const found = this.#registry.find(command);
    // An internal command is as unknown here as one that does not exist.
    const name = found || !this.#app.registry.find(command) ? command : `${command} (internal)`;
    const changes = found !== undefined && found.effect !== "read";
    const once = key && changes ? { idempotencyKey: key } : {};
    return await this.#app.execute({ command: name, input, actor, ...once, ...writing });
  }

  async #append(actor: Actor, role: "operator" | "system", text: string, card?: Card): Promise<ChatLine> {
    return await callInternal(this.#app.context, appendChat, {
      operatorId: actor.id,
      surface: SURFACE,
      role,
      text,
      ...(card ? { card } : {}),
    });
  }

  /** Kept without secrets, shown with them this once. */
  async #show(actor: Actor, card: Card): Promise<ChatLine> {
    return { ...(await this.#append(actor, "system", "", card)), card };
  }
}
