// Taps on buttons and what the bot answered them with.
import { BadRequest } from "./message-html.ts";
import type { CallParameters } from "./method-schemas.ts";

export interface TapAnswer {
  readonly text: string;
  readonly showAlert: boolean;
}

export class CallbackQueries {
  #last = 0;
  readonly #open = new Map<string, (answer: TapAnswer) => void>();

  /** `answered` settles when the bot answers the query. */
  begin(): { readonly id: string; readonly answered: Promise<TapAnswer> } {
    this.#last += 1;
    const id = `77000000${this.#last}`;
    const answered = new Promise<TapAnswer>((resolve) => {
      this.#open.set(id, resolve);
    });
    return { id, answered };
  }

  /** @throws BadRequest for an unknown or already answered query */
  answer(call: CallParameters<"answerCallbackQuery">): true {
    const resolve = this.#open.get(call.callback_query_id);
    if (!resolve) {
      throw new BadRequest("query is too old and response timeout expired or query ID is invalid");
    }
    this.#open.delete(call.callback_query_id);
    resolve({ text: call.text ?? "", showAlert: call.show_alert ?? false });
    return true;
  }
}
