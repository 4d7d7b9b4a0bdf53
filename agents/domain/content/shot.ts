// What a shot is called and shows, in few words: the title and the lines of a preview card.
import { findTemplate } from "./templates.ts";

export interface Shot {
  readonly title: string;
  readonly lines: readonly string[];
}

/** "nature-forest-trail" is "Nature: forest trail"; a template that is gone leaves its key. */
export function shotTitle(templateKey: string): string {
  const template = findTemplate(templateKey);
  if (!template) return templateKey.replaceAll("-", " ");
  const { category } = template;
  const name = templateKey.slice(category.length + 1).replaceAll("-", " ");
  return `${category.charAt(0).toUpperCase()}${category.slice(1)}: ${name}`;
}

/** A template that is gone leaves the prompt's beginning. */
export function shotOf(templateKey: string, avatarName: string, prompt: string): Shot {
  const title = shotTitle(templateKey);
  const template = findTemplate(templateKey);
  if (!template) return { title, lines: [avatarName, prompt.slice(0, 240)] };
  return { title, lines: [avatarName, template.prompt, `${template.pose}; ${template.lighting}`] };
}
