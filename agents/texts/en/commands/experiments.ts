// Words of the commands about A/B tests.
import type { CommandText } from "../commands.ts";

const experiment = "Name or id of the experiment";

export const experimentsCommandTexts: Readonly<Record<string, CommandText>> = {
  "experiment.create": {
    summary: "Plan an A/B test of what the chat says.",
    example: 'experiment create luna hello welcome_message "plain 50 | warm 50: So good to hear from you!"',
    arguments: {
      avatar: "Name or slug of the avatar",
      name: "What you call it",
      element: "welcome_message, call_to_action, pricing_offer or objection_response",
      variants: "name share: text, with | between; an empty one is the control; @pack names a pack of a pricing_offer",
      baselinePercent: "Percent of fans who pay without the change",
      effectPoints: "Smallest change worth knowing, in percentage points",
      windowHours: "Hours after it was shown in which a sale counts",
    },
  },
  "experiment.start": {
    summary: "Start a planned A/B test.",
    example: "experiment start hello",
    arguments: { experiment },
  },
  "experiment.show": {
    summary: "Show an A/B test: figures, interval, verdict.",
    example: "experiment show hello",
    arguments: { experiment },
  },
  "experiment.list": {
    summary: "List A/B tests.",
    example: "experiment list luna",
    arguments: { avatar: "Name or slug of the avatar" },
  },
  "experiment.end": {
    summary: "End an A/B test.",
    example: "experiment end hello",
    arguments: { experiment },
  },
  "experiment.deploy": {
    summary: "Make the winner of an A/B test the rule.",
    example: "experiment deploy hello",
    arguments: {
      experiment,
      variant: "Another variant than the winner; needs force",
      force: "Without a verdict for it; this is kept",
    },
  },
  "experiment.withdraw": {
    summary: "Take a deployed wording back.",
    example: "experiment withdraw hello",
    arguments: { experiment },
  },
};
