// Vitest's start: the template is made once, before any test copies it.
import { makeTemplate } from "./template.ts";

export default async function globalSetup(): Promise<void> {
  await makeTemplate();
}
