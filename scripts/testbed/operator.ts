// An operator who works over REST while the product dies and comes back: asks again until the answer is certain.
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";

const Answer = z.looseObject({
  state: z.string().optional(),
  output: z.unknown().optional(),
  runCardId: z.string().optional(),
  code: z.string().optional(),
  title: z.string().optional(),
});
type Answer = z.output<typeof Answer> & { readonly status: number };

const AGAIN_AFTER_MS = 250;
const CALL_LIMIT_MS = 20_000;
/** Longest an operator keeps asking. */
const PATIENCE_MS = 600_000;

export class Operator {
  readonly #url: string;
  readonly #token: () => Promise<string>;

  constructor(url: string, token: () => Promise<string>) {
    this.#url = url;
    this.#token = token;
  }

  /** For commands that may be given twice. @throws Error when it is refused */
  async ask(command: string, input: object): Promise<unknown> {
    const answer = await this.#untilAnswered(command, input);
    if (answer.state !== "done") throw new Error(`${command}: ${answer.title ?? answer.state}`);
    return answer.output;
  }

  /** Card, then yes. A yes whose answer was cut off is given again: the card makes it happen once. */
  async approve(command: string, input: object): Promise<void> {
    const card = await this.#untilAnswered(command, input);
    if (card.state !== "waiting") throw new Error(`${command}: ${card.title ?? card.state}`);
    const answer = await this.#untilAnswered("run.approve", { id: card.runCardId });
    const wasDoneBefore = answer.status === 409;
    if (answer.state !== "done" && !wasDoneBefore) throw new Error(`run.approve: ${answer.title ?? answer.state}`);
  }

  /** Asks again while nobody is there or what it needs is away. */
  async #untilAnswered(command: string, input: object): Promise<Answer> {
    const until = performance.now() + PATIENCE_MS;
    for (;;) {
      const response = await this.#call(command, input);
      if (response && response.status < 500 && response.status !== 429)
        return { ...Answer.parse(response.body), status: response.status };
      if (performance.now() > until)
        throw new Error(`${command}: no answer for too long (${response?.status ?? "none"})`);
      await delay(AGAIN_AFTER_MS);
    }
  }

  /** null: there is no token yet, or the connection was refused, cut, or silent for too long. */
  async #call(command: string, input: object): Promise<{ status: number; body: unknown } | null> {
    try {
      const authorization = `Bearer ${await this.#token()}`;
      const response = await fetch(`${this.#url}/api/v1/${command.replace(".", "/")}`, {
        method: "POST",
        headers: { authorization, "content-type": "application/json" },
        body: JSON.stringify(input),
        signal: AbortSignal.timeout(CALL_LIMIT_MS),
      });
      return { status: response.status, body: await response.json() };
    } catch {
      return null; // dead, or dying: asked again
    }
  }
}
