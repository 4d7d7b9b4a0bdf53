// What is said between a benchmark and the product it measures, over the child process's channel.

export interface ProductSettings {
  readonly environment: Readonly<Record<string, string>>;
  /** "fixed": every fan gets the same sentence and no graph or model runs. */
  readonly answers: "graph" | "fixed";
}

/** "watch" begins to look at the memory all the time, "peak" tells the most there was since. */
export type ProductQuestion =
  | { readonly ask: "memory" | "watch" | "peak" }
  | { readonly ask: "cpu" }
  | { readonly ask: "close" };

export type FromProduct =
  | { readonly kind: "ready"; readonly url: string; readonly token: string }
  | { readonly kind: "answer"; readonly value: number }
  | { readonly kind: "failed"; readonly message: string };
