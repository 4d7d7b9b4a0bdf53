// What keeps people with a keyboard, a screen reader or weak eyes from using a page, as axe finds it (WCAG 2.2 A and AA).
import axe from "axe-core";
import type { Page } from "playwright-core";

const GRAVE = ["serious", "critical"];

/** @returns one line a finding: the rule, and where; none on a page that everybody can use */
export async function graveFindings(page: Page): Promise<readonly string[]> {
  // Asked from outside the page, so that its own policy for scripts stays as it is.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
  return violations
    .filter(({ impact }) => impact && GRAVE.includes(impact))
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}
