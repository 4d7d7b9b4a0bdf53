// A failure as a person sees it: what went wrong, where, and what to do.
import { isDiskFull } from "../../prisma/database-error.ts";
import { AppError, toAppError } from "../kernel/errors.ts";
import { type Language, texts } from "../texts/texts.ts";
import type { Card, CardButton } from "./view.ts";

/** What surfaces and REST clients get; `message` is safe to show. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly status: number;
  readonly retryable: boolean;
  readonly field?: string;
  readonly remedy?: string;
  readonly reason?: string;
}

export function problemFrom(thrown: unknown, language: Language): Problem {
  const words = texts(language).common;
  const error = isDiskFull(thrown)
    ? new AppError("storage_full", words.diskFull, { remedy: words.diskFullRemedy, cause: thrown })
    : toAppError(thrown);
  const ours = error.code === "internal";
  return {
    code: error.code,
    message: ours ? words.somethingFailed : error.message,
    status: error.status,
    retryable: error.retryable,
    ...(error.field ? { field: error.field } : {}),
    ...(error.remedy ? { remedy: error.remedy } : {}),
    ...(error.reason ? { reason: error.reason } : {}),
  };
}

export function problemCard(problem: Problem, buttons: readonly CardButton[] = []): Card {
  return {
    title: problem.message,
    tone: problem.retryable ? "warning" : "bad",
    ...(problem.remedy ? { text: problem.remedy } : {}),
    ...(buttons.length > 0 ? { buttons } : {}),
  };
}
