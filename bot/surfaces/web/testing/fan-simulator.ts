// An emulated platform of one account whose creator answers when the test says so.
import type { FanSimulator, SimulatedAccount, SimulatedMessage } from "../fan-simulator.ts";

export class TestFanSimulator implements FanSimulator {
  readonly accountList: SimulatedAccount[] = [{ id: "17841400000000001", handle: "luna.coast", name: "Luna" }];
  readonly written: { name: string; text: string }[] = [];
  readonly #messages: SimulatedMessage[] = [];
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  async accounts(): Promise<readonly SimulatedAccount[]> {
    return this.accountList;
  }

  async write(message: { name: string; text: string }): Promise<void> {
    this.written.push(message);
    this.#add("fan", message.text);
  }

  async thread(): Promise<{ messages: readonly SimulatedMessage[] }> {
    return { messages: this.#messages };
  }

  answer(text: string): void {
    this.#add("creator", text);
  }

  #add(from: "fan" | "creator", text: string): void {
    this.#messages.push({ id: `m${this.#messages.length}`, from, text, at: this.#now().toISOString() });
  }
}
