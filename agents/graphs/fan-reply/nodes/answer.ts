// The answer: written, then read as a stranger would.
import { span } from "../../../kernel/tracing.ts";
import type { Turn } from "../state.ts";
import { check } from "./check.ts";
import { write } from "./write.ts";

export async function answer(turn: Turn): ReturnType<typeof check> {
  const written = await span("turn write", {}, () => write(turn));
  return await span("turn check", {}, () => check({ ...turn, ...written }));
}
