// A card that waits for a yes, whoever made it: a command that spends, or the plan of a request in plain words.
import type { Card } from "../../../agents/commands/view.ts";

/** Its answer takes its place, so that nothing of it is pressed again. */
export const asksForYes = ({ buttons = [] }: Card): boolean => buttons.some(({ command }) => command === "run.approve");
