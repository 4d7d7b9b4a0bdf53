// What the console's fan simulator needs of an emulated platform; wired in the composition root, absent on the real one.

export interface SimulatedAccount {
  /** The platform's id of the account. */
  readonly id: string;
  readonly handle: string;
  /** Name of the avatar behind it. */
  readonly name: string;
}

export interface SimulatedMessage {
  readonly id: string;
  readonly from: "fan" | "creator";
  readonly text: string;
  /** ISO 8601 */
  readonly at: string;
  readonly imageUrl?: string;
}

export interface SimulatedThread {
  /** Oldest first. */
  readonly messages: readonly SimulatedMessage[];
  /** The account shows that it is typing; absent where the platform does not tell. */
  readonly typing?: boolean;
  /** ISO 8601, when the account last saw the thread. */
  readonly seenAt?: string;
}

export interface FanSimulator {
  accounts(): Promise<readonly SimulatedAccount[]>;
  /** The fan of that name writes; delivery to us goes through the platform's signed webhook like a real one. */
  write(message: { readonly accountId: string; readonly name: string; readonly text: string }): Promise<void>;
  thread(accountId: string, name: string): Promise<SimulatedThread>;
}
