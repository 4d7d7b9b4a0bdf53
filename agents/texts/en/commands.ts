// What each command does and what its arguments mean: help, OpenAPI, completion and slash commands read this.
import { calendarCommandTexts } from "./commands/calendar.ts";
import { contentCommandTexts } from "./commands/content.ts";
import { creatorsCommandTexts } from "./commands/creators.ts";
import { experimentsCommandTexts } from "./commands/experiments.ts";
import { fansCommandTexts } from "./commands/fans.ts";
import { identityCommandTexts } from "./commands/identity.ts";
import { insightsCommandTexts } from "./commands/insights.ts";
import { personaCommandTexts } from "./commands/persona.ts";
import { reachCommandTexts } from "./commands/reach.ts";
import { salesCommandTexts } from "./commands/sales.ts";
import { sessionCommandTexts } from "./commands/session.ts";
import { storyCommandTexts } from "./commands/story.ts";
import { studioCommandTexts } from "./commands/studio.ts";
import { systemCommandTexts } from "./commands/system.ts";
import { templatesCommandTexts } from "./commands/templates.ts";

export interface CommandText {
  readonly summary: string;
  readonly example: string;
  readonly arguments: Readonly<Record<string, string>>;
}

export const commands: Readonly<Record<string, CommandText>> = {
  ...systemCommandTexts,
  ...creatorsCommandTexts,
  ...identityCommandTexts,
  ...personaCommandTexts,
  ...templatesCommandTexts,
  ...contentCommandTexts,
  ...insightsCommandTexts,
  ...calendarCommandTexts,
  ...fansCommandTexts,
  ...storyCommandTexts,
  ...reachCommandTexts,
  ...salesCommandTexts,
  ...experimentsCommandTexts,
  ...sessionCommandTexts,
  ...studioCommandTexts,
};
