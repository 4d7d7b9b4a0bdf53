// State of planning one batch. Each field is written by the one node named beside it.
import { Annotation } from "@langchain/langgraph";
import type { BatchPlan, BatchRequest } from "../../domain/content/batch-plan.ts";
import type { Template } from "../../domain/content/templates/template.ts";

export const BatchPlanState = Annotation.Root({
  /** the caller */
  request: Annotation<BatchRequest>,
  /** filter: what the channels show and a vendor makes */
  templates: Annotation<readonly Template[]>,
  /** mix */
  counts: Annotation<BatchPlan["counts"]>,
  /** mix */
  shortfall: Annotation<BatchPlan["shortfall"]>,
  /** choose: by position, mildest tier first */
  chosen: Annotation<readonly Template[]>,
  /** choose: positions it chose now, which are to be varied */
  open: Annotation<readonly number[]>,
  /** choose: how often it chose */
  attempts: Annotation<number>,
  /** vary: by position */
  variations: Annotation<readonly string[]>,
  /** check: positions taken just as before */
  repeating: Annotation<readonly number[]>,
  /** report */
  plan: Annotation<BatchPlan>,
});

export type BatchPlanDraft = typeof BatchPlanState.State;
