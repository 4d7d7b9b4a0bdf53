// A part of the server: where it lives, who may enter, how its bodies are read.
import type { Router } from "express";
import type { ArrivalRule } from "./arrival-limit.ts";
import type { BodyKind } from "./body.ts";
import type { GuardOptions } from "./session-guard.ts";

export interface Mount {
  /** "/webhooks/instagram"; "/" for routers that state their own paths. */
  readonly path: string;
  /** Called at the first request; import heavy things here. */
  readonly load: () => Router | Promise<Router>;
  /** Default "none": the router reads the stream itself or needs no body. */
  readonly body?: BodyKind;
  /** Absent: bodies arrive whole within the server's limit. */
  readonly arrival?: ArrivalRule;
  /** Present: only for logged-in operators, checked before `load` and before the body is read. */
  readonly session?: GuardOptions;
  /** Ends what the part keeps open, such as event streams. */
  readonly close?: () => void;
}
