// What the server put into the page.
import type { Boot } from "../console-page.ts";

export function readBoot(root: HTMLElement): Boot {
  // Written by our own server for this very script.
  return JSON.parse(root.dataset.boot ?? "{}") as Boot;
}
