// What a shot is called and shows, in few words: the title and the lines of a preview card.
import { findTemplate } from "./templates.ts";

export interface Shot {
  readonly title: string;
  readonly lines: readonly string[];
}

/** "nature-forest-trail" is "Nature: forest trail". A template that is gone leaves its key and the prompt's beginning. */
export function shotOf(templateKey: string, avatarName: string, prompt: string): Shot {
  const template = findTemplate(templateKey);
  if (!template) return { title: templateKey.replaceAll("-", " "), lines: [avatarName, prompt.slice(0, 240)] };
  const { category, pose, lighting } = template;
  const name = templateKey.slice(category.length + 1).replaceAll("-", " ");
  const title = `${category.charAt(0).toUpperCase()}${category.slice(1)}: ${name}`;
  return { title, lines: [avatarName, template.prompt, `${pose}; ${lighting}`] };
}
